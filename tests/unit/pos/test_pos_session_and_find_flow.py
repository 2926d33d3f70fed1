"""Signing in, locking and searching, as states, events and effects."""

from dataclasses import replace
from datetime import date

import pytest

from core.domain.refusals import EcmsUnreachable, TooManyAttempts, WrongPin
from core.domain.status import Status
from core.services.ecms import AcceptedParcel, CounterToday, PaperKind, Reprint, ReturnRecord
from core.services.ports import PrinterStatus
from core.services.station import DemoClerk
from core.trouble import PassingTrouble, StartupTrouble
from pos.flow import effects, events
from pos.flow.advance import advance
from pos.flow.states import (
    Find,
    FindNote,
    Locked,
    LockNote,
    Looking,
    Ready,
    Refused,
    Starting,
    State,
    Stopped,
)


def _after(state: State, *happened: events.Event) -> State:
    for event in happened:
        state, _ = advance(state, event)
    return state


@pytest.fixture
def record(accepted: AcceptedParcel) -> ReturnRecord:
    """What Find shows of a parcel that was accepted."""
    return ReturnRecord(
        code=accepted.code,
        tracking_number=accepted.tracking_number,
        status=Status.RETURNED,
        merchant=accepted.merchant,
        reference=accepted.reference,
        mobile=accepted.mobile,
        items=accepted.items,
        last_day=date(2026, 12, 5),
        receipt=accepted.receipt,
        history=(),
    )


def test_a_station_opens_locked_and_a_trouble_can_be_tried_again(ready: State) -> None:
    assert ready.terminal is not None
    opened = events.Opened(ready.terminal, DemoClerk("1042", "2468"), PrinterStatus.READY)
    state = _after(State(), opened)
    assert state.page == Locked()
    assert state.demo_clerk == DemoClerk("1042", "2468")
    trouble = StartupTrouble("It is broken.", "Mend it.")
    stopped = _after(State(), events.OpenFailed(trouble))
    assert stopped.page == Stopped(trouble)
    again, wanted = advance(stopped, events.RetryAsked())
    assert (again.page, wanted) == (Starting(), (effects.OpenStation(),))
    assert advance(again, events.RetryAsked()) == (again, ())


def test_a_trouble_that_passes_is_tried_again_by_itself() -> None:
    trouble = PassingTrouble("No answer.", "Wait.")
    stopped, wanted = advance(State(), events.OpenFailed(trouble))
    assert (stopped.page, wanted) == (Stopped(trouble), (effects.OpenStation(after_s=5),))
    assert advance(stopped, events.OpenFailed(trouble)) == (stopped, wanted)


def test_signing_in_asks_once_and_says_what_was_wrong(ready: State) -> None:
    locked = replace(ready, page=Locked(), clerk=None)
    state, (question,) = advance(locked, events.SignInAsked(" 1042 ", "2468"))
    assert question == effects.SignIn("1042", "2468")
    assert isinstance(question, effects.SignIn)
    assert advance(state, events.SignInAsked("1042", "2468")) == (state, ())
    for refusal, note in (
        (WrongPin(), LockNote.WRONG_PIN),
        (TooManyAttempts(90), LockNote.TOO_MANY),
        (EcmsUnreachable(), LockNote.NOT_ANSWERED),
    ):
        page = _after(state, events.SaidNo(question, refusal)).page
        assert isinstance(page, Locked)
        assert (page.note, page.checking, page.tries) == (note, False, 1)


def test_a_pin_is_not_in_what_might_be_logged() -> None:
    assert "2468" not in repr(events.SignInAsked("1042", "2468"))
    assert "2468" not in repr(effects.SignIn("1042", "2468"))


@pytest.mark.parametrize("number", ["", "  "])
def test_nothing_is_asked_without_number_and_pin(ready: State, number: str) -> None:
    locked = replace(ready, page=Locked(), clerk=None)
    state, wanted = advance(locked, events.SignInAsked(number, "2468"))
    assert wanted == ()
    assert state.page == Locked(LockNote.INCOMPLETE)


@pytest.mark.parametrize("lock", [events.LockAsked(), events.IdleOver()])
def test_locking_forgets_clerk_page_and_scans(ready: State, lock: events.Event) -> None:
    today = CounterToday(1, 1, ())
    state = _after(ready, events.TodayKnown(today), events.Scanned("182212342345", 0))
    state = _after(replace(state, held="182212342345"), lock)
    assert state.page == Locked()
    assert (state.clerk, state.held, state.last_scan, state.today) == (None, "", None, None)
    late = _after(state, events.TodayKnown(today))
    assert late.today is None


def test_no_key_opens_a_page_while_locked(ready: State) -> None:
    locked = replace(ready, page=Locked(), clerk=None)
    for event in (
        events.FindAsked(),
        events.CounterAsked(),
        events.BackAsked(),
        events.EnterPressed(),
        events.SearchAsked("6789"),
        events.Typed("1"),
        events.LookUpAsked(),
        events.AcceptAsked("a"),
        events.PaperAsked(PaperKind.RECEIPT),
    ):
        assert advance(locked, event) == (locked, ())


def test_a_search_that_was_overtaken_is_not_shown(ready: State, record: ReturnRecord) -> None:
    state = _after(ready, events.FindAsked(), events.SearchAsked("AXDY"), events.SearchAsked("108"))
    assert isinstance(state.page, Find)
    assert state.page.ticket == 2
    late = _after(state, events.ReturnsFound(1, (record,)))
    assert isinstance(late.page, Find)
    assert late.page.results is None
    found = _after(late, events.ReturnsFound(2, (record,)))
    assert isinstance(found.page, Find)
    assert found.page.record == record


def test_an_overtaken_failure_does_not_hide_the_answer(ready: State, record: ReturnRecord) -> None:
    state = _after(ready, events.FindAsked(), events.SearchAsked("AXDY"), events.SearchAsked("108"))
    state = _after(state, events.ReturnsFound(2, (record,)))
    late = _after(state, events.SaidNo(effects.Search("AXDY", 1), EcmsUnreachable()))
    assert late.page == state.page
    gone = _after(state, events.SearchAsked("9"), events.SearchAsked("999"))
    gone = _after(gone, events.Broke(effects.Search("999", gone.ticket)))
    assert isinstance(gone.page, Find)
    assert (gone.page.note, gone.page.results) == (FindNote.NOT_ANSWERED, None)


def test_the_choice_stays_within_the_list(ready: State, record: ReturnRecord) -> None:
    other = replace(record, reference="OTHER")
    state = _after(ready, events.FindAsked(), events.SearchAsked("108"))
    state = _after(state, events.ReturnsFound(1, (record, other)))
    for event, shown in (
        (events.ChoiceMoved(-1), record),
        (events.ChoiceMoved(5), other),
        (events.RecordChosen(0), record),
        (events.RecordChosen(99), other),
    ):
        state = _after(state, event)
        assert isinstance(state.page, Find)
        assert state.page.record == shown


def test_a_copy_that_came_out_is_done_and_the_next_one_is_counted_anew(
    ready: State, record: ReturnRecord, accepted: AcceptedParcel
) -> None:
    state = _after(ready, events.FindAsked(), events.SearchAsked("108"))
    state = _after(
        state,
        events.ReturnsFound(1, (record,)),
        events.PaperAsked(PaperKind.RECEIPT),
        events.CopyCounted(Reprint(accepted, PaperKind.RECEIPT, 1)),
        events.PaperCameOut(accepted.code, PaperKind.RECEIPT),
    )
    assert state.trays[0].receipt.copy is None
    _, wanted = advance(state, events.PaperAsked(PaperKind.RECEIPT))
    assert wanted == (effects.CountCopy(accepted.code, PaperKind.RECEIPT, accepted.clerk),)


def test_f6_while_a_search_is_under_way_prints_nothing(ready: State, record: ReturnRecord) -> None:
    """The list on the screen is about to be another one."""
    state = _after(ready, events.FindAsked(), events.SearchAsked("108"))
    state = _after(state, events.ReturnsFound(1, (record,)), events.SearchAsked("AXDY"))
    assert advance(state, events.PaperAsked(PaperKind.RECEIPT)) == (state, ())


def test_a_history_is_shown_only_where_it_belongs(ready: State, record: ReturnRecord) -> None:
    refused = replace(ready, page=Refused(None, "x", record.code))
    known = _after(refused, events.HistoryKnown(record.code, ()))
    assert isinstance(known.page, Refused)
    assert known.page.history == ()
    assert _after(ready, events.HistoryKnown(record.code, ())).page == Ready()
    looking = replace(ready, page=Looking(record.code, 1))
    assert _after(looking, events.HistoryKnown(record.code, ())).page == looking.page
