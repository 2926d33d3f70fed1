"""The day: how it stands (X), its end (Z) and those before, and the way of earlier parcels."""

from dataclasses import replace
from datetime import date, timedelta
from typing import assert_never

from core.services.store_office import CloseDay
from pos.flow.effects import Effect, Step
from pos.flow.office_effects import EndDay, FetchDay, FetchWay, FetchZ
from pos.flow.office_events import (
    CloseAsked,
    DayAsked,
    DayEnded,
    DayEvent,
    DayKnown,
    DayMoved,
    ReportMoved,
    WayKnown,
)
from pos.flow.office_states import Copies, Day, DayNote
from pos.flow.states import State


def advance(state: State, event: DayEvent) -> Step:
    """What follows on the day page."""
    if isinstance(event, DayAsked):
        return _opened(state)
    page = state.page
    if not isinstance(page, Day):
        return state, ()
    match event:
        case DayMoved(by):
            step = _moved(state, page, by)
        case ReportMoved(by):
            step = _report_moved(state, page, by)
        case DayKnown():
            step = _known(state, page, event)
        case WayKnown(way):
            is_asked = page.day in {None, way.day}
            step = (replace(state, page=replace(page, way=way)) if is_asked else state), ()
        case DayEnded(report):
            ended = replace(page, report=report, busy=False, note=None, copies=Copies())
            ended = replace(ended, newest=report.number or 0)
            step = replace(state, page=replace(ended, confirming=False, attempt="")), ()
        case _:
            assert_never(event)
    return step


def _opened(state: State) -> Step:
    """To the page, or a fresh X."""
    if state.clerk is None:
        return state, ()
    ticket = state.ticket + 1
    old = state.page if isinstance(state.page, Day) else Day()
    if old.busy:
        return state, ()
    page = replace(
        old, ticket=ticket, confirming=False, attempt="", note=None, copies=Copies(), day=None
    )
    return replace(state, page=page, ticket=ticket), (FetchDay(state.clerk, ticket),)


def _known(state: State, page: Day, answer: DayKnown) -> Step:
    """The figures; with them what became of the parcels of the day they end on."""
    if page.ticket != answer.ticket:
        return state, ()
    report = answer.report
    today = report.store.today(report.until)
    newest = report.last_z if report.number is None else max(page.newest, report.number)
    page = replace(page, report=report, newest=newest, ticket=0, note=None, day=None)
    return replace(state, page=page), (FetchWay(today),)


def _report_moved(state: State, page: Day, by: int) -> Step:
    """Another Z; after the last one comes the day so far."""
    report = page.report
    if report is None or page.busy or page.confirming:
        return state, ()
    so_far = page.newest + 1
    here = report.number or so_far
    there = min(max(here + by, 1), so_far)
    if there == here:
        return state, ()
    if there == so_far:
        return _opened(state)
    ticket = state.ticket + 1
    page = replace(page, ticket=ticket, note=None, copies=Copies())
    return replace(state, page=page, ticket=ticket), (FetchZ(there, ticket),)


def _moved(state: State, page: Day, by: int) -> Step:
    """Another day's parcels; there is none after today."""
    report = page.report
    if report is None:
        return state, ()
    today = report.store.today(report.until)
    day = min(_shown_day(page, today) + timedelta(days=by), today)
    if day == _shown_day(page, today):
        return state, ()
    effects: tuple[Effect, ...] = (FetchWay(day),)
    return replace(state, page=replace(page, day=day)), effects


def _shown_day(page: Day, today: date) -> date:
    return page.day or today


def not_known(state: State, question: FetchDay | FetchZ | FetchWay) -> State:
    """The ECMS is not there."""
    page = state.page
    if not isinstance(page, Day):
        return state
    if isinstance(question, FetchDay | FetchZ) and page.ticket != question.ticket:
        return state
    return replace(state, page=replace(page, ticket=0, note=DayNote.NOT_ANSWERED))


def close_asked(state: State, page: Day, event: CloseAsked) -> Step:
    """F9 asks, F9 again takes the Z."""
    report = page.report
    if report is None or report.number is not None or page.busy:
        return state, ()
    if state.terminal is None or state.clerk is None:
        return state, ()
    if not page.confirming:
        return replace(state, page=replace(page, confirming=True, note=None)), ()
    attempt = page.attempt or event.attempt
    page = replace(page, busy=True, attempt=attempt, note=None)
    return replace(state, page=page), (EndDay(CloseDay(state.terminal, state.clerk, attempt)),)


def not_ended(state: State, question: EndDay) -> State:
    """Nobody knows whether it is closed; F9 again is the same Z."""
    page = state.page
    if not isinstance(page, Day) or page.attempt != question.command.attempt:
        return state
    return replace(state, page=replace(page, busy=False, note=DayNote.NOT_CLOSED))
