"""The day page in the flow: X at any time, Z after a second press, and earlier days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.domain.refusals import EcmsUnreachable
from core.services.store_office import Reconciliation
from core.simulator.specimens import day
from pos.flow import effects, events
from pos.flow.advance import advance
from pos.flow.office_effects import CountReport, EndDay, FetchDay, FetchWay, FetchZ, PrintReport
from pos.flow.office_events import (
    CloseAsked,
    DayAsked,
    DayEnded,
    DayKnown,
    DayMoved,
    PrintAsked,
    PrintCounted,
    ReportCameOut,
    ReportMoved,
    WayKnown,
)
from pos.flow.office_states import Day, DayNote, report_name
from pos.flow.states import Ready, State

X, Z = day(None), day(12)
TODAY = date(2026, 11, 21)


def _after(state: State, *happened: events.Event) -> State:
    for event in happened:
        state, _ = advance(state, event)
    return state


def _page(state: State) -> Day:
    assert isinstance(state.page, Day)
    return state.page


@pytest.fixture
def opened(ready: State) -> State:
    """The day so far."""
    state, (question,) = advance(ready, DayAsked())
    assert isinstance(question, FetchDay)
    state, wanted = advance(state, DayKnown(question.ticket, X))
    assert wanted == (FetchWay(TODAY),)
    return _after(state, WayKnown(_way(TODAY)))


def _way(on: date) -> Reconciliation:
    return Reconciliation(X.store, on, 0, ())


def test_an_x_can_be_taken_at_any_time(opened: State) -> None:
    assert _page(opened).report == X
    state, (question,) = advance(opened, DayAsked())
    assert isinstance(question, FetchDay)
    assert _page(state).ticket == question.ticket


def test_a_z_takes_a_second_press(opened: State) -> None:
    state, wanted = advance(opened, CloseAsked("a"))
    assert (wanted, _page(state).confirming) == ((), True)
    state, (question,) = advance(state, CloseAsked("b"))
    assert isinstance(question, EndDay)
    assert question.command.attempt == "b"
    assert advance(state, CloseAsked("c"))[1] == ()
    state = _after(state, DayEnded(Z))
    page = _page(state)
    assert (page.report, page.confirming, page.busy) == (Z, False, False)
    assert advance(state, CloseAsked("d")) == (state, ())


def test_esc_leaves_the_day_open(opened: State) -> None:
    state = _after(opened, CloseAsked("a"), events.BackAsked())
    assert not _page(state).confirming
    assert isinstance(_after(state, events.BackAsked()).page, Ready)


def test_an_unanswered_z_is_tried_again_as_the_same(opened: State) -> None:
    state, (question,) = advance(_after(opened, CloseAsked("a")), CloseAsked("b"))
    assert isinstance(question, EndDay)
    assert advance(state, events.BackAsked()) == (state, ())
    assert advance(state, DayAsked()) == (state, ())
    state = _after(state, events.SaidNo(question, EcmsUnreachable()))
    assert _page(state).note is DayNote.NOT_CLOSED
    assert advance(state, CloseAsked("c"))[1] == (question,)


def test_earlier_days_are_a_key_away_and_there_is_none_after_today(opened: State) -> None:
    assert advance(opened, DayMoved(1)) == (opened, ())
    yesterday = TODAY - timedelta(days=1)
    state, wanted = advance(opened, DayMoved(-1))
    assert wanted == (FetchWay(yesterday),)
    state = _after(state, WayKnown(_way(TODAY)))
    assert _page(state).way == _way(TODAY)
    state = _after(state, WayKnown(_way(yesterday)))
    assert _page(state).way == _way(yesterday)


def test_only_a_z_has_reprints(opened: State) -> None:
    printed = _after(opened, PrintAsked(), ReportCameOut(report_name(X)))
    assert advance(printed, PrintAsked())[1] == (PrintReport(X, 0, _way(TODAY)),)
    closed = _after(opened, CloseAsked("a"), CloseAsked("a"), DayEnded(Z))
    state, (question,) = advance(closed, PrintAsked("press"))
    assert isinstance(question, CountReport)
    assert (question.command.report, question.command.attempt) == (12, "press")
    _, wanted = advance(state, PrintCounted(question.name, 1))
    assert wanted == (PrintReport(Z, 1, _way(TODAY)),)


def test_earlier_zs_are_a_key_away_and_after_the_last_comes_the_day_so_far(ready: State) -> None:
    state, _ = advance(ready, DayAsked())
    state = _after(state, DayKnown(_page(state).ticket, replace(X, last_z=12)))
    assert advance(state, ReportMoved(1)) == (state, ())
    state, (question,) = advance(state, ReportMoved(-1))
    assert isinstance(question, FetchZ)
    assert question.number == 12
    state, wanted = advance(state, DayKnown(question.ticket, Z))
    assert (_page(state).report, wanted) == (Z, (FetchWay(TODAY),))
    assert [type(one) for one in advance(state, ReportMoved(1))[1]] == [FetchDay]
    state, (question,) = advance(state, ReportMoved(-1))
    assert isinstance(question, FetchZ)
    assert question.number == 11
    first = _after(state, DayKnown(question.ticket, replace(Z, number=1, last_z=0)))
    assert advance(first, ReportMoved(-1)) == (first, ())
    assert _page(first).newest == 12


def test_without_a_z_there_is_none_to_go_back_to(opened: State) -> None:
    state = replace(opened, page=replace(_page(opened), newest=0))
    assert advance(state, ReportMoved(-1)) == (state, ())


def test_an_earlier_z_that_nobody_gives_leaves_the_report_there(opened: State) -> None:
    state = replace(opened, page=replace(_page(opened), newest=3))
    state, (question,) = advance(state, ReportMoved(-1))
    assert isinstance(question, FetchZ)
    page = _page(_after(state, events.SaidNo(question, EcmsUnreachable())))
    assert (page.report, page.note, page.ticket) == (X, DayNote.NOT_ANSWERED, 0)


def test_an_ecms_that_does_not_answer_is_said(ready: State) -> None:
    state, (question,) = advance(ready, DayAsked())
    assert isinstance(question, FetchDay)
    assert _page(_after(state, events.SaidNo(question, EcmsUnreachable()))).note is (
        DayNote.NOT_ANSWERED
    )


def test_reports_have_names_that_a_folder_can_hold() -> None:
    assert report_name(X) == "X-0166-20261121-143307"
    assert report_name(Z) == "Z-0166-0012"


def test_a_ticket_is_served_from_the_day_page_too(opened: State) -> None:
    _, wanted = advance(opened, events.Scanned("182212342345", 100))
    assert [type(effect) for effect in wanted] == [effects.LookUp]
