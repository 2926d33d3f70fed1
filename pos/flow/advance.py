"""The counter's one rule book: a state and an event give the next state and what is to be done."""

from dataclasses import replace
from typing import assert_never

from core.domain.refusals import EcmsUnreachable, NotAcceptedYet, Refusal
from pos.flow import counter, devices, entry, find, notice, office, papers, session
from pos.flow.answers import Answer
from pos.flow.device_events import DeviceEvent, DevicesAsked
from pos.flow.effects import (
    Accept,
    AskNotice,
    CountCopy,
    FetchHistory,
    LookUp,
    RefreshToday,
    Search,
    SendAway,
    SignIn,
    Step,
)
from pos.flow.events import (
    BackAsked,
    CounterAsked,
    EnterPressed,
    EntryEvent,
    Event,
    Failure,
    FindAsked,
    FindEvent,
    HistoryKnown,
    LookUpAsked,
    MoveEvent,
    NoticeKnown,
    PaperEvent,
    ParcelEvent,
    PrinterChanged,
    Report,
    SaidNo,
    SessionEvent,
    TodayKnown,
)
from pos.flow.office_effects import OfficeQuestion
from pos.flow.office_events import DayAsked, OfficeEvent, PullOutAsked
from pos.flow.office_states import Counting, Day, PullOut
from pos.flow.states import (
    Accepted,
    FindNote,
    Link,
    Locked,
    Ready,
    Refused,
    SentAway,
    Starting,
    State,
    Stopped,
    Verify,
)


def advance(state: State, event: Event) -> Step:
    """What follows from `event`; pure, so that every story of the counter is a unit test."""
    state, effects = _advanced(_linked(state, event), event)
    if not _may_release(state):
        return state, effects
    state, more = counter.release_held(state)
    return state, (*effects, *more)


def _advanced(state: State, event: Event) -> Step:
    if isinstance(event, SessionEvent):
        return session.advance(state, event)
    if isinstance(event, ParcelEvent):
        return counter.advance(state, event)
    if isinstance(event, PaperEvent):
        return papers.advance(state, event)
    if isinstance(event, PullOutAsked | DayAsked | FindAsked | DevicesAsked):
        return _beside_the_counter(state, event) if _may_leave(state) else (state, ())
    if isinstance(event, OfficeEvent | FindEvent | DeviceEvent):
        return _beside_the_counter(state, event)
    if isinstance(event, EntryEvent):
        return _entered(state, event)
    if isinstance(event, MoveEvent):
        return _moved(state, event)
    if isinstance(event, NoticeKnown):
        return notice.known(state, event)
    if isinstance(event, Report):
        return _reported(state, event), ()
    return _failed(state, event)


def _beside_the_counter(state: State, event: OfficeEvent | FindEvent | DeviceEvent) -> Step:
    """The other places of the rail."""
    if isinstance(event, FindEvent):
        return find.advance(state, event)
    if isinstance(event, DeviceEvent):
        return devices.advance(state, event)
    return office.advance(state, event)


def _linked(state: State, event: Event) -> State:
    """Every answer shows whether the ECMS is there; a refusal is an answer."""
    if isinstance(event, SaidNo) and isinstance(event.refusal, EcmsUnreachable):
        return replace(state, link=Link.UNREACHABLE)
    if isinstance(event, Answer | SaidNo):
        return replace(state, link=Link.CONNECTED)
    return state


def _may_release(state: State) -> bool:
    """Whether what was scanned during the acceptance may come now: the papers are out."""
    if not (state.held and isinstance(state.page, Accepted)):
        return False
    tray = state.tray(state.page.code)
    return tray is None or tray.settled


def _may_leave(state: State) -> bool:
    page = state.page
    match page:
        case Starting() | Stopped() | Locked():
            return False
        case Verify():
            return page.busy is None
        case PullOut(counting=Counting(busy=True)) | Day(busy=True):
            # Whether the list or the day is closed must be seen by whoever closed it.
            return False
        case _:
            return True


def _entered(state: State, event: EntryEvent) -> Step:
    page = state.page
    if not isinstance(page, Ready):
        return state, ()
    if isinstance(event, LookUpAsked):
        return counter.entry_looked_up(state, page)
    return replace(state, page=entry.advance(page, event)), ()


def _moved(state: State, event: MoveEvent) -> Step:
    if not _may_leave(state):
        return state, ()
    page = state.page
    if isinstance(event, BackAsked) and (back := office.stepped_back(state)) is not None:
        return back, ()
    match event:
        case BackAsked() if isinstance(page, Verify) and page.choosing:
            return replace(state, page=replace(page, choosing=False, note=None)), ()
        case BackAsked() | CounterAsked():
            return counter.gone_on(state)
        case EnterPressed():
            return _entered_on(state)
        case _:
            assert_never(event)


def _entered_on(state: State) -> Step:
    """Enter, on a page where it means the page's own next step."""
    page = state.page
    if isinstance(page, Refused):
        return counter.next_step(state, page)
    if isinstance(page, SentAway | Accepted):
        return counter.gone_on(state)
    if isinstance(page, Ready):
        return counter.entry_looked_up(state, page)
    return state, ()


def _reported(state: State, event: Report) -> State:
    match event:
        case PrinterChanged(status):
            return replace(state, printer=status)
        case TodayKnown(today):
            return replace(state, today=today) if state.clerk else state
        case HistoryKnown(code, history):
            page = state.page
            is_shown = (isinstance(page, Refused) and page.code == code) or (
                isinstance(page, SentAway) and page.parcel.code == code
            )
            if is_shown and isinstance(page, Refused | SentAway):
                return replace(state, page=replace(page, history=history))
            return state
        case _:
            assert_never(event)


def _failed(state: State, event: Failure) -> Step:
    refusal = event.refusal if isinstance(event, SaidNo) else None
    question = event.question
    match question:
        case LookUp():
            return counter.not_looked_up(state, question, refusal)
        case Accept():
            return counter.not_taken(state, question, refusal)
        case AskNotice():
            return notice.not_known(state, question)
        case question if isinstance(question, OfficeQuestion):
            return office.failed(state, question, refusal)
        case _:
            return _failed_aside(state, question, refusal), ()


def _failed_aside(
    state: State,
    question: SignIn | FetchHistory | SendAway | Search | CountCopy | RefreshToday,
    refusal: Refusal | None,
) -> State:
    match question:
        case SignIn():
            state = session.not_signed_in(state, refusal)
        case SendAway():
            state = counter.fault_not_noted(state, question)
        case Search():
            state = find.not_answered(state, question)
        case CountCopy():
            state = _not_counted(state, refusal)
        case FetchHistory(code):
            state = _reported(state, HistoryKnown(code, ()))
        case RefreshToday():
            pass
        case _:
            assert_never(question)
    return state


def _not_counted(state: State, refusal: Refusal | None) -> State:
    """A reprint that is not counted is not printed, and both pages that can ask for one say so."""
    state = papers.not_counted(state)
    if isinstance(state.page, Accepted):
        return replace(state, page=replace(state.page, not_counted=True))
    no_papers = isinstance(refusal, NotAcceptedYet)
    return find.noted(state, FindNote.NO_PAPERS if no_papers else FindNote.NOT_COUNTED)
