"""What can happen at the kiosk: a person did something, time passed, or an answer came."""

from dataclasses import dataclass, field

from core.domain.refusals import Refusal
from core.services.ecms import FoundOrder, IssuedReturn
from core.services.ports import PrinterStatus, PrintOutcome
from core.services.station import StationTimes
from core.trouble import StartupTrouble


@dataclass(frozen=True, slots=True)
class Touched:
    """The screen was touched, with no other meaning."""


@dataclass(frozen=True, slots=True)
class Started:
    """Start a return."""


@dataclass(frozen=True, slots=True)
class ReferenceEdited:
    """The field's text changed."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReferenceSubmitted:
    """Continue."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """The scanner read something."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OrderChosen:
    """One of several, by its place in the list."""

    place: int


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Yes, this is what I am returning."""


@dataclass(frozen=True, slots=True)
class WentBack:
    """Back, or "no"."""


@dataclass(frozen=True, slots=True)
class MobileEdited:
    """The mobile number's text changed."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CodeWanted:
    """Get my RETURN CODE; `attempt` is a fresh UUID."""

    attempt: str


@dataclass(frozen=True, slots=True)
class PrintWanted:
    """Print again, or try to."""


@dataclass(frozen=True, slots=True)
class TriedAgain:
    """Repeat what went wrong, or enter another number."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The customer is done."""


@dataclass(frozen=True, slots=True)
class StartedOver:
    """The customer wants to begin again."""


@dataclass(frozen=True, slots=True)
class HelpWanted:
    """Help."""


@dataclass(frozen=True, slots=True)
class OverlayClosed:
    """Help was read, or somebody is still there."""


@dataclass(frozen=True, slots=True)
class SecondPassed:
    """Time passes while somebody uses the kiosk."""


@dataclass(frozen=True, slots=True)
class StationOpened:
    """The kiosk is ready to work."""

    times: StationTimes


@dataclass(frozen=True, slots=True)
class StationFailed:
    """The kiosk cannot work; `trouble` is None where nobody foresaw why."""

    trouble: StartupTrouble | None


@dataclass(frozen=True, slots=True)
class OrdersFound:
    """The look-up's answer."""

    request: int
    orders: tuple[FoundOrder, ...]


@dataclass(frozen=True, slots=True)
class CodeIssued:
    """The RETURN CODE is there."""

    request: int
    issued: IssuedReturn


@dataclass(frozen=True, slots=True)
class SaidNo:
    """A look-up or request was refused."""

    request: int
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Broke:
    """A look-up or request failed in a way that nobody foresaw."""

    request: int


@dataclass(frozen=True, slots=True)
class PaperCame:
    """The printer's word on one print."""

    request: int
    outcome: PrintOutcome


@dataclass(frozen=True, slots=True)
class PrinterChanged:
    """The printer's condition changed."""

    status: PrinterStatus


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """The ECMS elsewhere was there, or was not, when the kiosk last looked."""

    is_lost: bool


PersonEvent = (
    Touched
    | Started
    | ReferenceEdited
    | ReferenceSubmitted
    | Scanned
    | OrderChosen
    | Confirmed
    | WentBack
    | MobileEdited
    | CodeWanted
    | PrintWanted
    | TriedAgain
    | Finished
    | StartedOver
    | HelpWanted
    | OverlayClosed
)
Answer = OrdersFound | CodeIssued | SaidNo | Broke | PaperCame
StationEvent = StationOpened | StationFailed | PrinterChanged | LinkChanged
Event = PersonEvent | Answer | StationEvent | SecondPassed
