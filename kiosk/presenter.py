"""Between the flow and the world: performs its effects off the UI thread, brings answers back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, assert_never

from PySide6.QtCore import QObject, QTimer, Signal

from core.domain.refusals import Refusal
from core.qt.tasks import Tasks
from core.qt.timers import Cancel, Timers
from core.services.ecms import FoundOrder, IssuedReturn, RequestReturn
from core.services.ports import NotPrinted, PrinterStatus, PrintOutcome
from core.services.station import Station
from core.texts import Texts
from core.trouble import StartupTrouble
from kiosk.flow.advance import advance, begin
from kiosk.flow.effects import AskForCode, Effect, FindOrders, Forget, OpenStation, PrintTicket
from kiosk.flow.events import (
    Broke,
    CodeIssued,
    Event,
    LinkChanged,
    OrdersFound,
    PaperCame,
    PersonEvent,
    PrinterChanged,
    SaidNo,
    SecondPassed,
    StationFailed,
    StationOpened,
)
from kiosk.flow.states import ShowCode, State, looks_like

#: A ticket is drawn, read back and sent in less; nobody notices a page that comes so much later.
_HEAD_START_MS: Final = 20
#: Seconds between two looks whether an ECMS elsewhere is there; and while it is not.
_LINK_S: Final = 10
_LOST_LINK_S: Final = 5


class Presenter(QObject):
    """Holds the kiosk's state; every event goes through `feed`.

    Args:
        open_station: puts the station together; blocks, so it is called on a worker.
        timers: tell when a second has passed.
        texts: the language of the ticket until `speak` says otherwise.
        parent: owns it.
    """

    changed = Signal(object)
    #: Each event, for whoever writes down what happens.
    happened = Signal(object)
    forgot = Signal()
    #: The shop's language, as Texts: the settings that name it are read after the first frame.
    shop_speaks = Signal(object)
    #: The station, once it is there.
    opened = Signal(object)
    _printer_said = Signal(object)

    def __init__(
        self,
        open_station: Callable[[], Station],
        timers: Timers,
        texts: Texts,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_station = open_station
        self._timers = timers
        self._texts = texts
        # Printing may take seconds, and so may a question where the link is lost: the next
        # customer's look-up stands behind neither.
        self._opening, self._asking, self._paper = Tasks(self), Tasks(self, at_once=4), Tasks(self)
        self._looking = Tasks(self)
        self._station: Station | None = None
        self._is_opening = False
        self._open_again: Cancel | None = None
        self._stop_watching: Callable[[], None] | None = None
        self._stop_clock: Cancel | None = None
        self._look_again: Cancel | None = None
        self._printer_said.connect(self._printer_changed)
        self._state, effects = begin()
        self._effects = effects

    @property
    def state(self) -> State:
        """Where the customer stands."""
        return self._state

    def start(self) -> None:
        """Begin to work: the station is opened on the worker."""
        effects, self._effects = self._effects, ()
        for effect in effects:
            self._perform(effect)

    def speak(self, texts: Texts) -> None:
        """Print the next ticket in this language."""
        self._texts = texts

    def feed(self, event: Event) -> None:
        """Something happened."""
        self.happened.emit(event)
        before = self._state
        self._state, effects = advance(before, event)
        self._keep_time(restart=self._begins_a_second(before, event))
        if isinstance(event, CodeIssued):
            # Who draws the ticket has the interpreter to itself until it is on its way.
            QTimer.singleShot(_HEAD_START_MS, self, lambda: self.changed.emit(self._state))
        elif not looks_like(self._state, before):
            self.changed.emit(self._state)
        for effect in effects:
            self._perform(effect)

    def work_with(self, station: Station) -> None:
        """Another printer or scanner was chosen."""
        self._station = station
        self.opened.emit(station)

    def close(self) -> None:
        """Wait for what is under way; nothing is told any more."""
        for cancel in (self._stop_clock, self._open_again, self._look_again):
            if cancel is not None:
                cancel()
        self._stop_clock = self._open_again = self._look_again = None
        hang_up = self._station.hang_up if self._station else lambda: None
        for tasks in (self._opening, self._asking, self._looking):
            tasks.close(hang_up)
        self._paper.close()
        if self._stop_watching is not None:
            self._stop_watching()
            self._stop_watching = None

    def _begins_a_second(self, before: State, event: Event) -> bool:
        """Seconds are whole ones from the last touch on, and from when a code came up.

        On the code's screen a touch must not stretch the second that is shown.
        """
        if isinstance(self._state.screen, ShowCode):
            return not isinstance(before.screen, ShowCode)
        return isinstance(event, PersonEvent)

    def _keep_time(self, *, restart: bool) -> None:
        """Seconds count while somebody is here."""
        if self._stop_clock is not None and (not self._state.someone or restart):
            self._stop_clock()
            self._stop_clock = None
        if self._stop_clock is None and self._state.someone:
            self._stop_clock = self._timers.every(1, lambda: self.feed(SecondPassed()))

    def _perform(self, effect: Effect) -> None:
        match effect:
            case OpenStation(after_s=0):
                self._open()
            case OpenStation(after_s=seconds):
                self._open_again = self._timers.after(seconds, self._open)
            case FindOrders():
                self._find(effect)
            case AskForCode():
                self._ask_for_code(effect)
            case PrintTicket():
                self._print(effect)
            case Forget():
                self.forgot.emit()
            case _:
                assert_never(effect)

    def _open(self) -> None:
        if self._open_again is not None:
            self._open_again()
            self._open_again = None
        if self._is_opening:
            return
        self._is_opening = True
        texts = self._texts

        def opened() -> Station | StartupTrouble:
            try:
                # Kept at once, on the worker: a look-up may already wait behind this.
                self._station = self._open_station()
            except StartupTrouble as trouble:
                return trouble
            # Its file takes long to read; read once, it is kept.
            texts.speaking(self._station.language)
            return self._station

        def done(result: Station | StartupTrouble | None) -> None:
            self._is_opening = False
            if isinstance(result, Station):
                self.shop_speaks.emit(texts.speaking(result.language))
                self.opened.emit(result)
                self._watch_printer(result)
                self._look_later(result)
                self.feed(StationOpened(result.times))
            else:
                self.feed(StationFailed(result))

        self._opening.run(opened, done, broke=lambda: done(None), may_be_left=True)

    def _watch_printer(self, station: Station) -> None:
        def ask() -> PrinterStatus:
            # Else the first code on the screen would load the bars' tables on the UI thread.
            import barcode.charsets.code128  # noqa: F401, PLC0415

            if self._stop_watching is None:
                self._stop_watching = station.press.watch(self._printer_said.emit)
            return station.press.status()

        self._paper.run(
            ask, self._printer_changed, broke=lambda: self._printer_changed(PrinterStatus.OFFLINE)
        )

    def _look_later(self, station: Station) -> None:
        """Look after a link now and then: a customer is to be told before they have typed."""
        if (knock := station.knock) is None:
            return

        def heard(*, is_lost: bool) -> None:
            if is_lost != self._state.link_lost:
                self.feed(LinkChanged(is_lost))
            self._look_later(station)

        def look() -> None:
            self._looking.run(
                knock,
                lambda _: heard(is_lost=False),
                refused=lambda _: heard(is_lost=True),
                broke=lambda: heard(is_lost=True),
            )

        if self._look_again is not None:
            self._look_again()
        seconds = _LOST_LINK_S if self._state.link_lost else _LINK_S
        self._look_again = self._timers.after(seconds, look)

    def _printer_changed(self, status: PrinterStatus) -> None:
        self.feed(PrinterChanged(status))

    def _find(self, effect: FindOrders) -> None:
        request = effect.request

        def find() -> tuple[FoundOrder, ...]:
            station = self._working()
            return station.ecms.find_orders(effect.reference, station.terminal)

        self._questions().run(
            find,
            lambda orders: self.feed(OrdersFound(request, orders)),
            refused=lambda refusal: self._said_no(request, refusal),
            broke=lambda: self.feed(Broke(request)),
        )

    def _ask_for_code(self, effect: AskForCode) -> None:
        request = effect.request

        def ask() -> IssuedReturn:
            station = self._working()
            return station.ecms.request_return(
                RequestReturn(
                    effect.order.order_id, effect.mobile, station.terminal, effect.attempt
                )
            )

        self._questions().run(
            ask,
            lambda issued: self.feed(CodeIssued(request, issued)),
            refused=lambda refusal: self._said_no(request, refusal),
            broke=lambda: self.feed(Broke(request)),
        )

    def _print(self, effect: PrintTicket) -> None:
        request, texts = effect.request, self._texts

        def print_it() -> PrintOutcome:
            # What builds papers is loaded when the first one is due.
            from core.documents.ticket import ticket  # noqa: PLC0415

            station = self._working()
            paper = ticket(effect.issued, texts, station.press.paper, training=station.training)
            return station.press.print(paper, "ticket")

        def came(outcome: PrintOutcome) -> None:
            self.feed(PaperCame(request, outcome))

        # A press that breaks has printed nothing that anybody may rely on.
        self._paper.run(print_it, came, broke=lambda: came(NotPrinted(PrinterStatus.OFFLINE)))

    def _said_no(self, request: int, refusal: Refusal) -> None:
        self.feed(SaidNo(request, refusal))

    def _questions(self) -> Tasks:
        """A question that comes before the station is there waits behind its opening."""
        return self._opening if self._station is None else self._asking

    def _working(self) -> Station:
        if self._station is None:
            raise RuntimeError("the station is not open")
        return self._station
