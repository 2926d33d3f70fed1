"""Where a customer stands in the kiosk's one line of screens."""

from dataclasses import dataclass, field, replace
from enum import Enum

from core.domain.references import Reference
from core.domain.refusals import Refusal
from core.services.ecms import FoundOrder, IssuedReturn
from core.services.ports import PrinterStatus, PrintOutcome
from core.services.station import StationTimes
from core.trouble import StartupTrouble


class Notice(Enum):
    """A quiet word on the page, where a screen of its own would be too much."""

    TYPE_OR_SCAN = "nothing was entered"
    TYPE_NOT_SCAN = "a scan where a mobile number is asked for"
    FINISH_FIRST = "a scan while a code is shown"


@dataclass(frozen=True, slots=True)
class Welcome:
    """Nobody has begun."""


@dataclass(frozen=True, slots=True)
class LookUp:
    """A look-up under way, by its number."""

    request: int
    reference: Reference = field(repr=False)


@dataclass(frozen=True, slots=True)
class EnterReference:
    """The customer types or scans.

    Args:
        entered: what stands in the field.
        looking: the look-up under way.
    """

    entered: str = field(default="", repr=False)
    looking: LookUp | None = None


@dataclass(frozen=True, slots=True)
class Choose:
    """Several orders have this reference."""

    reference: Reference = field(repr=False)
    orders: tuple[FoundOrder, ...]


@dataclass(frozen=True, slots=True)
class Confirm:
    """Is this what you are returning?

    Args:
        reference: what was asked for.
        order: what was found, or chosen.
        among: all that had the reference, to go back to.
    """

    reference: Reference = field(repr=False)
    order: FoundOrder
    among: tuple[FoundOrder, ...]


@dataclass(frozen=True, slots=True)
class EnterMobile:
    """The customer types the mobile number.

    Args:
        chosen: the confirmed order.
        digits: what was typed, at most eleven.
        attempt: the UUID of this customer's request, made at the first tap and kept for repeats.
        request: the number of the request under way.
    """

    chosen: Confirm
    digits: str = field(default="", repr=False)
    attempt: str | None = None
    request: int | None = None


@dataclass(frozen=True, slots=True)
class ShowCode:
    """The RETURN CODE, on screen whatever the printer does.

    Args:
        issued: the code and all about it.
        seconds_left: until this screen ends by itself.
        printing: the number of the print under way.
        outcome: the printer's last word.
        kept_s: seconds in which no touch ends it: nobody has seen the code yet.
    """

    issued: IssuedReturn
    seconds_left: int
    printing: int | None = None
    outcome: PrintOutcome | None = None
    kept_s: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """A rule said no.

    Args:
        refusal: which, and what its sentence needs.
        entered: the number as typed, fit to be shown.
        step: how far the customer had come, for the progress bar.
        back_to: where "try again" leads: the field, with what was typed if it is worth correcting.
    """

    refusal: Refusal
    entered: str = field(repr=False)
    step: int
    back_to: EnterReference


class TroubleKind(Enum):
    """What went wrong that no rule foresaw."""

    SERVICE = "the returns service does not answer"
    OURS = "a bug"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something broke; the same can be tried again.

    Args:
        kind: whose trouble it is.
        again: the page from which it is repeated.
    """

    kind: TroubleKind
    again: EnterReference | EnterMobile


@dataclass(frozen=True, slots=True)
class OutOfOrder:
    """The station could not be opened.

    Args:
        trouble: why, where it is known.
    """

    trouble: StartupTrouble | None


Screen = (
    Welcome
    | EnterReference
    | Choose
    | Confirm
    | EnterMobile
    | ShowCode
    | Refused
    | Trouble
    | OutOfOrder
)


@dataclass(frozen=True, slots=True)
class StillThere:
    """The question "Are you still there?", over any screen."""

    seconds_left: int


@dataclass(frozen=True, slots=True)
class Help:
    """What to do, over any screen."""


@dataclass(frozen=True, slots=True)
class State:
    """All that the kiosk knows.

    Args:
        screen: where the customer stands.
        overlay: what lies over it.
        notice: a quiet word on the page.
        someone: somebody touched the kiosk since it last forgot everything.
        quiet_s: seconds since the last touch.
        last_request: the number of the last work asked for; late answers carry another one.
        printer: its condition, once known.
        link_lost: whether the ECMS was out of reach when the kiosk last looked.
        times: how long a screen waits.
    """

    screen: Screen = Welcome()
    overlay: StillThere | Help | None = None
    notice: Notice | None = None
    someone: bool = False
    quiet_s: int = 0
    last_request: int = 0
    printer: PrinterStatus | None = None
    link_lost: bool = False
    times: StationTimes = field(default_factory=StationTimes)


def looks_like(one: State, other: State) -> bool:
    """Whether both show the same; a second that passes quietly is not to be seen."""
    return replace(one, quiet_s=0, last_request=0) == replace(other, quiet_s=0, last_request=0)


def step_of(screen: Screen) -> int:
    """How many of the four steps the progress bar shows as reached."""
    match screen:
        case Welcome() | OutOfOrder():
            return 0
        case EnterReference() | Choose():
            return 1
        case Confirm():
            return 2
        case EnterMobile():
            return 3
        case ShowCode():
            return 4
        case Refused(step=step):
            return step
        case Trouble(again=again):
            return step_of(again)


def begun_on(screen: Screen) -> bool:
    """Whether there is something to start over from; a code that is shown is finished instead."""
    return not isinstance(screen, Welcome | ShowCode | OutOfOrder)
