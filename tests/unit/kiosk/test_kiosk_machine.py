"""Whatever happens in whatever order: nothing raises, no code is lost, wiped means wiped."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from kiosk_story import DAY, MERCHANT, SHOES

from core.domain.codes import ReturnCode, TrackingNumber
from core.domain.merchants import Store
from core.domain.orders import Item
from core.domain.references import ReferenceKind
from core.domain.refusals import EcmsUnreachable, Expired, Refusal, UnknownReference
from core.services.ecms import FoundOrder, IssuedReturn, Terminal
from core.services.ports import NotPrinted, Printed, PrinterStatus
from core.services.station import StationTimes
from kiosk.flow.advance import advance, begin
from kiosk.flow.effects import AskForCode, Effect, FindOrders, Forget, PrintTicket
from kiosk.flow.events import (
    Broke,
    CodeIssued,
    CodeWanted,
    Confirmed,
    Event,
    Finished,
    HelpWanted,
    LinkChanged,
    MobileEdited,
    OrderChosen,
    OrdersFound,
    OverlayClosed,
    PaperCame,
    PersonEvent,
    PrinterChanged,
    PrintWanted,
    ReferenceEdited,
    ReferenceSubmitted,
    SaidNo,
    Scanned,
    SecondPassed,
    Started,
    StartedOver,
    StationFailed,
    StationOpened,
    Touched,
    TriedAgain,
    WentBack,
)
from kiosk.flow.states import OutOfOrder, ShowCode, State, StillThere, Welcome, looks_like

_LAMP = FoundOrder(
    8, MERCHANT, ReferenceKind.WAYBILL, "HYN402", (Item("I2", "Desk lamp"),), DAY, has_code=False
)
_ORDERS = (
    FoundOrder(7, MERCHANT, ReferenceKind.UID, SHOES, (), DAY, has_code=False),
    _LAMP,
    replace(_LAMP, order_id=9),
)
_TIMES = StationTimes(idle=3, still_there=2, code_shown=4, trouble_shown=6)
_REFUSALS: tuple[Refusal, ...] = (
    UnknownReference(),
    EcmsUnreachable(),
    Expired(MERCHANT, date(2026, 11, 1)),
)
_TEXTS = st.one_of(
    st.sampled_from([SHOES, "HYN402", "182212342345", "4006381333931", "", "<b>", "0912 345 6789"]),
    st.text(max_size=60),
)
_BLUNT = st.sampled_from(
    [
        Touched(),
        Started(),
        ReferenceSubmitted(),
        Confirmed(),
        WentBack(),
        CodeWanted("attempt"),
        PrintWanted(),
        TriedAgain(),
        HelpWanted(),
        OverlayClosed(),
        MobileEdited("09123456789"),
    ]
)
_ENDS = (Finished, StartedOver, SecondPassed)


def _issued(request: int) -> IssuedReturn:
    return IssuedReturn(
        code=ReturnCode.draw(lambda below: (request * 7919) % below),
        tracking_number=TrackingNumber.build("3", "0310533", request),
        merchant=MERCHANT,
        reference=SHOES,
        last_day=DAY,
        terminal=Terminal(Store("0166", "Pasig Blvd", "NCR"), "K1"),
        issued_at=datetime(2026, 11, 21, 6, 31, tzinfo=UTC),
        again=False,
    )


class Kiosk(RuleBasedStateMachine):
    """A kiosk, customers who do anything, and a world that answers late, twice or never."""

    def __init__(self) -> None:
        super().__init__()
        self.state, _ = begin()
        self.asked: list[FindOrders | AskForCode | PrintTicket] = []

    @initialize()
    def _opens(self) -> None:
        self._happens(StationOpened(_TIMES))

    def _happens(self, event: Event) -> None:
        before = self.state
        self.state, effects = advance(before, event)
        self._keeps_the_code(before, event)
        for effect in effects:
            self._asks(effect, before)

    def _keeps_the_code(self, before: State, event: Event) -> None:
        if not isinstance(before.screen, ShowCode):
            return
        is_too_soon = isinstance(event, Finished) and before.screen.kept_s > 0
        if isinstance(event, (*_ENDS, StationFailed)) and not is_too_soon:
            return
        assert isinstance(self.state.screen, ShowCode), f"{event} took the code away"
        assert self.state.screen.issued == before.screen.issued

    def _asks(self, effect: Effect, before: State) -> None:
        if isinstance(effect, Forget):
            fresh = State(times=_TIMES, printer=self.state.printer, link_lost=self.state.link_lost)
            assert looks_like(self.state, fresh)
            assert self.state.quiet_s == 0
        if isinstance(effect, FindOrders | AskForCode | PrintTicket):
            assert effect.request > before.last_request, "an old answer could be taken for this one"
            self.asked.append(effect)

    @rule(is_lost=st.booleans())
    def _the_link_changes(self, is_lost: bool) -> None:
        before = self.state
        self._happens(LinkChanged(is_lost))
        assert replace(self.state, link_lost=before.link_lost) == before

    @rule(event=_BLUNT)
    def _a_person_does(self, event: PersonEvent) -> None:
        self._happens(event)

    @rule(text=_TEXTS, kind=st.sampled_from([Scanned, ReferenceEdited, MobileEdited]))
    def _a_person_enters(
        self, text: str, kind: type[Scanned | ReferenceEdited | MobileEdited]
    ) -> None:
        self._happens(kind(text))

    @rule(place=st.integers(-1, 4))
    def _a_person_chooses(self, place: int) -> None:
        self._happens(OrderChosen(place))

    @rule(kind=st.sampled_from([Finished, StartedOver]))
    def _a_person_leaves(self, kind: type[Finished | StartedOver]) -> None:
        self._happens(kind())

    @rule(number=st.sampled_from([SHOES, "HYN402"]), wait_s=st.integers(0, 4), helped=st.booleans())
    def _a_person_comes_as_far_as_the_code(self, number: str, wait_s: int, helped: bool) -> None:
        for event in (Scanned(number), Scanned(number)):
            self._happens(event)
        self._answered(OrdersFound, _ORDERS[:1])
        for event in (Confirmed(), MobileEdited("09123456789"), CodeWanted("attempt")):
            self._happens(event)
        for event in [HelpWanted()] * helped + [SecondPassed()] * wait_s:
            self._happens(event)
        if self.asked and isinstance(self.asked[-1], AskForCode):
            self._happens(CodeIssued(self.asked[-1].request, _issued(self.asked[-1].request)))

    def _answered(self, kind: type[OrdersFound], orders: tuple[FoundOrder, ...]) -> None:
        if self.asked:
            self._happens(kind(self.asked[-1].request, orders))

    @rule(data=st.data(), how_many=st.integers(0, 3))
    def _an_answer_comes(self, data: st.DataObject, how_many: int) -> None:
        if not self.asked:
            return
        asked = data.draw(st.sampled_from(self.asked))
        no = SaidNo(asked.request, data.draw(st.sampled_from(_REFUSALS)))
        paper = data.draw(st.sampled_from([Printed(), NotPrinted(PrinterStatus.JAMMED)]))
        answers: dict[type, tuple[Event, ...]] = {
            FindOrders: (OrdersFound(asked.request, _ORDERS[:how_many]), no, Broke(asked.request)),
            AskForCode: (CodeIssued(asked.request, _issued(asked.request)), no),
            PrintTicket: (PaperCame(asked.request, paper),),
        }
        self._happens(data.draw(st.sampled_from(answers[type(asked)])))

    @rule(seconds=st.integers(1, 12))
    def _time_passes(self, seconds: int) -> None:
        for _ in range(seconds):
            self._happens(SecondPassed())
        if seconds > _TIMES.trouble_shown + _TIMES.idle + _TIMES.still_there:
            assert not self.state.someone

    @rule(status=st.sampled_from(PrinterStatus))
    def _the_printer_changes(self, status: PrinterStatus) -> None:
        self._happens(PrinterChanged(status))

    @rule()
    def _the_station_fails_and_is_mended(self) -> None:
        if isinstance(self.state.screen, Welcome):
            self._happens(StationFailed(None))
            assert isinstance(self.state.screen, OutOfOrder)
            self._happens(TriedAgain())
            self._happens(StationOpened(_TIMES))

    @invariant()
    def _no_question_lies_over_a_code(self) -> None:
        if isinstance(self.state.overlay, StillThere):
            assert not isinstance(self.state.screen, ShowCode)

    @invariant()
    def _a_screen_that_somebody_filled_ends_some_time(self) -> None:
        if isinstance(self.state.screen, ShowCode):
            assert self.state.someone
            assert 0 < self.state.screen.seconds_left <= _TIMES.trouble_shown
        elif not isinstance(self.state.screen, Welcome | OutOfOrder):
            assert self.state.someone
            assert self.state.quiet_s < _TIMES.idle or self.state.overlay is not None


TestKiosk = Kiosk.TestCase
TestKiosk.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
