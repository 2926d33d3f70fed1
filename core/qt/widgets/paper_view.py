"""A printed paper, shown large: to be read, and to be scanned."""

from typing import Final

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

#: Below this share of its dots a paper's small print is hard to read; a longer one is scrolled.
_SMALLEST: Final = 0.46

#: Buttons, gaps and shadow above and below a paper, in design pixels.
_AROUND: Final = 100


class _Sheet(QWidget):
    """The paper alone, as large as it was made."""

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

    The whole paper is shown where the screen is high enough for print that can be read.

    Args:
        picture: every dot of it.
        whole: False draws it torn.
        name: the window's title.
        can_scan: whether there is a POS to scan it at.
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
        can_scan: bool = True,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setStyleSheet(theme.sheet("paper_roll"))
        buttons = self._buttons(texts, can_scan=can_scan)
        room = self.screen().availableSize() - QSize(theme.px(60), theme.px(60))
        around = theme.px(_AROUND)
        sheet = _Sheet(_fitting(picture, room.height() - around, self), whole=whole, theme=theme)
        sheet.setAccessibleName(name)
        desk = QScrollArea()
        desk.setWidget(sheet)
        sheet.setAutoFillBackground(False)
        desk.setAlignment(Qt.AlignmentFlag.AlignCenter)
        desk.viewport().setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.addWidget(desk, 1)
        layout.addLayout(buttons)
        width = max(sheet.width(), buttons.sizeHint().width()) + theme.px(60)
        height = sheet.height() + around
        self.resize(min(width, room.width()), min(height, room.height()))

    def _buttons(self, texts: Texts, *, can_scan: bool) -> QHBoxLayout:
        buttons = QHBoxLayout()
        close = QPushButton(texts("Close"))
        close.clicked.connect(self.close)
        buttons.addWidget(close)
        if can_scan:
            scan = QPushButton(texts("Scan this at the POS"))
            scan.setProperty("kind", "main")
            scan.setDefault(True)
            scan.clicked.connect(self._scan)
            buttons.addWidget(scan, 1)
        return buttons

    def _scan(self) -> None:
        self.close()
        self.scan_requested.emit()


def _fitting(picture: QImage, height: int, shown_in: QWidget) -> QPixmap:
    """The picture at most this high, in pixels of the screen, or as small as can still be read."""
    ratio = shown_in.devicePixelRatioF()
    share = max(_SMALLEST, min(1.0, height * ratio / picture.height()))
    smooth = Qt.TransformationMode.SmoothTransformation
    fitting = QPixmap.fromImage(picture.scaledToWidth(round(picture.width() * share), smooth))
    fitting.setDevicePixelRatio(ratio)
    return fitting
