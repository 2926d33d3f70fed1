"""All that a terminal's window hears scans from: the keyboard always, and a line or camera."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from core.qt.tasks import Tasks
from core.qt.wedge import WedgeFilter
from core.scanning.repeats import Repeats
from core.scanning.scanners import UnknownAddress, habits_of, scanner_at
from core.scanning.symbology import read_scan
from core.services.scanners import ScannerSetup


class TerminalScanner(QObject):
    """The scanner of one window.

    The wedge listens whatever scanner was chosen: a second scanner, or one that was plugged in
    while nobody had the time to choose it, works too.

    Args:
        window: its keys may be a scanner's.
        drops_repeats: a code that is read again within two seconds is no new scan, where the
            window does not see to that itself.
        seconds: a clock that only goes forward.
    """

    #: What was read, as the domain reads it.
    scanned = Signal(str)
    #: Whether the chosen line or camera is there; a keyboard always is.
    is_there_changed = Signal(bool)
    _heard = Signal(int, str)
    _changed = Signal(int, bool)

    def __init__(
        self,
        window: QWidget,
        *,
        drops_repeats: bool = False,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._repeats = Repeats() if drops_repeats else None
        self._seconds = seconds
        self._wedge = WedgeFilter(window)
        self._wedge.scanned.connect(self._take)
        # Libraries are loaded and lines closed off the UI thread.
        self._tasks = Tasks(self)
        self._stop: Callable[[], None] = lambda: None
        #: Counts the attached scanners: what one still says after the next one came is not heard.
        self._number = 0
        self._is_there = True
        self._setup = ScannerSetup()
        self._heard.connect(self._take_from_line, Qt.ConnectionType.QueuedConnection)
        self._changed.connect(self._take_change, Qt.ConnectionType.QueuedConnection)

    @property
    def setup(self) -> ScannerSetup:
        """The scanner that is attached."""
        return self._setup

    @property
    def is_there(self) -> bool:
        """Whether it is plugged in, as far as anybody can tell."""
        return self._is_there

    def attach(self, setup: ScannerSetup) -> None:
        """Listen to this scanner from now on, and to no other line."""
        if setup == self._setup:
            return
        self._setup = setup
        self._wedge.learn(habits_of(setup))
        self._number += 1
        number = self._number

        def begin() -> None:
            self._stop()
            self._stop = lambda: None
            try:
                scanner = scanner_at(setup)
            except UnknownAddress:
                self._changed.emit(number, False)
                return
            if scanner is None:
                self._changed.emit(number, True)
                return
            self._stop = scanner.listen(
                lambda scan: self._heard.emit(number, scan),
                lambda is_there: self._changed.emit(number, is_there),
            )

        self._tasks.run(begin, lambda _: None, broke=lambda: self._take_change(number, False))

    def forget(self) -> None:
        """Somebody else comes: the same code again is theirs."""
        if self._repeats is not None:
            self._repeats = Repeats()

    def close(self) -> None:
        """Hear nothing more."""
        self._number += 1
        self._tasks.close()
        self._stop()

    def _take_from_line(self, number: int, sent: str) -> None:
        if number == self._number:
            self._take(read_scan(sent).text)

    def _take(self, text: str) -> None:
        if self._repeats is None or self._repeats.is_new(text, self._seconds()):
            self.scanned.emit(text)

    def _take_change(self, number: int, is_there: bool) -> None:
        if number == self._number and is_there is not self._is_there:
            self._is_there = is_there
            self.is_there_changed.emit(is_there)
