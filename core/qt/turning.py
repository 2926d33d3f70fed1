"""How long a screen takes to turn to the next page, from the touch until that page is painted."""

import os
import time
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from core.qt.theme import dressed_application

_PATIENCE_MS = 20_000
_FINGER_MS = 50


class NotTurned(Exception):  # noqa: N818 - it reads as the fact that it states
    """The page did not come."""


def application_off_screen() -> QApplication:
    """This process's application; where there is none yet, one without a screen."""
    running = QApplication.instance()
    if running is not None:
        return cast("QApplication", running)
    chosen = os.environ.get("QT_QPA_PLATFORM")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        return dressed_application("Balik")
    finally:
        # What this process starts afterwards chooses for itself.
        if chosen is None:
            del os.environ["QT_QPA_PLATFORM"]
        else:
            os.environ["QT_QPA_PLATFORM"] = chosen


def turn_ms(touch: Callable[[], object], page: Callable[[], QWidget | None]) -> float:
    """Milliseconds from `touch` until `page` is painted, with all that is on it.

    Args:
        touch: what a person does.
        page: the page that is waited for; None as long as it is not on top.

    Raises:
        NotTurned: it does not come.
    """
    _let_go_of_what_was()
    painted = _Painted(page)
    begun = time.perf_counter()
    touch()
    painted.loop.exec()
    painted.end()
    if painted.at is None:
        raise NotTurned
    return (painted.at - begun) * 1000


def _let_go_of_what_was() -> None:
    """Let a real event loop finish what came before, as it does while a finger is on its way.

    Pages that are to be deleted wait for such a loop: turning single events leaves them alone.
    """
    loop = QEventLoop()
    QTimer.singleShot(_FINGER_MS, loop.quit)
    loop.exec()


class _Painted(QObject):
    """Waits for the page's paint event, and for those of its parts that follow it."""

    def __init__(self, page: Callable[[], QWidget | None]) -> None:
        super().__init__()
        self.at: float | None = None
        self.loop = QEventLoop()
        self._page = page
        self._app = application_off_screen()
        self._app.installEventFilter(self)
        self._patience = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self.loop.quit)
        self._patience.start()

    def eventFilter(self, receiver: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Qt calls this before each event."""
        if isinstance(event, QPaintEvent) and receiver is self._page():
            # One picture of the window is painted in one go; after it comes this timer.
            QTimer.singleShot(0, self, self._note)
        return False

    def end(self) -> None:
        """Look at no more events."""
        self._app.removeEventFilter(self)
        self._patience.stop()

    def _note(self) -> None:
        if self.at is None:
            self.at = time.perf_counter()
            self.loop.quit()
