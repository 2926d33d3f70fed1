"""Find: a return by whatever number is at hand."""

from dataclasses import replace
from typing import Final, assert_never

from core.domain.codes import recognise
from core.domain.references import SHORTEST, reference_key
from core.domain.refusals import ScannedThing
from pos.flow import papers
from pos.flow.effects import Search, Step
from pos.flow.events import (
    ChoiceMoved,
    FindAsked,
    FindEvent,
    RecordChosen,
    ReturnsFound,
    SearchAsked,
)
from pos.flow.states import Find, FindNote, State

_LONGEST: Final = 100


def advance(state: State, event: FindEvent) -> Step:
    """What follows in Find."""
    match event:
        case FindAsked():
            step = _opened(state)
        case SearchAsked(text):
            step = searched(state, text)
        case RecordChosen(index):
            step = _chosen(state, index), ()
        case ChoiceMoved(by):
            page = state.page
            step = (_chosen(state, page.chosen + by) if isinstance(page, Find) else state), ()
        case ReturnsFound():
            step = _found(state, event), ()
        case _:
            assert_never(event)
    return step


def _opened(state: State) -> Step:
    """To Find; where a paper is still to be printed, straight to its parcel."""
    left = state.unprinted
    state = replace(state, page=Find())
    return searched(state, str(left[0].parcel.code)) if left else (papers.tidied(state), ())


def searched(state: State, text: str) -> Step:
    """Look for this, unless it can be nothing."""
    page = state.page
    if not isinstance(page, Find):
        return state, ()
    note = _impossible(text)
    asked = page.asked + 1
    if note is not None:
        return replace(state, page=Find(text[:_LONGEST], note=note, asked=asked)), ()
    ticket = state.ticket + 1
    query = text.strip()
    page = replace(page, query=query, note=None, ticket=ticket, asked=asked)
    return replace(state, page=page, ticket=ticket), (Search(query, ticket),)


def _found(state: State, answer: ReturnsFound) -> State:
    """What there is; nothing is an answer too."""
    page = state.page
    if not (isinstance(page, Find) and page.ticket == answer.ticket):
        return state
    note: FindNote | None = None
    if not answer.results:
        mistyped = recognise(page.query) is ScannedThing.MISTYPED_CODE
        note = FindNote.WRONG_DIGIT if mistyped else FindNote.NOTHING_FOUND
    page = replace(page, results=answer.results, chosen=0, note=note, ticket=0)
    return papers.tidied(replace(state, page=page))


def not_answered(state: State, question: Search) -> State:
    """The ECMS is not there."""
    page = state.page
    if not (isinstance(page, Find) and page.ticket == question.ticket):
        return state
    page = replace(page, results=None, note=FindNote.NOT_ANSWERED, ticket=0)
    return replace(state, page=page)


def _chosen(state: State, index: int) -> State:
    """Show one of the results in full."""
    page = state.page
    if not isinstance(page, Find) or not page.results:
        return state
    index = min(max(index, 0), len(page.results) - 1)
    page = replace(page, chosen=index, note=None)
    return papers.tidied(replace(state, page=page))


def noted(state: State, note: FindNote) -> State:
    """Find says why the paper that was asked for does not come."""
    page = state.page
    if not isinstance(page, Find):
        return state
    return replace(state, page=replace(page, note=note))


def _impossible(text: str) -> FindNote | None:
    if not text.strip():
        return FindNote.NOTHING_ENTERED
    thing = recognise(text)
    if thing is ScannedThing.TOO_LONG:
        return FindNote.TOO_LONG
    if thing in {ScannedThing.UNREADABLE, ScannedThing.OTHER_GS1}:
        return FindNote.UNREADABLE
    return FindNote.TOO_SHORT if len(reference_key(text)) < SHORTEST else None
