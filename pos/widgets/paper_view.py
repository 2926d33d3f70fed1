"""A paper on the table, as it came out of the printer."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.widgets.look import Look

_SHADOW = 14


class PaperView(QWidget):
    """Shows the picture of a paper as large as it fits, with its shadow."""

    def __init__(self) -> None:
        super().__init__()
        self._png = b""
        self._picture = QPixmap()
        self._look: Look | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_paper(self, png: bytes | None, look: Look) -> None:
        """Show this picture, PNG; None shows an empty table."""
        self._look = look
        if (png or b"") != self._png:
            self._png = png or b""
            self._picture = QPixmap()
            if png:
                self._picture.loadFromData(png)
        self.update()

    def forget(self) -> None:
        """Take the paper off the table."""
        self._png, self._picture = b"", QPixmap()

    @property
    def has_paper(self) -> bool:
        """Whether there is a picture."""
        return not self._picture.isNull()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """No wish of its own: it takes what the column has."""
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Qt calls this to draw the widget."""
        if self._look is None or not self.has_paper:
            return
        theme = self._look.theme
        border, shadow = theme.px(18), theme.px(_SHADOW)
        paper = self._picture.size() + QSize(2 * border, 2 * border)
        room = self.size() - QSize(2 * shadow, 2 * shadow)
        width_limit = theme.px(330)
        scale = min(room.width() / paper.width(), room.height() / paper.height(), 1.0)
        scale = min(scale, width_limit / paper.width())
        size = QSize(round(paper.width() * scale), round(paper.height() * scale))
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        sheet = QRect(left, max(shadow, top), size.width(), size.height())
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        soft = theme.colour("shadow")
        soft.setAlpha(max(1, soft.alpha() // (2 * shadow)) if soft.alpha() else 0)
        painter.setBrush(soft)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for reach in range(shadow, 0, -1):
            painter.drawRoundedRect(
                sheet.adjusted(-reach, -reach + 2, reach, reach + 2), reach, reach
            )
        # Paper is white in every palette, as in the clerk's hand.
        painter.fillRect(sheet, Qt.GlobalColor.white)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        inner = round(border * scale)
        ratio = self.devicePixelRatioF()
        target = sheet.adjusted(inner, inner, -inner, -inner)
        scaled = self._picture.scaled(
            target.size() * ratio,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawPixmap(target, scaled)
        painter.end()
