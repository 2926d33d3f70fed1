"""The devices page's effects, performed: looks, choices and trial pages, off the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from PySide6.QtCore import QObject, Signal

from core.qt.tasks import Tasks
from core.qt.timers import Cancel, Timers
from core.services.devices import AtWork, CannotUse
from core.services.ports import NotPrinted, Printed, PrintOutcome, Unsure
from core.services.station import Station
from core.services.try_printer import try_printer
from core.texts import Texts
from core.trouble import marked
from pos.flow.device_effects import DeviceEffect, FindDevices, TryPrinter, UseDevice
from pos.flow.device_events import DeviceEvent, DeviceInUse, DevicesFound, TrialEnded
from pos.flow.device_states import Trial, TrialPhase


class DeviceWork(QObject):
    """Does what the devices page wants.

    Args:
        texts: the language of the trial page.
        timers: tell when the next look is due.
        tell: gets what came of it.
        parent: owns it.
    """

    #: The station with the devices that are worked with from now on.
    changed = Signal(object)

    def __init__(
        self,
        texts: Texts,
        timers: Timers,
        tell: Callable[[DeviceEvent], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._texts, self._timers, self._tell = texts, timers, tell
        # A printer that takes its time keeps neither the list nor a choice waiting.
        self._looking, self._paper = Tasks(self), Tasks(self)
        self._next_look: Cancel | None = None

    def perform(self, station: Station, effect: DeviceEffect) -> None:
        """Do this, and tell what came of it."""
        match effect:
            case FindDevices(after_s=0):
                self._look(station, effect.ticket)
            case FindDevices(ticket, seconds):
                self._cancel_look()
                self._next_look = self._timers.after(seconds, lambda: self._look(station, ticket))
            case UseDevice():
                self._use(station, effect)
            case TryPrinter():
                self._try(station)
            case _:
                assert_never(effect)

    def close(self) -> None:
        """Wait for what is under way; tell nothing more."""
        self._cancel_look()
        self._looking.close()
        self._paper.close()

    def _cancel_look(self) -> None:
        if self._next_look is not None:
            self._next_look()
            self._next_look = None

    def _look(self, station: Station, ticket: int) -> None:
        self._cancel_look()
        devices = station.devices
        self._looking.run(
            lambda: devices.attached() if devices is not None else (),
            lambda found: self._tell(DevicesFound(ticket, found)),
            broke=lambda: self._tell(DevicesFound(ticket, None)),
        )

    def _use(self, station: Station, effect: UseDevice) -> None:
        devices = station.devices

        def choose() -> AtWork | CannotUse:
            if devices is None:
                return CannotUse(marked("This device cannot be used."))
            try:
                return devices.choose(effect.device)
            except CannotUse as cannot:
                return cannot

        def chosen(now: AtWork | CannotUse) -> None:
            if isinstance(now, CannotUse):
                self._tell(DeviceInUse(now))
                return
            self.changed.emit(
                replace(station, printer=now.printer, scanner=now.scanner, training=now.training)
            )
            self._tell(DeviceInUse())

        self._looking.run(
            choose,
            chosen,
            broke=lambda: self._tell(DeviceInUse(CannotUse(marked("This device cannot be used.")))),
        )

    def _try(self, station: Station) -> None:
        self._paper.run(
            lambda: try_printer(station, self._texts),
            lambda outcome: self._tell(TrialEnded(_trial(outcome))),
            broke=lambda: self._tell(TrialEnded(Trial(TrialPhase.FAILED))),
        )


def _trial(outcome: PrintOutcome) -> Trial:
    match outcome:
        case Printed():
            return Trial(TrialPhase.OUT)
        case NotPrinted(reason):
            return Trial(TrialPhase.FAILED, reason)
        case Unsure(reason):
            return Trial(TrialPhase.DOUBTFUL, reason)
        case _:
            assert_never(outcome)
