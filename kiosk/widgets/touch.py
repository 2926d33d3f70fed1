"""What a finger, or Enter, sets off."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from core.qt.theme import Theme
from kiosk.widgets.boxes import Dressed

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QShowEvent

#: A finger's width on the design's 1080 (screens.md, "Kiosk").
FINGER = 88


class Arrival:
    """When a widget came up: a finger's second tap was not meant for what came up under it.

    Qt takes any touch that comes soon after another for a double click, wherever the two fell.
    """

    def __init__(self) -> None:
        self._at: float | None = None

    def is_now(self) -> None:
        """It comes up."""
        self._at = time.monotonic()

    @property
    def is_fresh(self) -> bool:
        """Whether the first tap of a double one may have fallen before it was there."""
        if self._at is None:
            return False
        return (time.monotonic() - self._at) * 1000 < QApplication.doubleClickInterval()


class Touchable(QPushButton, Dressed):
    """A button for fingers and keys alike.

    A touch does not take the focus from the field that is being typed in, Enter works like Space,
    and who moves by keyboard sees where they are. (Qt's global enums are named inside the methods
    only: see `kiosk.widgets.boxes`.)

    Args:
        kind: its `#kind-…` in the style sheet.
    """

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.setObjectName(f"kind-{kind}")
        self._theme = Theme()
        self._radius = 16.0
        self._arrival = Arrival()

    def dress(self, theme: Theme) -> None:
        """See `Dressed`."""
        self._theme = theme

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Its place decides how wide it is."""
        return QSize(0, self._theme.px(FINGER))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See `sizeHint`."""
        return self.sizeHint()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802 - Qt's names
        """Tab or an arrow: from now on the focus is shown.

        Qt calls this too when the button vanishes, which no customer did.
        """
        if self.isVisible():
            self.window().setProperty("by_keyboard", True)
        return super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses; a key held down presses once."""
        from PySide6.QtCore import Qt  # noqa: PLC0415 - see the class

        self.window().setProperty("by_keyboard", True)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A finger is in use, not a keyboard."""
        self.window().setProperty("by_keyboard", False)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A quick touch is one like any other, unless it was meant for what stood here before."""
        if self._arrival.is_fresh:
            event.accept()
        else:
            super().mouseDoubleClickEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Qt calls this when it is to be seen."""
        super().showEvent(event)
        self.come_up()

    def come_up(self) -> None:
        """It is there for a finger from now on: it was hidden, or covered."""
        self._arrival.is_now()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The style's button, and a ring around it when it has the focus."""
        super().paintEvent(event)
        if self.hasFocus() and self.window().property("by_keyboard"):
            self._paint_ring()

    def _paint_ring(self) -> None:
        """Draw a dark and a light line, so that it shows on any colour."""
        from PySide6.QtGui import QPen  # noqa: PLC0415 - see the class

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = 0.0
        for token, design in (("focus", 8), ("paper", 4)):
            width = self._theme.px(design)
            painter.setPen(QPen(self._theme.colour(token), width))
            half = inset + width / 2
            corner = max(0.0, self._theme.px(self._radius) - half)
            line = QRectF(self.rect()).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(line, corner, corner)
            inset += width
        painter.end()


def uncover(window: QWidget) -> None:
    """What lay over the page is gone: a second tap on it was not meant for what lies below."""
    for touchable in window.findChildren(Touchable):
        touchable.come_up()
