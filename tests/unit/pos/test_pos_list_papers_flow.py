"""A pull-out list on paper and as a file: drafts, counted papers, and tries that failed."""

import pytest

from core.domain.refusals import EcmsUnreachable
from core.services.store_office import PullOutList
from core.simulator.specimens import apo
from pos.flow import events
from pos.flow.advance import advance
from pos.flow.office_effects import CountReport, FetchLists, FileReport, PrintReport
from pos.flow.office_events import (
    FileAsked,
    ListsKnown,
    PrintAsked,
    PrintCounted,
    PullOutAsked,
    ReportCameOut,
    ReportDoubtful,
    ReportFailed,
    ReportFiled,
    ReportNotFiled,
)
from pos.flow.office_states import Copies, CopyPhase, FileForm, PullOut
from pos.flow.states import State

LIST = apo(3, 0)
CLOSED = apo(3, 2, closed=True)


def _after(state: State, *happened: events.Event) -> State:
    for event in happened:
        state, _ = advance(state, event)
    return state


def _page(state: State) -> PullOut:
    assert isinstance(state.page, PullOut)
    return state.page


def _opened(ready: State, shown: PullOutList) -> State:
    state, (question,) = advance(ready, PullOutAsked())
    assert isinstance(question, FetchLists)
    return _after(state, ListsKnown(question.ticket, (shown,)))


@pytest.fixture
def opened(ready: State) -> State:
    """The page with an open list."""
    return _opened(ready, LIST)


def test_a_draft_is_never_a_reprint_and_a_closed_list_is(ready: State) -> None:
    state = _opened(ready, LIST)
    name = str(LIST.number)
    for _ in range(2):
        state, (effect,) = advance(state, PrintAsked())
        assert effect == PrintReport(LIST, 0)
        assert advance(state, PrintAsked())[1] == ()
        state = _after(state, ReportCameOut(name))
    state = _opened(ready, CLOSED)
    for press in ("a", "b"):
        state, (question,) = advance(state, PrintAsked(press))
        assert isinstance(question, CountReport)
        assert (question.command.report, question.command.attempt) == (CLOSED.number, press)
        assert advance(state, PrintAsked())[1] == ()
        state, wanted = advance(state, PrintCounted(name, 7))
        assert wanted == (PrintReport(CLOSED, 7),)
        state = _after(state, ReportCameOut(name))


def test_a_print_that_failed_or_was_not_counted_is_the_same_paper_at_the_next_try(
    ready: State,
) -> None:
    state, (question,) = advance(_opened(ready, CLOSED), PrintAsked("a"))
    assert isinstance(question, CountReport)
    away = _after(state, events.SaidNo(question, EcmsUnreachable()))
    assert (_page(away).copies.not_counted, _page(away).copies.phase) == (True, None)
    assert advance(away, PrintAsked("b"))[1] == (question,)
    failed = _after(state, PrintCounted(question.name, 0), ReportFailed(question.name, None))
    assert _page(failed).copies.phase is CopyPhase.FAILED
    assert advance(failed, PrintAsked("c"))[1] == (question,)


def test_a_count_that_comes_late_prints_no_other_report(ready: State) -> None:
    state, (question,) = advance(_opened(ready, CLOSED), PrintAsked("a"))
    assert isinstance(question, CountReport)
    assert advance(state, PrintCounted("APO-0166-20261120", 0)) == (state, ())


def test_a_file_says_where_it_is_or_that_it_is_not(opened: State) -> None:
    state, wanted = advance(opened, FileAsked(FileForm.CSV))
    assert wanted == (FileReport(LIST, FileForm.CSV),)
    name = str(LIST.number)
    assert _page(_after(state, ReportFiled(name, "x/y.csv"))).copies.filed == "x/y.csv"
    assert _page(_after(state, ReportNotFiled(name))).copies.not_filed
    assert _page(_after(state, ReportFiled("another", "z.csv"))).copies.filed == ""


def test_a_file_is_told_of_after_a_print_that_failed_and_the_paper_stays_the_same(
    ready: State,
) -> None:
    state, (question,) = advance(_opened(ready, CLOSED), PrintAsked("a"))
    assert isinstance(question, CountReport)
    name = question.name
    for ending in (ReportFailed(name, None), ReportDoubtful(name)):
        failed = _after(state, PrintCounted(name, 0), ending)
        filed = _after(failed, FileAsked(FileForm.PDF), ReportFiled(name, "x/y.pdf"))
        assert _page(filed).copies == Copies(attempt="a", form=FileForm.PDF, filed="x/y.pdf")
        assert advance(filed, PrintAsked("b"))[1] == (question,)
    away = _after(state, events.SaidNo(question, EcmsUnreachable()), FileAsked(FileForm.PDF))
    assert not _page(away).copies.not_counted


def test_a_print_is_told_of_after_a_file_written_or_not(opened: State) -> None:
    name = str(LIST.number)
    for ending in (ReportFiled(name, "x/y.csv"), ReportNotFiled(name)):
        state = _after(opened, FileAsked(FileForm.CSV), ending, PrintAsked())
        assert _page(state).copies == Copies(CopyPhase.PRINTING)


def test_paper_and_file_that_are_asked_for_at_once_are_both_told_of(opened: State) -> None:
    name = str(LIST.number)
    print_first = PrintAsked(), FileAsked(FileForm.PDF)
    for wishes in (print_first, print_first[::-1]):
        state = _after(opened, *wishes, ReportDoubtful(name), ReportNotFiled(name))
        copies = _page(state).copies
        assert (copies.phase, copies.not_filed) == (CopyPhase.DOUBTFUL, True)


def test_a_file_that_a_print_in_trouble_hid_is_told_of_after_it(opened: State) -> None:
    name = str(LIST.number)
    hidden = (PrintAsked(), FileAsked(FileForm.PDF), ReportFailed(name, None))
    state = _after(opened, *hidden, ReportFiled(name, "x/y.pdf"), PrintAsked(), ReportCameOut(name))
    assert _page(state).copies == Copies(CopyPhase.OUT, form=FileForm.PDF, filed="x/y.pdf")
