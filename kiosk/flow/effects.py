"""What the kiosk wants done: the presenter does it, off the UI thread."""

from dataclasses import dataclass, field

from core.domain.mobile import MobileNumber
from core.domain.references import Reference
from core.services.ecms import FoundOrder, IssuedReturn
from kiosk.flow.states import State


@dataclass(frozen=True, slots=True)
class OpenStation:
    """Open the ECMS and the devices, in so many seconds."""

    after_s: int = 0


@dataclass(frozen=True, slots=True)
class FindOrders:
    """Look a reference up; `request` comes back with the answer."""

    request: int
    reference: Reference = field(repr=False)


@dataclass(frozen=True, slots=True)
class AskForCode:
    """Have a RETURN CODE issued."""

    request: int
    order: FoundOrder
    mobile: MobileNumber
    attempt: str


@dataclass(frozen=True, slots=True)
class PrintTicket:
    """Print the ticket of a code that is already issued."""

    request: int
    issued: IssuedReturn


@dataclass(frozen=True, slots=True)
class Forget:
    """The customer is gone: language, text size, contrast and reach go back to the shop's."""


Effect = OpenStation | FindOrders | AskForCode | PrintTicket | Forget

#: What an event leads to: the next state, and what is to be done.
Step = tuple[State, tuple[Effect, ...]]
