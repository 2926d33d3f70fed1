"""Whether the merchant was told: asked while the accepted page is shown, less and less often."""

from dataclasses import replace
from typing import Final

from core.domain.codes import ReturnCode
from pos.flow.effects import AskNotice, Effect, Step
from pos.flow.events import NoticeKnown
from pos.flow.states import Accepted, State

_FIRST_S: Final = 1
_LONGEST_S: Final = 30


def first_asked(state: State) -> tuple[Effect, ...]:
    """A merchant whose site is well is told within a second or two."""
    page = state.page
    return (AskNotice(page.code, _FIRST_S),) if isinstance(page, Accepted) else ()


def known(state: State, event: NoticeKnown) -> Step:
    """It is shown, and asked again where it may change."""
    page = state.page
    if not (isinstance(page, Accepted) and page.code == event.code):
        return state, ()
    state = replace(state, page=replace(page, notice=event.notice))
    is_settled = event.notice is not None and event.notice.is_settled
    return state, () if is_settled else _again(event.code, event.after_s)


def not_known(state: State, question: AskNotice) -> Step:
    """Nobody could say: what was shown stays."""
    page = state.page
    is_shown = isinstance(page, Accepted) and page.code == question.code
    return state, _again(question.code, question.after_s) if is_shown else ()


def _again(code: ReturnCode, waited_s: int) -> tuple[Effect, ...]:
    return (AskNotice(code, min(2 * waited_s, _LONGEST_S)),)
