"""A RETURN CODE on the screen, so that paper is never the only copy."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.documents.marks import QUIET_BARS
from core.documents.symbols import code128_modules


class BarcodeView(QWidget):
    """Paints a Code 128 as wide as it fits, every bar in whole pixels of the screen.

    A scanner wants black bars on white, whatever the palette, and bars of even width: so nothing
    here is styled, and where the screen's scale is a fraction the code is a little narrower rather
    than smoothed. The quiet zones are inside the widget.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modules = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_code(self, digits: str) -> None:
        """Show these digits, an even number of them, as Code 128-C; "" shows nothing."""
        self._modules = code128_modules(digits) if digits else ""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Three pixels a module, and bars high enough to be hit."""
        return QSize(3 * self._width_in_modules(), 96)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One pixel a module: what a reader close by still takes."""
        return QSize(self._width_in_modules(), 32)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Qt calls this to draw the widget."""
        painter = QPainter(self)
        # One unit is one pixel from here on. The painter, not the widget, knows the scale of what
        # it draws on, be it the screen or a picture.
        ratio = painter.deviceTransform().m11()
        painter.scale(1 / ratio, 1 / ratio)
        width, height = int(self.width() * ratio), int(self.height() * ratio)
        painter.fillRect(QRect(-1, -1, width + 3, height + 3), Qt.GlobalColor.white)
        module = width // self._width_in_modules()
        left = (width - module * len(self._modules)) // 2
        for place, colour in enumerate(self._modules):
            if colour == "1":
                bar = QRect(left + place * module, 0, module, height)
                painter.fillRect(bar, Qt.GlobalColor.black)
        painter.end()

    def _width_in_modules(self) -> int:
        return len(self._modules) + 2 * QUIET_BARS
