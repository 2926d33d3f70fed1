"""What can happen at the counter: what the clerk does, and what the outside answers."""

from dataclasses import dataclass, field

from core.domain.codes import ReturnCode
from core.domain.refusals import Refusal
from core.services.ecms import (
    AcceptedParcel,
    Clerk,
    CounterToday,
    HistoryEntry,
    PaperKind,
    ParcelFault,
    Reprint,
    ReturnRecord,
    Terminal,
    VerifiedReturn,
)
from core.services.ports import PrinterStatus
from core.services.station import DemoClerk
from core.services.told import NoticeToMerchant
from core.trouble import StartupTrouble
from pos.flow.answers import Answer, new_attempt
from pos.flow.device_events import DeviceEvent
from pos.flow.effects import Question
from pos.flow.office_events import OfficeEvent
from pos.flow.states import Check

# What the clerk does.


@dataclass(frozen=True, slots=True)
class SignInAsked:
    """Number and PIN were entered."""

    number: str
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Scanned:
    """The scanner read something; `at` in seconds of a clock that only goes forward."""

    text: str
    at: float


@dataclass(frozen=True, slots=True)
class Typed:
    """Text was typed or pasted into the manual entry."""

    text: str


@dataclass(frozen=True, slots=True)
class Erased:
    """The last digit of the manual entry was taken back."""


@dataclass(frozen=True, slots=True)
class LookUpAsked:
    """Enter: the manual entry is to be looked up."""


@dataclass(frozen=True, slots=True)
class CheckToggled:
    """One of the clerk's checks was made, or taken back."""

    check: Check


@dataclass(frozen=True, slots=True)
class AcceptAsked:
    """F9."""

    attempt: str = field(default_factory=new_attempt)


@dataclass(frozen=True, slots=True)
class RefuseAsked:
    """F8."""


@dataclass(frozen=True, slots=True)
class FaultChosen:
    """A reason of the list under F8."""

    fault: ParcelFault
    attempt: str = field(default_factory=new_attempt)


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """F6 or F7: this paper, once more or at last."""

    kind: PaperKind


@dataclass(frozen=True, slots=True)
class BackAsked:
    """Esc."""


@dataclass(frozen=True, slots=True)
class EnterPressed:
    """Enter on a page of its own: the page's next step."""


@dataclass(frozen=True, slots=True)
class CounterAsked:
    """To the counter."""


@dataclass(frozen=True, slots=True)
class FindAsked:
    """To Find."""


@dataclass(frozen=True, slots=True)
class SearchAsked:
    """Find is to look for this."""

    text: str


@dataclass(frozen=True, slots=True)
class RecordChosen:
    """A line of Find's list."""

    index: int


@dataclass(frozen=True, slots=True)
class ChoiceMoved:
    """Up or down in Find's list."""

    by: int


@dataclass(frozen=True, slots=True)
class LockAsked:
    """Lock."""


@dataclass(frozen=True, slots=True)
class IdleOver:
    """Nobody touched the POS for its idle time."""


@dataclass(frozen=True, slots=True)
class RetryAsked:
    """Open the station once more, after trouble."""


# What the outside answers.


@dataclass(frozen=True, slots=True)
class Opened:
    """The station is there."""

    terminal: Terminal
    demo_clerk: DemoClerk | None
    printer: PrinterStatus


@dataclass(frozen=True, slots=True)
class OpenFailed:
    """The station cannot be opened; None where the reason is a bug."""

    trouble: StartupTrouble | None


@dataclass(frozen=True, slots=True)
class PrinterChanged:
    """The printer says how it is."""

    status: PrinterStatus


@dataclass(frozen=True, slots=True)
class SignedIn(Answer):
    """The clerk may work."""

    clerk: Clerk


@dataclass(frozen=True, slots=True)
class LookedUp(Answer):
    """The RETURN CODE may be accepted."""

    ticket: int
    parcel: VerifiedReturn


@dataclass(frozen=True, slots=True)
class ParcelTaken(Answer):
    """The acceptance is durable."""

    parcel: AcceptedParcel


@dataclass(frozen=True, slots=True)
class FaultNoted(Answer):
    """The ECMS wrote down why the clerk sent the parcel away."""

    code: ReturnCode
    fault: ParcelFault


@dataclass(frozen=True, slots=True)
class HistoryKnown(Answer):
    """The steps of a code, newest first."""

    code: ReturnCode
    history: tuple[HistoryEntry, ...]


@dataclass(frozen=True, slots=True)
class ReturnsFound(Answer):
    """What a search found."""

    ticket: int
    results: tuple[ReturnRecord, ...]


@dataclass(frozen=True, slots=True)
class CopyCounted(Answer):
    """The ECMS counted a reprint."""

    copy: Reprint


@dataclass(frozen=True, slots=True)
class TodayKnown(Answer):
    """The figures beside the counter."""

    today: CounterToday


@dataclass(frozen=True, slots=True)
class NoticeKnown(Answer):
    """Whether the merchant was told of a parcel; `after_s` was waited before it was asked."""

    code: ReturnCode
    notice: NoticeToMerchant | None
    after_s: int


@dataclass(frozen=True, slots=True)
class SaidNo:
    """The ECMS refused, or is not there; nothing was changed."""

    question: Question
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Broke:
    """A question met a bug (which the log tells); nobody knows whether anything was changed."""

    question: Question


@dataclass(frozen=True, slots=True)
class PictureDrawn:
    """How a paper looks."""

    code: ReturnCode
    kind: PaperKind
    picture: bytes


@dataclass(frozen=True, slots=True)
class PaperCameOut:
    """The printer says that the whole paper came out."""

    code: ReturnCode
    kind: PaperKind


@dataclass(frozen=True, slots=True)
class PaperFailed:
    """It did not; None where nobody knows why."""

    code: ReturnCode
    kind: PaperKind
    reason: PrinterStatus | None


@dataclass(frozen=True, slots=True)
class PaperDoubtful:
    """It was sent, and only the clerk can say whether it came out whole."""

    code: ReturnCode
    kind: PaperKind
    reason: PrinterStatus | None


@dataclass(frozen=True, slots=True)
class PaperSeen:
    """F9: yes, it is out."""


SessionEvent = SignInAsked | SignedIn | LockAsked | IdleOver | RetryAsked | Opened | OpenFailed
EntryEvent = Typed | Erased | LookUpAsked
ParcelEvent = (
    Scanned
    | LookedUp
    | CheckToggled
    | AcceptAsked
    | ParcelTaken
    | RefuseAsked
    | FaultChosen
    | FaultNoted
)
PaperEvent = (
    PaperAsked | CopyCounted | PictureDrawn | PaperCameOut | PaperFailed | PaperDoubtful | PaperSeen
)
FindEvent = FindAsked | SearchAsked | RecordChosen | ChoiceMoved | ReturnsFound
MoveEvent = BackAsked | EnterPressed | CounterAsked
Report = PrinterChanged | HistoryKnown | TodayKnown
Failure = SaidNo | Broke
Event = (
    SessionEvent
    | EntryEvent
    | ParcelEvent
    | PaperEvent
    | FindEvent
    | OfficeEvent
    | DeviceEvent
    | MoveEvent
    | NoticeKnown
    | Report
    | Failure
)
