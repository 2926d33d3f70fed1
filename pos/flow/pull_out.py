"""Pull-out: the day's list, parcel by parcel into the driver's hands (SBS Returns)."""

from dataclasses import replace
from typing import assert_never

from core.domain.apo import Driver
from core.domain.codes import ReturnCode
from core.domain.pull_out_refusals import BadDriver, BadPlate, ListClosed
from core.domain.pullout import parse_parcel
from core.domain.refusals import EcmsUnreachable, Refusal
from core.services.store_office import CloseList, HandOverParcel, PullOutLine, PullOutList
from pos.flow.effects import RefreshToday, Step
from pos.flow.office_effects import EndList, FetchLists, HandOver
from pos.flow.office_events import (
    CloseAsked,
    CountsTyped,
    DriverTyped,
    LabelEntered,
    ListEnded,
    ListMoved,
    ListsKnown,
    ParcelHandedOver,
    PullOutAsked,
    PullOutEvent,
)
from pos.flow.office_states import (
    NO_DRIVER,
    Copies,
    Counting,
    CountNote,
    DriverEntry,
    LabelScan,
    PullOut,
    PullOutNote,
)
from pos.flow.states import State


def advance(state: State, event: PullOutEvent) -> Step:
    """What follows on the pull-out page."""
    if isinstance(event, PullOutAsked):
        return _opened(state)
    page = state.page
    if not isinstance(page, PullOut):
        # An answer that came after the clerk had left: a fresh look tells what it changed.
        return state, ()
    step: Step
    match event:
        case DriverTyped(name, plate):
            entry = DriverEntry(name, plate)
            step = replace(state, page=replace(page, driver=entry, note=None), driver=entry), ()
        case LabelEntered(text):
            step = read(state, page, text)
        case ListMoved(by):
            step = replace(state, page=_chosen(page, page.chosen + by)), ()
        case CountsTyped(store, driver):
            step = replace(state, page=_counted(page, store, driver)), ()
        case ListsKnown():
            step = _known(state, page, event), ()
        case ParcelHandedOver():
            step = _handed_over(state, page, event)
        case ListEnded(ended):
            step = _ended(state, page, ended)
        case _:
            assert_never(event)
    return step


def _opened(state: State) -> Step:
    """To the page; on the page itself, a fresh look that forgets nothing typed."""
    ticket = state.ticket + 1
    page = (
        state.page if isinstance(state.page, PullOut) else PullOut(driver=state.driver, entered=1)
    )
    refused = (*page.refused, *state.late_refusals)
    page = replace(page, ticket=ticket, note=None, refused=refused)
    state = replace(state, page=page, ticket=ticket, late_refusals=())
    return state, (FetchLists(ticket),)


def _known(state: State, page: PullOut, answer: ListsKnown) -> State:
    """The lists are there; the first open one is shown, or the one that was."""
    if page.ticket != answer.ticket:
        return state
    shown = page.list.number if page.list else None
    places = {listed.number: place for place, listed in enumerate(answer.lists)}
    first_open = next(
        (place for place, listed in enumerate(answer.lists) if listed.closing is None),
        max(0, len(answer.lists) - 1),
    )
    chosen = first_open if shown is None else places.get(shown, first_open)
    page = replace(page, lists=answer.lists, chosen=chosen, ticket=0, note=None)
    return replace(state, page=_with_driver_so_far(page))


def _with_driver_so_far(page: PullOut) -> PullOut:
    """Who took the last parcel of an open list most likely takes the next, too."""
    listed = page.list
    if page.driver != NO_DRIVER or listed is None or listed.closing is not None:
        return page
    taken = [line for line in listed.lines if line.driver and line.handed_over_at]
    if not taken:
        return page
    last = max(taken, key=lambda line: line.handed_over_at or line.accepted_at)
    if last.driver is None:
        return page
    entry = DriverEntry(last.driver.name, last.driver.plate)
    return replace(page, driver=entry, entered=page.entered + 1)


def _chosen(page: PullOut, place: int) -> PullOut:
    """Show another list; what was said of the one before is over."""
    lists = page.lists or ()
    place = min(max(place, 0), max(0, len(lists) - 1))
    if place == page.chosen:
        return page
    page = replace(page, chosen=place, scan=None, refused=(), note=None, counting=None)
    page = replace(page, copies=Copies())
    return _with_driver_so_far(page)


def reads(state: State, text: str) -> bool:
    """Whether a scan is meant for this page; a RETURN CODE is a customer's and never is."""
    if not isinstance(state.page, PullOut):
        return False
    try:
        return not isinstance(parse_parcel(text), ReturnCode)
    except Refusal:
        return True


def read(state: State, page: PullOut, text: str) -> Step:
    """A label: hand its parcel over, or say why not."""
    # Whoever scans the next one has seen why those before were refused.
    page = replace(page, refused=())
    listed = page.list
    if listed is None or listed.closing is not None:
        why = PullOutNote.NO_LIST if listed is None else PullOutNote.CLOSED
        return replace(state, page=replace(page, note=why)), ()
    if state.terminal is None or state.clerk is None:
        return state, ()
    driver, note = _driver(page)
    if driver is None:
        return replace(state, page=replace(page, note=note)), ()
    if page.counting is not None and not page.counting.busy:
        # One more label means that the counts were not the last ones.
        page = replace(page, counting=None)
    try:
        parcel = parse_parcel(text)
    except Refusal as refusal:
        return replace(state, page=_refusing(page, LabelScan(text, refusal=refusal))), ()
    command = HandOverParcel(listed.number, parcel, driver, state.terminal, state.clerk)
    page = replace(page, scan=LabelScan(text, asking=True), note=None)
    return replace(state, page=page), (HandOver(command, text),)


def _driver(page: PullOut) -> tuple[Driver | None, PullOutNote | None]:
    try:
        return Driver.parse(page.driver.name, page.driver.plate), None
    except BadDriver:
        return None, PullOutNote.DRIVER_FIRST
    except BadPlate:
        return None, PullOutNote.PLATE_FIRST


def _handed_over(state: State, page: PullOut, answer: ParcelHandedOver) -> Step:
    """The driver has it; the list says so."""
    scan = LabelScan(answer.scanned, handed=answer.handed)
    lists = tuple(_with_line(listed, answer.handed.line) for listed in page.lists or ())
    refused = _others(page.refused, answer.scanned)
    page = replace(page, lists=lists, scan=scan, refused=refused)
    return replace(state, page=page), (RefreshToday(),)


def _with_line(listed: PullOutList, line: PullOutLine) -> PullOutList:
    lines = tuple(
        line if old.tracking_number == line.tracking_number else old for old in listed.lines
    )
    return replace(listed, lines=lines)


def not_handed_over(state: State, question: HandOver, refusal: Refusal | None) -> State:
    """It stays in the store, and the page says why; None where nobody knows.

    The next scan of it is another try, however soon it comes.
    """
    page = state.page
    scan = LabelScan(question.scanned, refusal=refusal)
    if not isinstance(page, PullOut):
        # The driver still has the parcel in hand, whomever the clerk serves meanwhile.
        late = (*_others(state.late_refusals, scan.scanned), scan)
        return replace(state, late_refusals=late)
    if page.counting is not None and not page.counting.busy:
        # What both count is not all in the truck by right.
        page = replace(page, counting=None)
    return replace(state, page=_refusing(page, scan), last_scan=None)


def _refusing(page: PullOut, scan: LabelScan) -> PullOut:
    """The page with one more label that was refused."""
    return replace(page, scan=scan, refused=(*_others(page.refused, scan.scanned), scan))


def _others(refused: tuple[LabelScan, ...], scanned: str) -> tuple[LabelScan, ...]:
    return tuple(scan for scan in refused if scan.scanned != scanned)


def not_known(state: State, question: FetchLists) -> State:
    """The ECMS is not there."""
    page = state.page
    if not isinstance(page, PullOut) or page.ticket != question.ticket:
        return state
    return replace(state, page=replace(page, ticket=0, note=PullOutNote.NOT_ANSWERED))


def close_asked(state: State, page: PullOut, event: CloseAsked) -> Step:
    """F9: both count first; then it closes, if both counted what was scanned."""
    listed = page.list
    if listed is None or listed.closing is not None:
        return state, ()
    driver, note = _driver(page)
    if driver is None:
        return replace(state, page=replace(page, note=note)), ()
    counting = page.counting
    if counting is None:
        page = replace(page, counting=Counting(), scan=None, refused=())
        return replace(state, page=page), ()
    if counting.busy or state.terminal is None or state.clerk is None:
        return state, ()
    if not (counting.store and counting.driver):
        counting = replace(counting, note=CountNote.INCOMPLETE, refusal=None)
        return replace(state, page=replace(page, counting=counting)), ()
    attempt = counting.attempt or event.attempt
    command = CloseList(
        listed.number,
        driver,
        int(counting.store),
        int(counting.driver),
        state.terminal,
        state.clerk,
        attempt,
    )
    counting = replace(counting, busy=True, note=None, refusal=None, attempt=attempt)
    return replace(state, page=replace(page, counting=counting)), (EndList(command),)


def _counted(page: PullOut, store: str, driver: str) -> PullOut:
    """What was typed into the counts; another count is another wish to close."""
    if page.counting is None or page.counting.busy:
        return page
    return replace(page, counting=Counting(_digits(store), _digits(driver)))


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isascii() and sign.isdigit())[:5]


def _ended(state: State, page: PullOut, ended: PullOutList) -> Step:
    """The list is closed; the next driver's name is another."""
    lists = tuple(ended if old.number == ended.number else old for old in page.lists or ())
    page = replace(
        page,
        lists=lists,
        counting=None,
        scan=None,
        refused=(),
        copies=Copies(),
        driver=NO_DRIVER,
        entered=page.entered + 1,
    )
    return replace(state, page=page, driver=NO_DRIVER), (RefreshToday(),)


def not_ended(state: State, question: EndList, refusal: Refusal | None) -> Step:
    """It is not closed, or nobody knows (then F9 again is the same closing)."""
    page = state.page
    if not isinstance(page, PullOut) or page.counting is None:
        return state, ()
    if page.counting.attempt != question.command.attempt:
        return state, ()
    if isinstance(refusal, ListClosed):
        return _opened(replace(state, page=replace(page, counting=None)))
    counting = replace(page.counting, busy=False)
    if refusal is None or isinstance(refusal, EcmsUnreachable):
        counting = replace(counting, note=CountNote.NOT_ANSWERED)
    else:
        counting = replace(counting, refusal=refusal, attempt="")
    return replace(state, page=replace(page, counting=counting)), ()
