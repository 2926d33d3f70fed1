"""What works behind the kiosk's pages; all of it is loaded after the first frame."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.qt.terminal_scanner import TerminalScanner
from core.qt.timers import QtTimers, Timers
from core.services.devices import StaffRoom
from core.services.station import Station
from kiosk.flow.events import StartedOver
from kiosk.look import Look
from kiosk.presenter import Presenter
from kiosk.staff.door import StaffDoor


class Machine(QObject):
    """The presenter, the scanner that it hears, and the staff's door.

    Args:
        window: whose keys may be a scanner's.
        bar: with the logo, behind which staff find their door.
        look: how the kiosk looks now.
        opening: what opens the station, and what lies behind that door, if there is one.
        timers: the event loop's where there are no others.
    """

    #: What a scanner read, unless staff tries it.
    scanned = Signal(str)
    #: Staff ends the kiosk.
    ended = Signal()

    def __init__(
        self,
        window: QWidget,
        bar: QWidget,
        look: Callable[[], Look],
        opening: tuple[Callable[[], Station], Callable[[], StaffRoom] | None],
        timers: Timers | None,
    ) -> None:
        super().__init__(window)
        timers = timers or QtTimers(window)
        open_station, open_room = opening
        self.presenter = Presenter(open_station, timers, look().texts, window)
        self.door: StaffDoor | None = None
        if open_room is not None:
            self.door = self._guarded(StaffDoor(window, bar, open_room, look, timers))
        self.scanner = TerminalScanner(window, drops_repeats=True)
        self.scanner.scanned.connect(self._scanned)
        self.presenter.opened.connect(lambda station: self.scanner.attach(station.scanner))
        # The next customer may hold up the same code, and nothing of the last one's is kept.
        self.presenter.forgot.connect(self.scanner.forget)

    def close(self) -> None:
        """Wait for what is under way, and hear nothing more."""
        if self.door is not None:
            self.door.close()
        self.scanner.close()
        self.presenter.close()

    def _scanned(self, text: str) -> None:
        if self.door is not None and self.door.is_open:
            self.door.scanned(text)
        else:
            self.scanned.emit(text)

    def _guarded(self, door: StaffDoor) -> StaffDoor:
        presenter = self.presenter
        presenter.opened.connect(door.work_with)
        presenter.changed.connect(lambda state: door.printer_said(state.printer))
        door.ended.connect(self.ended)
        door.chose.connect(presenter.work_with)
        door.entered.connect(lambda: presenter.feed(StartedOver()))
        return door
