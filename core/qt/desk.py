"""The window around a screen: alone, or with the simulated printer's strip beside it.

It is on the way to the first frame, so it names nothing of Qt that the frame itself does not need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from core.qt.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from core.qt.strip import Strip
    from core.services.station import Station


class Desk(QWidget):
    """A top-level window around a kiosk or POS.

    The strip comes after the first frame. Its room is kept from the start, so that the screen is
    laid out once.

    Args:
        title: the window's.
        kept: what stays free at the right for the strip, in pixels.
    """

    #: The station that the screen opened; may be emitted on a worker.
    station_opened = Signal(object)
    closed = Signal()
    #: There is none, and the screen says why; the same.
    station_failed = Signal()

    def __init__(self, title: str, kept: int = 0) -> None:
        super().__init__()
        self.setWindowTitle(title)
        # A palette would first build all of its enums, and a sheet of the window's own would be
        # tried on everything in it.
        self._table = QFrame(self)
        self._table.setStyleSheet(f"background: {Theme().hex('table')};")
        self._strip: Strip | None = None
        self._is_closed = False
        self._vacant: QSize | None = None
        self._screen: QWidget | None = None
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, kept, 0)
        self._row.setSpacing(0)
        self.station_failed.connect(self.give_room_back)

    def open(self, open_station: Callable[[], Station]) -> Station:
        """Open the station for the screen, on its worker, and hear how that went."""
        try:
            station = open_station()
        except Exception:
            self.station_failed.emit()
            raise
        if not self._is_closed:
            self.station_opened.emit(station)
        return station

    @property
    def is_closed(self) -> bool:
        """Whether it was closed; a station may still come after that."""
        return self._is_closed

    def add_screen(self, screen: QWidget) -> None:
        """Put the kiosk or POS in; it takes all the room that the strip leaves."""
        before, self._screen = self._vacant, screen
        if before is not None:
            # Else it would be dressed for a size of its own first.
            screen.resize(before)
        self._row.insertWidget(0, screen, 1)

    def take_screen(self) -> QWidget | None:
        """Take out what is in; it is hidden, and whoever takes it throws it away."""
        screen, self._screen = self._screen, None
        if screen is not None:
            self._vacant = screen.size()
            screen.hide()
            self._row.removeWidget(screen)
        return screen

    @property
    def has_strip(self) -> bool:
        """Whether a simulated printer stands beside the screen."""
        return self._strip is not None

    def add_strip(self, strip: Strip) -> None:
        """Put the simulated printer beside the screen, with the handle that opens and closes it."""
        self._strip = strip
        strip.setParent(self)
        self._row.addWidget(strip.handle)
        strip.opened.connect(self._place_strip)
        strip.open(is_open=strip.begins_open)
        self.give_room_back()

    def give_room_back(self) -> None:
        """Nothing more comes beside the screen."""
        self._row.setContentsMargins(0, 0, 0, 0)

    def leave(self) -> None:
        """Whoever may says that it is over."""
        self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The strip may now fit beside the screen, or no longer."""
        super().resizeEvent(event)
        self._table.resize(self.size())
        self._place_strip()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go of the printer and the screen's workers; what still opens is left to itself."""
        self._is_closed = True
        if self._strip is not None:
            self._strip.roll.stop()
        if self._screen is not None:
            self._screen.close()
        self.closed.emit()
        super().closeEvent(event)

    def _place_strip(self) -> None:
        """Beside the screen where both have room, else over its right edge.

        A window that grew instead would stand over the edge of a small laptop's screen.
        """
        strip, screen = self._strip, self._screen
        if strip is None or screen is None or strip.isHidden():
            return
        handle, wide = strip.handle.width(), strip.sizeHint().width()
        if self.width() - handle - wide >= screen.minimumWidth():
            if self._row.indexOf(strip) < 0:
                self._row.addWidget(strip)
            return
        self._row.removeWidget(strip)
        strip.setGeometry(self.width() - handle - wide, 0, wide, self.height())
        strip.raise_()
