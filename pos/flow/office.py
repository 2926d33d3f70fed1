"""The back office's part of the rule book: pull-out, day, and their papers."""

from dataclasses import replace
from typing import assert_never

from core.domain.refusals import Refusal
from pos.flow import copies, day, pull_out
from pos.flow.effects import Step
from pos.flow.office_effects import (
    CountReport,
    EndDay,
    EndList,
    FetchDay,
    FetchLists,
    FetchWay,
    FetchZ,
    HandOver,
    OfficeQuestion,
)
from pos.flow.office_events import CloseAsked, CopyEvent, OfficeEvent, PullOutEvent
from pos.flow.office_states import Day, PullOut
from pos.flow.states import State


def advance(state: State, event: OfficeEvent) -> Step:
    """What follows from `event` in the back office."""
    if isinstance(event, CloseAsked):
        return _close_asked(state, event)
    if isinstance(event, PullOutEvent):
        return pull_out.advance(state, event)
    if isinstance(event, CopyEvent):
        return copies.advance(state, event)
    return day.advance(state, event)


def _close_asked(state: State, event: CloseAsked) -> Step:
    match state.page:
        case PullOut() as page:
            return pull_out.close_asked(state, page, event)
        case Day() as page:
            return day.close_asked(state, page, event)
        case _:
            return state, ()


def stepped_back(state: State) -> State | None:
    """Esc, where it takes back something of the page; None where it leaves the page."""
    page = state.page
    if isinstance(page, PullOut) and page.counting is not None:
        if page.counting.busy:
            return state
        return replace(state, page=replace(page, counting=None))
    if isinstance(page, Day) and page.busy:
        return state
    if isinstance(page, Day) and page.confirming:
        return replace(state, page=replace(page, confirming=False, attempt="", note=None))
    return None


def failed(state: State, question: OfficeQuestion, refusal: Refusal | None) -> Step:
    """A question was refused, or met a bug (None)."""
    match question:
        case FetchLists():
            return pull_out.not_known(state, question), ()
        case HandOver():
            return pull_out.not_handed_over(state, question, refusal), ()
        case EndList():
            return pull_out.not_ended(state, question, refusal)
        case CountReport():
            return copies.not_counted(state, question), ()
        case FetchDay() | FetchZ() | FetchWay():
            return day.not_known(state, question), ()
        case EndDay():
            return day.not_ended(state, question), ()
        case _:
            assert_never(question)
