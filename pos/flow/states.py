"""Where the counter stands: one frozen State, and in it the page that the clerk sees."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from core.domain.codes import ReturnCode
from core.domain.refusals import Refusal, ScannedThing
from core.services.ecms import (
    Clerk,
    CounterToday,
    HistoryEntry,
    PaperKind,
    ParcelFault,
    ReturnRecord,
    Terminal,
    VerifiedReturn,
)
from core.services.ports import PrinterStatus
from core.services.station import DemoClerk
from core.services.told import NoticeToMerchant
from core.trouble import StartupTrouble
from pos.flow.device_states import Devices
from pos.flow.office_states import NO_DRIVER, Day, DriverEntry, LabelScan, PullOut
from pos.flow.tray import Phase, Tray

CODE_DIGITS: Final = 12


class Check(Enum):
    """What the clerk looks at with their own eyes (business rule 7); the value is its key."""

    SEALED = 1
    FITS = 2
    LIGHT = 3


class Link(Enum):
    """Whether the ECMS answered the last time that it was asked."""

    UNKNOWN = "unknown"
    CONNECTED = "connected"
    UNREACHABLE = "unreachable"


class LockNote(Enum):
    """What the sentence on the lock page is about."""

    INCOMPLETE = "number or PIN missing"
    WRONG_PIN = "wrong PIN"
    TOO_MANY = "too many wrong PINs"
    NOT_ANSWERED = "not answered"
    SIGN_IN_FIRST = "scanned while locked"


class EntryNote(Enum):
    """What the sentence under the manual entry is about."""

    DIGITS_ONLY = "digits only"
    TOO_MANY = "too many digits"
    TOO_FEW = "too few digits"
    WRONG_DIGIT = "wrong check digit"


class Busy(Enum):
    """What was asked of the ECMS from the verify page and is not answered yet."""

    ACCEPTING = "accepting"
    REFUSING = "refusing"


class VerifyNote(Enum):
    """What the sentence over the verify page's buttons is about."""

    CHECK_FIRST = "check first"
    NOT_ANSWERED = "not answered"


class FindNote(Enum):
    """What the sentence under the search field is about, where nothing is listed."""

    NOTHING_ENTERED = "nothing entered"
    TOO_SHORT = "too short"
    TOO_LONG = "too long"
    UNREADABLE = "unreadable"
    WRONG_DIGIT = "wrong check digit"
    NOTHING_FOUND = "nothing found"
    NOT_ANSWERED = "not answered"
    NO_PAPERS = "no papers yet"
    NOT_COUNTED = "reprint not counted"


@dataclass(frozen=True, slots=True)
class Starting:
    """The station is being opened."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The station cannot be opened; None where the reason is a bug."""

    trouble: StartupTrouble | None


@dataclass(frozen=True, slots=True)
class Locked:
    """Nobody is signed in.

    Args:
        again_in_s: seconds of the pause after too many wrong PINs.
        checking: a try is under way.
        tries: counts the answered tries, so that the page knows when to empty its PIN field.
    """

    note: LockNote | None = None
    again_in_s: int = 0
    checking: bool = False
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Ready:
    """The counter waits for a RETURN CODE; `entry` holds the digits typed so far."""

    entry: str = ""
    note: EntryNote | None = None
    strange: ScannedThing | None = None


@dataclass(frozen=True, slots=True)
class Looking:
    """A RETURN CODE is being verified."""

    code: ReturnCode
    ticket: int


@dataclass(frozen=True, slots=True)
class Verify:
    """A parcel that may be accepted, while the clerk looks at it.

    Args:
        attempt: made at the first F9 or reason and kept, so that a second try is the same wish.
    """

    parcel: VerifiedReturn
    checks: frozenset[Check] = frozenset()
    choosing: bool = False
    busy: Busy | None = None
    note: VerifyNote | None = None
    attempt: str = ""

    @property
    def may_accept(self) -> bool:
        """Whether F9 takes the parcel."""
        return self.busy is None and not self.choosing and self.checks == frozenset(Check)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The parcel is taken; how its papers do is in its Tray.

    Args:
        not_counted: a reprint was asked for and the ECMS did not answer.
        notice: what became of the notice to the merchant; None while nobody knows.
    """

    code: ReturnCode
    not_counted: bool = False
    notice: NoticeToMerchant | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A scan or entry that leads to no acceptance.

    Args:
        refusal: why; None where a bug is the reason.
        scanned: as scanned or typed, for the page to show; never logged.
        code: the RETURN CODE that it was, if it was one.
        history: of that code, newest first; None while unknown.
    """

    refusal: Refusal | None
    scanned: str
    code: ReturnCode | None = None
    history: tuple[HistoryEntry, ...] | None = None


@dataclass(frozen=True, slots=True)
class SentAway:
    """The clerk refused the parcel; its RETURN CODE stays good."""

    parcel: VerifiedReturn
    fault: ParcelFault
    history: tuple[HistoryEntry, ...] | None = None


@dataclass(frozen=True, slots=True)
class Find:
    """Looking for a return.

    Args:
        results: None before the first search.
        chosen: the index in `results` that is shown in full.
        ticket: of the search under way, 0 if none is.
        asked: counts searches, so that the page knows when its field is to be replaced.
    """

    query: str = ""
    results: tuple[ReturnRecord, ...] | None = None
    chosen: int = 0
    note: FindNote | None = None
    ticket: int = 0
    asked: int = 0

    @property
    def record(self) -> ReturnRecord | None:
        """The return that is shown in full."""
        return self.results[self.chosen] if self.results else None


Page = (
    Starting
    | Stopped
    | Locked
    | Ready
    | Looking
    | Verify
    | Accepted
    | Refused
    | SentAway
    | Find
    | PullOut
    | Day
    | Devices
)


@dataclass(frozen=True, slots=True)
class LastScan:
    """The scan before, to tell a double scan; `at` in seconds of a clock that only goes forward."""

    text: str
    at: float


@dataclass(frozen=True, slots=True)
class State:
    """All that the POS knows at one moment.

    Args:
        trays: papers that are not all in the clerk's hand, and those of the page shown.
        counting: a reprint that the ECMS was asked to count and has not answered yet.
        wanted: a paper that was asked for while the other one was under way; it comes next.
        held: what was scanned while an acceptance was under way; it comes next.
        driver: who takes the parcels away, kept while the clerk serves a customer between two.
        late_refusals: labels that were refused after the clerk had left the pull-out page.
        ticket: the number of the last question asked, so that a late answer is told apart.
    """

    page: Page = Starting()
    terminal: Terminal | None = None
    demo_clerk: DemoClerk | None = None
    clerk: Clerk | None = None
    printer: PrinterStatus | None = None
    link: Link = Link.UNKNOWN
    today: CounterToday | None = None
    trays: tuple[Tray, ...] = ()
    counting: tuple[ReturnCode, PaperKind] | None = None
    wanted: tuple[ReturnCode, PaperKind] | None = None
    held: str = ""
    driver: DriverEntry = NO_DRIVER
    late_refusals: tuple[LabelScan, ...] = ()
    last_scan: LastScan | None = None
    ticket: int = 0

    def tray(self, code: ReturnCode) -> Tray | None:
        """The papers of this code's parcel, if they are still of interest."""
        return next((tray for tray in self.trays if tray.parcel.code == code), None)

    def is_busy(self, code: ReturnCode, kind: PaperKind) -> bool:
        """Whether this very paper is under way, so that asking for it again says nothing new."""
        tray = self.tray(code)
        printing = tray is not None and tray.paper(kind).phase is Phase.PRINTING
        return printing or (code, kind) in {self.counting, self.wanted}

    @property
    def unprinted(self) -> tuple[Tray, ...]:
        """Parcels of other pages with a paper that did not come out: the clerk is reminded."""
        page = self.page
        shown = page.code if isinstance(page, Accepted) else None
        return tuple(
            tray for tray in self.trays if (tray.failed or tray.asked) and tray.parcel.code != shown
        )
