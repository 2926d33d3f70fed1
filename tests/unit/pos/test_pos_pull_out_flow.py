"""The pull-out page in the flow: from the driver's name to the closed list."""

from dataclasses import replace

import pytest

from core.domain.apo import ApoNumber, Driver
from core.domain.codes import ReturnCode, TrackingNumber
from core.domain.pull_out_refusals import CountsDiffer, ListClosed, ParcelUnknown
from core.domain.refusals import EcmsUnreachable, NotATrackingNumber, ScannedThing
from core.services.store_office import HandedOver, PullOutList
from core.simulator.specimens import apo
from pos.flow import effects, events
from pos.flow.advance import advance
from pos.flow.office_effects import (
    EndList,
    FetchLists,
    HandOver,
)
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
)
from pos.flow.office_states import (
    NO_DRIVER,
    Counting,
    CountNote,
    DriverEntry,
    PullOut,
    PullOutNote,
)
from pos.flow.states import Locked, Looking, Ready, State

LIST = apo(3, 0)
CLOSED = apo(3, 2, closed=True)
FIRST = LIST.lines[0]
LABEL = FIRST.tracking_number.sscc
FOREIGN = TrackingNumber("34012345678901234").sscc
DRIVER = Driver("J. Dela Cruz", "NBX4471")


def _after(state: State, *happened: events.Event) -> State:
    for event in happened:
        state, _ = advance(state, event)
    return state


def _page(state: State) -> PullOut:
    assert isinstance(state.page, PullOut)
    return state.page


def _opened(ready: State, *lists: PullOutList) -> State:
    state, wanted = advance(ready, PullOutAsked())
    (question,) = wanted
    assert isinstance(question, FetchLists)
    return _after(state, ListsKnown(question.ticket, lists))


@pytest.fixture
def opened(ready: State) -> State:
    """The page with an open list and nobody's name."""
    return _opened(ready, LIST)


@pytest.fixture
def with_driver(opened: State) -> State:
    """The same with the driver's name."""
    return _after(opened, DriverTyped("J. Dela  Cruz ", "nbx 4471"))


@pytest.fixture
def counting(with_driver: State) -> State:
    """Both have counted two."""
    return _after(with_driver, CloseAsked("a"), CountsTyped("2", "2"))


def _scan(state: State, text: str, at: float = 100) -> tuple[State, tuple[effects.Effect, ...]]:
    return advance(state, events.Scanned(text, at))


def _handed() -> ParcelHandedOver:
    line = replace(FIRST, handed_over_at=LIST.built_at, driver=DRIVER)
    return ParcelHandedOver(LABEL, HandedOver(line, 1, 3, again=False))


def test_nothing_is_handed_over_before_it_is_known_to_whom(opened: State) -> None:
    state, wanted = _scan(opened, LABEL)
    assert (_page(state).note, wanted) == (PullOutNote.DRIVER_FIRST, ())
    state = _after(state, DriverTyped("J. Dela Cruz", ""))
    state, wanted = _scan(state, LABEL, 200)
    assert (_page(state).note, wanted) == (PullOutNote.PLATE_FIRST, ())


def test_a_scanned_label_is_handed_over_to_the_driver(with_driver: State) -> None:
    state, wanted = _scan(with_driver, f"]C100{LABEL}")
    (question,) = wanted
    assert isinstance(question, HandOver)
    command = question.command
    assert (command.number, command.parcel) == (LIST.number, FIRST.tracking_number)
    assert command.driver == DRIVER
    state, wanted = advance(state, _handed())
    listed = _page(state).list
    assert listed is not None
    assert listed.handed_over == 1
    assert wanted == (effects.RefreshToday(),)


def test_a_label_s_stutter_is_one_scan(with_driver: State) -> None:
    state, _ = _scan(with_driver, LABEL, 100)
    state, wanted = _scan(state, LABEL, 101)
    assert wanted == ()


def test_a_refused_label_is_tried_again_at_once(with_driver: State) -> None:
    state, (question,) = _scan(with_driver, LABEL, 100)
    assert isinstance(question, HandOver)
    state = _after(state, events.SaidNo(question, EcmsUnreachable()))
    assert _scan(state, LABEL, 101)[1] == (question,)


def test_labels_are_handed_over_as_fast_as_they_are_scanned(with_driver: State) -> None:
    state, first = _scan(with_driver, LIST.lines[0].tracking_number.sscc)
    state, second = _scan(state, LIST.lines[1].tracking_number.sscc)
    assert [type(effect) for effect in (*first, *second)] == [HandOver, HandOver]


def test_a_customer_s_ticket_is_served_at_once_and_the_driver_kept(
    with_driver: State, code: ReturnCode
) -> None:
    state, _ = _scan(with_driver, code.digits)
    assert isinstance(state.page, Looking)
    state = _after(state, PullOutAsked())
    assert _page(state).driver == DriverEntry("J. Dela  Cruz ", "nbx 4471")


def test_a_typed_return_code_hands_its_parcel_over(with_driver: State) -> None:
    _, wanted = advance(with_driver, LabelEntered(str(FIRST.code)))
    (question,) = wanted
    assert isinstance(question, HandOver)
    assert question.command.parcel == FIRST.code


def test_a_torn_label_says_so_and_asks_nobody(with_driver: State) -> None:
    state, wanted = _scan(with_driver, "3031053326")
    scan = _page(state).scan
    assert wanted == ()
    assert scan is not None
    assert isinstance(scan.refusal, NotATrackingNumber)
    assert scan.refusal.thing is ScannedThing.INCOMPLETE_CODE


@pytest.mark.parametrize("refusal", [ParcelUnknown("30310533261429999", True), EcmsUnreachable()])
def test_a_refused_label_changes_nothing_and_is_shown(
    with_driver: State, refusal: ParcelUnknown | EcmsUnreachable
) -> None:
    state, (question,) = _scan(with_driver, LABEL)
    assert isinstance(question, HandOver)
    state = _after(state, events.SaidNo(question, refusal))
    page = _page(state)
    assert page.scan is not None
    assert page.scan.refusal is refusal
    assert page.lists == (LIST,)


def test_a_refusal_stays_beside_the_next_label_s_answer_until_another_is_scanned(
    with_driver: State,
) -> None:
    """Two are scanned in a row, and the driver has both parcels in hand."""
    state, (foreign,) = _scan(with_driver, FOREIGN)
    assert isinstance(foreign, HandOver)
    state, _ = _scan(state, LABEL)
    both = events.SaidNo(foreign, ParcelUnknown(FOREIGN, True)), _handed()
    for answers in (both, both[::-1]):
        told = _page(_after(state, *answers))
        assert [scan.scanned for scan in told.refused] == [FOREIGN]
        assert told.list is not None
        assert told.list.handed_over == 1
    state, _ = _scan(_after(state, *both), LIST.lines[1].tracking_number.sscc)
    assert _page(state).refused == ()


def test_all_labels_that_were_refused_in_a_row_are_kept(with_driver: State) -> None:
    state, (first,) = _scan(with_driver, FOREIGN)
    state, (second,) = _scan(state, LABEL)
    assert isinstance(first, HandOver)
    assert isinstance(second, HandOver)
    state = _after(state, *(events.SaidNo(each, EcmsUnreachable()) for each in (first, second)))
    assert [scan.scanned for scan in _page(state).refused] == [FOREIGN, LABEL]
    # The same label was scanned twice, and its second question was answered well.
    assert [scan.scanned for scan in _page(_after(state, _handed())).refused] == [FOREIGN]


def test_a_refusal_that_comes_while_a_customer_is_served_waits_for_the_page(
    with_driver: State, code: ReturnCode
) -> None:
    state, (foreign,) = _scan(with_driver, FOREIGN)
    assert isinstance(foreign, HandOver)
    state, _ = _scan(state, code.digits, 200)
    state = _after(state, events.SaidNo(foreign, ParcelUnknown(FOREIGN, True)))
    assert isinstance(state.page, Looking)
    assert [scan.scanned for scan in state.late_refusals] == [FOREIGN]
    state = _after(state, PullOutAsked())
    assert [scan.scanned for scan in _page(state).refused] == [FOREIGN]
    assert state.late_refusals == ()


def test_a_refusal_that_comes_while_both_count_ends_the_counting(with_driver: State) -> None:
    state, (foreign,) = _scan(with_driver, FOREIGN)
    assert isinstance(foreign, HandOver)
    no = events.SaidNo(foreign, ParcelUnknown(FOREIGN, True))
    state = _after(state, CloseAsked("a"), CountsTyped("2", "2"))
    assert _page(_after(state, no)).counting is None
    closing = _page(_after(state, CloseAsked("b"), no)).counting
    assert closing is not None
    assert closing.busy


def test_a_bug_is_shown_as_one(with_driver: State) -> None:
    state, (question,) = _scan(with_driver, LABEL)
    assert isinstance(question, HandOver)
    scan = _page(_after(state, events.Broke(question))).scan
    assert scan is not None
    assert (scan.refusal, scan.handed, scan.asking) == (None, None, False)


def test_the_first_open_list_is_shown_and_the_others_are_a_key_away(ready: State) -> None:
    closed = apo(3, 3, closed=True)
    second = replace(LIST, number=ApoNumber("0166", LIST.number.day, 2))
    state = _opened(ready, closed, second)
    assert _page(state).list == second
    state = _after(state, ListMoved(-1))
    assert _page(state).list == closed
    assert _page(_after(state, ListMoved(-1))).list == closed


def test_a_list_begun_before_a_crash_still_knows_its_driver(ready: State) -> None:
    page = _page(_opened(ready, apo(3, 1)))
    assert page.driver == DriverEntry("J. Dela Cruz", "NBX4471")


def test_a_label_on_a_closed_list_stays_here(ready: State) -> None:
    state = _opened(ready, apo(3, 3, closed=True))
    state, wanted = _scan(state, LABEL)
    assert (_page(state).note, wanted) == (PullOutNote.CLOSED, ())


def test_without_a_list_a_label_is_not_lost_in_silence(ready: State) -> None:
    state, wanted = _scan(_opened(ready), LABEL)
    assert (_page(state).note, wanted) == (PullOutNote.NO_LIST, ())


def test_both_count_before_the_list_is_closed(with_driver: State) -> None:
    state, wanted = advance(with_driver, CloseAsked("a"))
    assert (_page(state).counting, wanted) == (Counting(), ())
    state, wanted = advance(state, CloseAsked("b"))
    assert wanted == ()
    assert _page(state).counting == Counting(note=CountNote.INCOMPLETE)
    state = _after(state, CountsTyped("2", "2x"))
    state, (question,) = advance(state, CloseAsked("c"))
    assert isinstance(question, EndList)
    command = question.command
    assert (command.store_count, command.driver_count, command.attempt) == (2, 2, "c")
    assert advance(state, CloseAsked("d"))[1] == ()


def test_one_more_label_while_counting_means_counting_again(counting: State) -> None:
    state, wanted = _scan(counting, LABEL)
    assert _page(state).counting is None
    assert [type(effect) for effect in wanted] == [HandOver]


def test_counts_that_differ_close_nothing_and_the_next_try_is_a_new_wish(
    counting: State,
) -> None:
    state, (question,) = advance(counting, CloseAsked("a"))
    assert isinstance(question, EndList)
    differ = CountsDiffer(1, 2, 2)
    state = _after(state, events.SaidNo(question, differ))
    assert _page(state).counting == Counting("2", "2", refusal=differ)
    state, (question,) = advance(state, CloseAsked("b"))
    assert isinstance(question, EndList)
    assert question.command.attempt == "b"


def test_an_unanswered_closing_is_tried_again_as_the_same(counting: State) -> None:
    state, (question,) = advance(counting, CloseAsked("a"))
    assert isinstance(question, EndList)
    state = _after(state, events.SaidNo(question, EcmsUnreachable()))
    page = _page(state)
    assert page.counting is not None
    assert page.counting.note is CountNote.NOT_ANSWERED
    _, (again,) = advance(state, CloseAsked("b"))
    assert again == question


def test_nobody_leaves_while_the_closing_is_under_way(counting: State) -> None:
    state = _after(counting, CloseAsked("a"))
    for wish in (events.CounterAsked(), events.BackAsked(), events.FindAsked()):
        assert advance(state, wish) == (state, ())


def test_esc_goes_back_to_scanning_and_then_to_the_counter(counting: State) -> None:
    state = _after(counting, events.BackAsked())
    assert _page(state).counting is None
    assert isinstance(_after(state, events.BackAsked()).page, Ready)


def test_the_closed_list_is_shown_and_the_driver_forgotten(counting: State) -> None:
    ended = apo(3, 2, closed=True)
    state = _after(counting, CloseAsked("a"), ListEnded(ended))
    page = _page(state)
    assert (page.list, page.counting) == (ended, None)
    assert page.driver == state.driver == NO_DRIVER


def test_a_list_that_another_till_closed_is_looked_at_afresh(counting: State) -> None:
    state, (question,) = advance(counting, CloseAsked("a"))
    assert isinstance(question, EndList)
    state, wanted = advance(
        state, events.SaidNo(question, ListClosed(str(LIST.number), LIST.built_at))
    )
    assert [type(effect) for effect in wanted] == [FetchLists]
    assert _page(state).counting is None


def test_locking_forgets_the_driver(with_driver: State) -> None:
    state = _after(with_driver, events.LockAsked())
    assert isinstance(state.page, Locked)
    assert state.driver == NO_DRIVER


def test_an_ecms_that_does_not_answer_is_said(ready: State) -> None:
    state, (question,) = advance(ready, PullOutAsked())
    assert isinstance(question, FetchLists)
    state = _after(state, events.SaidNo(question, EcmsUnreachable()))
    assert _page(state).note is PullOutNote.NOT_ANSWERED


def test_a_late_answer_changes_no_other_page(ready: State) -> None:
    state = _after(ready, ListsKnown(1, (LIST,)), _handed(), ListEnded(LIST))
    assert state.page == ready.page
