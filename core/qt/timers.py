"""Timers as an argument, so that a test moves a minute in one step."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

Cancel = Callable[[], None]


class Timers(Protocol):
    """Calls back later, on the UI thread."""

    def after(self, seconds: float, call: Callable[[], None]) -> Cancel:
        """Call once after `seconds`; the answer cancels it (also after it fired)."""
        ...

    def every(self, seconds: float, call: Callable[[], None]) -> Cancel:
        """Call again and again, `seconds` apart, until cancelled."""
        ...


class QtTimers:
    """Real time, by Qt's event loop.

    Args:
        parent: owns the timers; they end with it.
    """

    def __init__(self, parent: QObject) -> None:
        self._parent = parent

    def after(self, seconds: float, call: Callable[[], None]) -> Cancel:
        """See `Timers.after`."""
        return self._start(seconds, call, once=True)

    def every(self, seconds: float, call: Callable[[], None]) -> Cancel:
        """See `Timers.every`."""
        return self._start(seconds, call, once=False)

    def _start(self, seconds: float, call: Callable[[], None], *, once: bool) -> Cancel:
        timer = QTimer(self._parent)
        timer.setSingleShot(once)
        timer.timeout.connect(call)
        if once:
            timer.timeout.connect(timer.deleteLater)
        timer.start(round(seconds * 1000))
        over = False

        def cancel() -> None:
            nonlocal over
            if not over:
                over = True
                timer.stop()
                timer.deleteLater()

        def fired() -> None:
            nonlocal over
            over = once

        timer.timeout.connect(fired)
        return cancel


@dataclass(slots=True)
class _Appointment:
    due: float
    interval: float | None
    call: Callable[[], None]
    cancelled: bool = False


@dataclass(slots=True)
class HandTimers:
    """Time that passes only when `pass_time` says so."""

    _now: float = 0.0
    _book: list[_Appointment] = field(default_factory=list)

    def after(self, seconds: float, call: Callable[[], None]) -> Cancel:
        """See `Timers.after`."""
        return self._note(_Appointment(self._now + seconds, None, call))

    def every(self, seconds: float, call: Callable[[], None]) -> Cancel:
        """See `Timers.every`."""
        return self._note(_Appointment(self._now + seconds, seconds, call))

    def pass_time(self, seconds: float) -> None:
        """Let `seconds` pass: everything due by then is called, in the order in which it is due."""
        end = self._now + seconds
        while due := [a for a in self._book if not a.cancelled and a.due <= end]:
            first = min(due, key=lambda appointment: appointment.due)
            self._now = first.due
            if first.interval is None:
                first.cancelled = True
            else:
                first.due += first.interval
            first.call()
            self._book = [a for a in self._book if not a.cancelled]
        self._now = end

    def _note(self, appointment: _Appointment) -> Cancel:
        self._book.append(appointment)

        def cancel() -> None:
            appointment.cancelled = True

        return cancel
