"""The kiosk's one rule book: a state and an event give the next state and what is to be done."""

from dataclasses import replace
from typing import Final, assert_never

from core.trouble import StartupTrouble
from kiosk.flow import answers, customer
from kiosk.flow.effects import OpenStation, Step
from kiosk.flow.events import (
    Event,
    LinkChanged,
    PersonEvent,
    PrinterChanged,
    SecondPassed,
    StationEvent,
    StationFailed,
    StationOpened,
)
from kiosk.flow.moves import at, forgotten
from kiosk.flow.states import (
    OutOfOrder,
    ShowCode,
    State,
    StillThere,
    Welcome,
)

#: Seconds until a station that could not be opened is tried again without anybody's doing.
_AGAIN_S: Final = 5


def begin() -> Step:
    """The kiosk is switched on: the screen is usable at once, the station opens meanwhile."""
    return State(), (OpenStation(),)


def advance(state: State, event: Event) -> Step:
    """What follows from `event`; pure, so that every story at the kiosk is a unit test."""
    if isinstance(event, PersonEvent):
        return customer.advance(state, event)
    if isinstance(event, SecondPassed):
        return _second_passed(state)
    if isinstance(event, StationEvent):
        return _station_said(state, event)
    return answers.advance(state, event)


def _station_said(state: State, event: StationEvent) -> Step:
    match event:
        case StationOpened(times):
            opened = replace(state, times=times)
            # Tried again without anybody's doing, the kiosk comes alive by itself.
            is_back = isinstance(state.screen, OutOfOrder)
            return at(opened, Welcome()) if is_back else opened, ()
        case StationFailed(trouble):
            return _failed(state, trouble)
        case PrinterChanged(status):
            return replace(state, printer=status), ()
        case LinkChanged(is_lost):
            # Only the welcome page says so: whoever has begun is told when they ask.
            return replace(state, link_lost=is_lost), ()
        case _:
            assert_never(event)


def _failed(state: State, trouble: StartupTrouble | None) -> Step:
    again = (OpenStation(_AGAIN_S),) if trouble is not None and trouble.passing else ()
    # Once said, the help that somebody reads on it stays open at each new try.
    overlay = state.overlay if isinstance(state.screen, OutOfOrder) else None
    return replace(at(state, OutOfOrder(trouble)), overlay=overlay), again


def _second_passed(state: State) -> Step:
    if not state.someone or isinstance(state.screen, OutOfOrder):
        return state, ()
    if isinstance(state.screen, ShowCode):
        # This screen ends by itself and says so; a question on top of it would hide the code.
        return _code_counts_down(state, state.screen)
    if isinstance(state.overlay, StillThere):
        left = state.overlay.seconds_left - 1
        return (replace(state, overlay=StillThere(left)), ()) if left > 0 else forgotten(state)
    state = replace(state, quiet_s=state.quiet_s + 1)
    if state.quiet_s < state.times.idle:
        return state, ()
    if isinstance(state.screen, Welcome):
        # Somebody changed the look and walked away: nothing was entered, nothing to ask about.
        return forgotten(state)
    return replace(state, overlay=StillThere(state.times.still_there)), ()


def _code_counts_down(state: State, code: ShowCode) -> Step:
    left = code.seconds_left - 1
    if left <= 0:
        return forgotten(state)
    kept = max(0, code.kept_s - 1)
    return replace(state, screen=replace(code, seconds_left=left, kept_s=kept)), ()
