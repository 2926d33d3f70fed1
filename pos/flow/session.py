"""Who works here: opening the station, signing in, locking."""

from dataclasses import replace
from typing import Final, assert_never

from core.domain.refusals import Refusal, TooManyAttempts, WrongPin
from core.services.ecms import Clerk
from core.trouble import StartupTrouble
from pos.flow.effects import OpenStation, RefreshToday, SignIn, Step
from pos.flow.events import (
    IdleOver,
    LockAsked,
    Opened,
    OpenFailed,
    RetryAsked,
    SessionEvent,
    SignedIn,
    SignInAsked,
)
from pos.flow.office_states import NO_DRIVER
from pos.flow.states import Link, Locked, LockNote, Ready, Starting, State, Stopped

#: Seconds until a station that could not be opened is tried again without anybody's doing.
_AGAIN_S: Final = 5


def advance(state: State, event: SessionEvent) -> Step:
    """What follows for the session."""
    step: Step
    match event:
        case Opened():
            step = _opened(state, event), ()
        case OpenFailed(trouble):
            step = _open_failed(state, trouble)
        case RetryAsked():
            step = _retry_asked(state)
        case SignInAsked():
            step = _sign_in_asked(state, event)
        case SignedIn(clerk):
            step = _signed_in(state, clerk)
        case LockAsked() | IdleOver():
            step = _locked(state), ()
        case _:
            assert_never(event)
    return step


def _opened(state: State, answer: Opened) -> State:
    """The station is there: the first clerk may sign in."""
    return replace(
        state,
        page=Locked(),
        terminal=answer.terminal,
        demo_clerk=answer.demo_clerk,
        printer=answer.printer,
        link=Link.CONNECTED,
    )


def _open_failed(state: State, trouble: StartupTrouble | None) -> Step:
    """Said in full; what passes by itself is also tried again by itself."""
    again = (OpenStation(_AGAIN_S),) if trouble is not None and trouble.passing else ()
    return replace(state, page=Stopped(trouble)), again


def _retry_asked(state: State) -> Step:
    """Once more, after trouble."""
    if not isinstance(state.page, Stopped):
        return state, ()
    return replace(state, page=Starting()), (OpenStation(),)


def _sign_in_asked(state: State, event: SignInAsked) -> Step:
    """Number and PIN, at once."""
    page = state.page
    if not isinstance(page, Locked) or page.checking:
        return state, ()
    if not (event.number.strip() and event.pin):
        return replace(state, page=replace(page, note=LockNote.INCOMPLETE)), ()
    checking = replace(page, checking=True, note=None)
    return replace(state, page=checking), (SignIn(event.number.strip(), event.pin),)


def _signed_in(state: State, clerk: Clerk) -> Step:
    """The clerk may work."""
    if not isinstance(state.page, Locked):
        return state, ()
    return replace(state, page=Ready(), clerk=clerk), (RefreshToday(),)


def not_signed_in(state: State, refusal: Refusal | None) -> State:
    """Wrong, too often wrong, or nobody can say (None)."""
    page = state.page
    if not isinstance(page, Locked):
        return state
    page = Locked(tries=page.tries + 1)
    match refusal:
        case WrongPin():
            page = replace(page, note=LockNote.WRONG_PIN)
        case TooManyAttempts(again_in_s):
            page = replace(page, note=LockNote.TOO_MANY, again_in_s=again_in_s)
        case _:
            page = replace(page, note=LockNote.NOT_ANSWERED)
    return replace(state, page=page)


def _locked(state: State) -> State:
    """Nothing of the customer stays on the screen; papers that did not come out are remembered."""
    if isinstance(state.page, Starting | Stopped | Locked):
        return state
    return replace(
        state,
        page=Locked(),
        clerk=None,
        held="",
        driver=NO_DRIVER,
        last_scan=None,
        wanted=None,
        today=None,
    )
