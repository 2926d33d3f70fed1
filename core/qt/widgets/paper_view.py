"""A printed paper, shown large: to be read, and to be scanned."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.qt.theme import Theme
from core.qt.widgets.paper_slip import MARGIN, paint_paper, tear
from core.texts import Texts


class _Sheet(QWidget):
    """The paper alone, a printer's dot on a pixel."""

    def __init__(self, picture: QPixmap, *, whole: bool, theme: Theme) -> None:
        super().__init__()
        self._picture = picture
        self._whole = whole
        self._theme = theme
        size = picture.deviceIndependentSize().toSize()
        margin = theme.px(MARGIN)
        self.setFixedSize(size + QSize(2 * margin, 2 * margin))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Qt calls this to draw the paper."""
        painter = QPainter(self)
        margin = self._theme.px(MARGIN)
        place: QRect = self.rect().adjusted(margin, margin, -margin, -margin)
        paint_paper(painter, place, self._picture, self._theme)
        if not self._whole:
            tear(painter, place, self._theme)
        painter.end()


class PaperView(QDialog):
    """Shows one paper until it is closed; `scan_requested` is the scanner held over it.

    Args:
        picture: every dot of it.
        whole: False draws it torn.
        name: the window's title.
    """

    scan_requested = Signal()

    def __init__(
        self,
        picture: QImage,
        *,
        whole: bool,
        name: str,
        texts: Texts,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setStyleSheet(theme.sheet("paper_roll"))
        sheet = _Sheet(QPixmap.fromImage(picture), whole=whole, theme=theme)
        sheet.setAccessibleName(name)
        desk = QScrollArea()
        desk.setWidget(sheet)
        sheet.setAutoFillBackground(False)
        desk.setAlignment(Qt.AlignmentFlag.AlignCenter)
        desk.viewport().setAutoFillBackground(False)
        scan = QPushButton(texts("Scan this at the POS"))
        scan.setProperty("kind", "main")
        scan.setDefault(True)
        scan.clicked.connect(self._scan)
        close = QPushButton(texts("Close"))
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(close)
        buttons.addWidget(scan, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(desk, 1)
        layout.addLayout(buttons)
        room = self.screen().availableSize()
        width = sheet.width() + theme.px(60)
        height = sheet.height() + theme.px(110)
        self.resize(min(width, room.width()), min(height, round(room.height() * 0.92)))

    def _scan(self) -> None:
        self.close()
        self.scan_requested.emit()
