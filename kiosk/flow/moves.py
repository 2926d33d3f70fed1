"""The two moves that every part of the flow makes: to a screen, and back to nobody."""

from dataclasses import replace

from kiosk.flow.effects import Forget, Step
from kiosk.flow.states import Screen, State, Welcome


def at(state: State, screen: Screen) -> State:
    """The same kiosk at another screen; a notice belongs to the screen it was given on."""
    return replace(state, screen=screen, notice=None)


def forgotten(state: State) -> Step:
    """Nothing of the customer is left: not what was entered, not how the screen was set."""
    nobody = replace(state, screen=Welcome(), overlay=None, notice=None, someone=False, quiet_s=0)
    return nobody, (Forget(),)
