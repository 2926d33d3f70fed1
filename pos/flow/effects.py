"""What the counter wants done: the presenter does it, off the UI thread."""

from dataclasses import dataclass, field

from core.domain.codes import ReturnCode
from core.services.ecms import AcceptedParcel, AcceptParcel, Clerk, PaperKind, RefuseParcel
from pos.flow.device_effects import DeviceEffect
from pos.flow.office_effects import OfficeEffect, OfficeQuestion
from pos.flow.states import State


@dataclass(frozen=True, slots=True)
class OpenStation:
    """Open the ECMS and the devices, in so many seconds."""

    after_s: int = 0


@dataclass(frozen=True, slots=True)
class SignIn:
    """Ask whether the clerk may work."""

    number: str
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LookUp:
    """Verify a RETURN CODE; `ticket` comes back with the answer."""

    code: ReturnCode
    ticket: int


@dataclass(frozen=True, slots=True)
class FetchHistory:
    """Get the steps of a code."""

    code: ReturnCode


@dataclass(frozen=True, slots=True)
class Accept:
    """Take the parcel."""

    command: AcceptParcel


@dataclass(frozen=True, slots=True)
class SendAway:
    """Write down that the clerk did not take it."""

    command: RefuseParcel


@dataclass(frozen=True, slots=True)
class Search:
    """Look for returns; `ticket` comes back with the answer."""

    text: str
    ticket: int


@dataclass(frozen=True, slots=True)
class CountCopy:
    """Have the ECMS count a reprint, which it answers with what to print."""

    code: ReturnCode
    kind: PaperKind
    clerk: Clerk


@dataclass(frozen=True, slots=True)
class PrintPaper:
    """Print a receipt or label; `number` is the how-manieth copy, 0 the original."""

    parcel: AcceptedParcel
    kind: PaperKind
    number: int = 0


@dataclass(frozen=True, slots=True)
class DrawPaper:
    """Draw a receipt as it will be printed, for the screen."""

    parcel: AcceptedParcel
    kind: PaperKind
    number: int = 0


@dataclass(frozen=True, slots=True)
class RefreshToday:
    """Get the figures beside the counter."""


@dataclass(frozen=True, slots=True)
class AskNotice:
    """Ask, in so many seconds, whether the merchant was told that this parcel was taken."""

    code: ReturnCode
    after_s: int


Effect = (
    OpenStation
    | SignIn
    | LookUp
    | FetchHistory
    | Accept
    | SendAway
    | Search
    | CountCopy
    | PrintPaper
    | DrawPaper
    | RefreshToday
    | AskNotice
    | OfficeEffect
    | DeviceEffect
)
#: Those that ask the ECMS: they can be refused, and the ECMS may not be there.
CounterQuestion = (
    SignIn
    | LookUp
    | FetchHistory
    | Accept
    | SendAway
    | Search
    | CountCopy
    | RefreshToday
    | AskNotice
)
Question = CounterQuestion | OfficeQuestion

#: What an event leads to: the next state, and what is to be done.
Step = tuple[State, tuple[Effect, ...]]
