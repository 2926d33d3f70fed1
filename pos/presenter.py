"""Between the flow and the world: performs the flow's effects off the UI thread, in order."""

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import assert_never

from PySide6.QtCore import QObject, Qt, Signal

from core.qt.tasks import Tasks
from core.qt.timers import Cancel, Timers
from core.services.ports import (
    DatabaseTrouble,
    NotPrinted,
    Printed,
    PrinterStatus,
    PrintOutcome,
    Unsure,
)
from core.services.station import Station
from core.texts import Texts
from core.trouble import StartupTrouble
from core.trouble_texts import database_trouble
from pos.device_work import DeviceWork
from pos.flow import effects, events
from pos.flow.advance import advance
from pos.flow.device_effects import DeviceEffect
from pos.flow.office_effects import FileReport, OfficeQuestion, PrintReport
from pos.flow.office_events import (
    ReportCameOut,
    ReportDoubtful,
    ReportFailed,
    ReportFiled,
    ReportNotFiled,
)
from pos.flow.office_states import report_name
from pos.flow.states import Link, Locked, Starting, State, Stopped
from pos.office_questions import answer as office_answer
from pos.papers import document, load
from pos.questions import answer
from pos.reports import file_report, print_report

OpenStation = Callable[[], Station]

#: Seconds between two looks at the figures beside the counter, which other tills move too; they
#: also show whether the ECMS is there.
_FIGURES_S = 30
#: The same while it is not.
_LINK_S = 5


class Presenter(QObject):
    """Holds the state of one POS.

    Args:
        open_station: opens database and devices; blocks, so it is called on the worker.
        texts: the language of the papers.
        timers: real ones, or a test's.
        seconds: a clock that only goes forward, for telling double scans.
    """

    changed = Signal()
    #: Each event, for whoever writes down what happens.
    happened = Signal(object)
    #: The station, once it is there, and again when it works with another device.
    opened = Signal(object)
    _printer_said = Signal(object)

    def __init__(
        self,
        open_station: OpenStation,
        texts: Texts,
        timers: Timers,
        seconds: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_station = open_station
        self._texts = texts
        self._timers = timers
        self._seconds = seconds
        self._station: Station | None = None
        self._state = State()
        # A question whose answer nobody waits for any more must not keep the next one waiting:
        # where the link is lost, each takes long.
        self._tasks = Tasks(self, at_once=4)
        # A printer that takes its time must not keep the next customer's code waiting.
        self._paper_tasks = Tasks(self)
        self._is_opening = False
        self._open_again: Cancel | None = None
        self._notice: Cancel | None = None
        self._stop_watching: Callable[[], None] | None = None
        self._idle: Cancel | None = None
        self._figures: Cancel | None = None
        self._devices = DeviceWork(texts, timers, self.tell, self)
        self._devices.changed.connect(self._work_with)
        self._printer_said.connect(self._hear_printer, Qt.ConnectionType.QueuedConnection)

    @property
    def state(self) -> State:
        """Where the counter stands."""
        return self._state

    def start(self) -> None:
        """Open the station; call it once, when the first frame is on the screen."""
        self._perform(effects.OpenStation())

    def tell(self, event: events.Event) -> None:
        """Something happened."""
        self.happened.emit(event)
        before = self._state
        self._state, wanted = advance(before, event)
        if self._state != before:
            self.changed.emit()
        if self._state.link is not before.link:
            self._look_later()
        for effect in wanted:
            self._perform(effect)

    def scanned(self, text: str) -> None:
        """The scanner read something."""
        self.touched()
        self.tell(events.Scanned(text, self._seconds()))

    def touched(self) -> None:
        """Somebody is here: the idle time begins anew."""
        if self._idle is not None:
            self._idle()
            self._idle = None
        if self._station is not None and not isinstance(
            self._state.page, Starting | Stopped | Locked
        ):
            self._idle = self._timers.after(self._station.times.lock_after, self._nobody_here)

    def now(self) -> datetime | None:
        """What the clock on the store's wall says."""
        if self._station is None:
            return None
        return self._station.terminal.store.local(self._station.clock.now())

    def close(self) -> None:
        """Let the work under way end, and hear of nothing more."""
        for cancel in (
            self._idle,
            self._figures,
            self._notice,
            self._open_again,
            self._stop_watching,
        ):
            if cancel is not None:
                cancel()
        self._idle = self._figures = self._notice = self._open_again = self._stop_watching = None
        self._tasks.close(self._station.hang_up if self._station else lambda: None)
        self._paper_tasks.close()
        self._devices.close()

    def _work_with(self, station: Station) -> None:
        """Another printer or scanner was chosen."""
        self._station = station
        self.opened.emit(station)

    def _nobody_here(self) -> None:
        self._idle = None
        self.tell(events.IdleOver())

    def _hear_printer(self, status: PrinterStatus) -> None:
        if self._stop_watching is not None:
            self.tell(events.PrinterChanged(status))

    def _perform(self, effect: effects.Effect) -> None:
        station = self._station
        if isinstance(effect, effects.OpenStation):
            if effect.after_s:
                self._open_again = self._timers.after(effect.after_s, self._begin_to_open)
            else:
                self._begin_to_open()
        elif station is None:
            return
        elif isinstance(effect, effects.PrintPaper):
            self._print(station, effect)
        elif isinstance(effect, effects.DrawPaper):
            self._draw(station, effect)
        elif isinstance(effect, effects.AskNotice):
            self._ask_for_notice(station, effect)
        elif isinstance(effect, DeviceEffect):
            self._devices.perform(station, effect)
        elif isinstance(effect, PrintReport):
            self._print_report(station, effect)
        elif isinstance(effect, FileReport):
            self._file_report(station, effect)
        else:
            self._ask(station, effect)

    def _ask_for_notice(self, station: Station, question: effects.AskNotice) -> None:
        """Only the newest parcel's: the page of the one before is gone."""
        if self._notice is not None:
            self._notice()
        self._notice = self._timers.after(question.after_s, lambda: self._ask(station, question))

    def _begin_to_open(self) -> None:
        if self._open_again is not None:
            self._open_again()
            self._open_again = None
        if not self._is_opening:
            self._is_opening = True
            self._tasks.run(
                self._open, self._opened, broke=lambda: self._opened(None), may_be_left=True
            )

    def _open(self) -> tuple[Station, PrinterStatus] | StartupTrouble:
        """On the worker."""
        try:
            station = self._open_station()
        except StartupTrouble as trouble:
            return trouble
        except DatabaseTrouble as trouble:
            return database_trouble(trouble.kind, Path("balik.db"))
        return station, station.press.status()

    def _opened(self, answer: tuple[Station, PrinterStatus] | StartupTrouble | None) -> None:
        self._is_opening = False
        if not isinstance(answer, tuple):
            self.tell(events.OpenFailed(answer))
            return
        self._station, printer = answer
        self._stop_watching = self._station.press.watch(self._printer_said.emit)
        # The first customer's receipt waits neither for modules nor for a thread to begin.
        self._paper_tasks.run(load, lambda _: None, broke=lambda: None)
        self.opened.emit(self._station)
        self.tell(events.Opened(self._station.terminal, self._station.demo_clerk, printer))

    def _look_at_figures(self) -> None:
        if self._station is not None:
            self._ask(self._station, effects.RefreshToday(), then=self._look_later)

    def _look_later(self) -> None:
        if self._figures is not None:
            self._figures()
        seconds = _LINK_S if self._state.link is Link.UNREACHABLE else _FIGURES_S
        self._figures = self._timers.after(seconds, self._look_at_figures)

    def _ask(
        self,
        station: Station,
        question: effects.Question,
        *,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """Put a question to the ECMS; whatever comes of it is an event."""

        def heard(event: events.Event) -> None:
            then()
            self._heard(event)

        ask: Callable[[], events.Event]
        if isinstance(question, OfficeQuestion):
            ask = partial(office_answer, station.office, station.terminal, question)
        else:
            ask = partial(answer, station.ecms, station.terminal, question)
        self._tasks.run(
            ask,
            heard,
            refused=lambda refusal: heard(events.SaidNo(question, refusal)),
            broke=lambda: heard(events.Broke(question)),
        )

    def _heard(self, event: events.Event) -> None:
        self.tell(event)
        if isinstance(event, events.SignedIn):
            self.touched()

    def _print(self, station: Station, effect: effects.PrintPaper) -> None:
        code, kind = effect.parcel.code, effect.kind

        def said(outcome: PrintOutcome) -> None:
            match outcome:
                case Printed():
                    self.tell(events.PaperCameOut(code, kind))
                case NotPrinted(reason):
                    self.tell(events.PaperFailed(code, kind, reason))
                case Unsure(reason):
                    self.tell(events.PaperDoubtful(code, kind, reason))
                case _:
                    assert_never(outcome)

        self._paper_tasks.run(
            lambda: station.press.print(
                document(effect.parcel, kind, effect.number, station, self._texts), kind.value
            ),
            said,
            broke=lambda: self.tell(events.PaperFailed(code, kind, None)),
        )

    def _draw(self, station: Station, effect: effects.DrawPaper) -> None:
        code, kind = effect.parcel.code, effect.kind
        self._paper_tasks.run(
            lambda: station.press.picture(
                document(effect.parcel, kind, effect.number, station, self._texts)
            ),
            lambda picture: self.tell(events.PictureDrawn(code, kind, picture)),
            # A picture that cannot be drawn is a paper that cannot be printed, which is told.
            broke=lambda: None,
        )

    def _print_report(self, station: Station, effect: PrintReport) -> None:
        name = report_name(effect.report)

        def said(outcome: PrintOutcome) -> None:
            match outcome:
                case Printed():
                    self.tell(ReportCameOut(name))
                case NotPrinted(reason):
                    self.tell(ReportFailed(name, reason))
                case Unsure():
                    self.tell(ReportDoubtful(name))
                case _:
                    assert_never(outcome)

        self._paper_tasks.run(
            lambda: print_report(effect, station, self._texts),
            said,
            broke=lambda: self.tell(ReportFailed(name, None)),
        )

    def _file_report(self, station: Station, effect: FileReport) -> None:
        name = report_name(effect.report)
        self._paper_tasks.run(
            lambda: file_report(effect, station, self._texts),
            lambda path: self.tell(ReportFiled(name, str(path))),
            broke=lambda: self.tell(ReportNotFiled(name)),
        )
