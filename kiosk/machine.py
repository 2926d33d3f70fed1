"""What works behind the kiosk's pages; all of it is loaded after the first frame."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from core.qt.terminal_scanner import TerminalScanner
from core.qt.timers import QtTimers, Timers
from core.services.station import Station
from core.texts import Texts
from kiosk.presenter import Presenter


class Machine:
    """The presenter, and the scanner that it hears.

    Args:
        window: whose keys may be a scanner's.
        open_station: see `Presenter`.
        timers: the event loop's where there are no others.
        texts: see `Presenter`.
        scan: takes what was read.
    """

    def __init__(
        self,
        window: QWidget,
        open_station: Callable[[], Station],
        timers: Timers | None,
        texts: Texts,
        scan: Callable[[str], None],
    ) -> None:
        self.presenter = Presenter(open_station, timers or QtTimers(window), texts, window)
        self.scanner = TerminalScanner(window, drops_repeats=True)
        self.scanner.scanned.connect(scan)
        self.presenter.opened.connect(lambda station: self.scanner.attach(station.scanner))
        # The next customer may hold up the same code, and nothing of the last one's is kept.
        self.presenter.forgot.connect(self.scanner.forget)

    def close(self) -> None:
        """Wait for what is under way, and hear nothing more."""
        self.scanner.close()
        self.presenter.close()
