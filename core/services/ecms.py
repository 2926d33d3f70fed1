"""The one interface to the ECMS: kiosk, POS and API speak it, embedded or over the network.

Every input and output is frozen. Every method may raise a `Refusal` (an expected no) and
`EcmsUnreachable` among them; anything else it raises is a bug. All methods may be called from any
thread.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Protocol

from core.domain.codes import ReceiptNumber, ReturnCode, TrackingNumber
from core.domain.events import Place
from core.domain.merchants import Merchant, Store
from core.domain.mobile import MobileNumber
from core.domain.orders import Item
from core.domain.references import Reference, ReferenceKind
from core.domain.refusals import WrongParty
from core.domain.status import Status, Trigger, trigger_of
from core.services.told import NoticeToMerchant


@dataclass(frozen=True, slots=True)
class Terminal:
    """A kiosk or a POS, as the ECMS knows it.

    Args:
        store: where it stands.
        number: `K1` for a kiosk, `02` for a POS; unique within the store. A POS's begins with a
            digit, a kiosk's with a letter: what it is must not be a second thing to set up.
    """

    store: Store
    number: str

    def check_may_cause(self, status: Status) -> None:
        """Hold a kiosk to asking for returns and a POS to taking parcels.

        Raises:
            WrongParty: it is the other's to cause this status.
        """
        party = Trigger.POS if self.number[:1].isdigit() else Trigger.KIOSK
        if trigger_of(status) is not party:
            raise WrongParty(status, party)


@dataclass(frozen=True, slots=True)
class FoundOrder:
    """A return order that a reference matched and that may be returned here today.

    Args:
        order_id: the ECMS's number of it, for `RequestReturn`.
        kind: which of the merchant's numbers matched.
        number: that number as the merchant wrote it.
        last_day: the last day it may be handed over.
        has_code: whether a live RETURN CODE was already issued for it.
    """

    order_id: int
    merchant: Merchant
    kind: ReferenceKind
    number: str
    items: tuple[Item, ...]
    last_day: date
    has_code: bool


@dataclass(frozen=True, slots=True)
class RequestReturn:
    """The customer wants a RETURN CODE for this order.

    Args:
        attempt: a UUID made once for this customer's tap; a repeat with it is the same request.
    """

    order_id: int
    mobile: MobileNumber
    terminal: Terminal
    attempt: str


@dataclass(frozen=True, slots=True)
class IssuedReturn:
    """A RETURN CODE and all that its ticket says.

    Args:
        reference: the number that the customer knows it by, as the merchant wrote it.
        last_day: hand over by the end of this day.
        issued_at: when the code was first issued, aware, UTC.
        again: the code had been issued before this request.
    """

    code: ReturnCode
    tracking_number: TrackingNumber
    merchant: Merchant
    reference: str
    last_day: date
    terminal: Terminal
    issued_at: datetime
    again: bool


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who works at the counter.

    Args:
        number: what the clerk types, `1042`.
        name: as on the receipt, `R. Santos`.
    """

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class VerifiedReturn:
    """A RETURN CODE that may be accepted at this counter now (7-CONNECT's VERIFY).

    Args:
        days_left: whole days until `last_day`, 0 on that day.
    """

    code: ReturnCode
    tracking_number: TrackingNumber
    status: Status
    merchant: Merchant
    reference: str
    mobile: MobileNumber
    items: tuple[Item, ...]
    last_day: date
    days_left: int


@dataclass(frozen=True, slots=True)
class AcceptParcel:
    """The clerk checked the parcel and takes it (7-CONNECT's CONFIRM).

    Args:
        attempt: a UUID made once for this press of F9; a repeat with it gives the same receipt.
    """

    code: ReturnCode
    terminal: Terminal
    clerk: Clerk
    attempt: str


@dataclass(frozen=True, slots=True)
class AcceptedParcel:
    """A parcel taken at the counter and all that its receipt and label say.

    Args:
        accepted_at: the instant of the one acceptance, aware, UTC.
        warehouse: code of the warehouse the parcel goes back to, or "".
    """

    receipt: ReceiptNumber
    code: ReturnCode
    tracking_number: TrackingNumber
    merchant: Merchant
    reference: str
    mobile: MobileNumber
    items: tuple[Item, ...]
    terminal: Terminal
    clerk: Clerk
    accepted_at: datetime
    warehouse: str


class ParcelFault(Enum):
    """Why a clerk sends a parcel away."""

    NOT_SEALED = "not closed or sealed"
    TOO_LARGE = "larger than 30 × 30 × 30 cm"
    TOO_HEAVY = "heavier than 10 kg"
    WRONG_ITEMS = "not the items of this return"
    CHANGED_MIND = "the customer changed their mind"


@dataclass(frozen=True, slots=True)
class RefuseParcel:
    """The clerk did not take the parcel; the RETURN CODE stays good."""

    code: ReturnCode
    terminal: Terminal
    clerk: Clerk
    fault: ParcelFault
    attempt: str


class PaperKind(Enum):
    """The papers that can be printed again."""

    RECEIPT = "receipt"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Reprint:
    """A paper to be printed once more: what it says, and the how-manieth copy it is (from 1)."""

    parcel: AcceptedParcel
    kind: PaperKind
    number: int


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One step of a parcel's history; `at` is aware, UTC."""

    status: Status
    trigger: Trigger
    at: datetime
    place: Place
    detail: str


@dataclass(frozen=True, slots=True)
class ReturnRecord:
    """A return as Find shows it, its newest step first."""

    code: ReturnCode
    tracking_number: TrackingNumber
    status: Status
    merchant: Merchant
    reference: str
    mobile: MobileNumber
    items: tuple[Item, ...]
    last_day: date
    receipt: ReceiptNumber | None
    history: tuple[HistoryEntry, ...]


@dataclass(frozen=True, slots=True)
class AcceptedLine:
    """One line of "Last accepted"; `at` is aware, UTC."""

    code: ReturnCode
    merchant_name: str
    receipt: ReceiptNumber
    at: datetime


@dataclass(frozen=True, slots=True)
class CounterToday:
    """The counter's right-hand side.

    Args:
        accepted: parcels that this store accepted since its midnight.
        waiting: parcels of this store that wait for pull-out.
        last: what this terminal accepted, newest first, at most 8.
    """

    accepted: int
    waiting: int
    last: tuple[AcceptedLine, ...]


class Ecms(Protocol):
    """What a terminal may ask of the ECMS."""

    def terminal(self, store_code: str, number: str) -> Terminal:
        """The terminal's own identity; raises LookupError if no such terminal is set up."""
        ...

    def find_orders(self, reference: Reference, terminal: Terminal) -> tuple[FoundOrder, ...]:
        """The orders that may be returned here under this reference, soonest `last_day` first.

        Raises:
            UnknownReference: nothing matches; or the refusal of what matched, where none is open.
            TooManyAttempts: the kiosk has asked for too many unknown references in a row.
        """
        ...

    def request_return(self, request: RequestReturn) -> IssuedReturn:
        """Issue a RETURN CODE, or give the live one again (business rule 4)."""
        ...

    def sign_in(self, clerk_number: str, pin: str, terminal: Terminal) -> Clerk:
        """Let a clerk work at this terminal.

        Raises:
            WrongPin: number and PIN do not match.
            TooManyAttempts: five wrong PINs; the number is locked for five minutes.
        """
        ...

    def verify_code(self, code: ReturnCode, terminal: Terminal) -> VerifiedReturn:
        """Whether this code may be accepted here now; changes nothing."""
        ...

    def accept_parcel(self, command: AcceptParcel) -> AcceptedParcel:
        """Take the parcel: exactly once, whatever happens (business rule 3)."""
        ...

    def refuse_parcel(self, command: RefuseParcel) -> None:
        """Write down that a parcel was sent away, and why."""
        ...

    def reprint(
        self, code: ReturnCode, kind: PaperKind, terminal: Terminal, clerk: Clerk
    ) -> Reprint:
        """Count one more copy of a paper and give what it says.

        Raises:
            NotAcceptedYet: there is no such paper yet.
        """
        ...

    def find_returns(self, text: str, terminal: Terminal) -> tuple[ReturnRecord, ...]:
        """Returns by code, tracking number, reference or last four digits of the mobile number.

        Newest first, at most 20; empty where nothing matches.
        """
        ...

    def history(self, code: ReturnCode) -> tuple[HistoryEntry, ...]:
        """A return's steps, newest first; empty for a code that was never issued."""
        ...

    def notice(self, code: ReturnCode) -> NoticeToMerchant | None:
        """Whether the merchant was told that this parcel was taken; None where it was not taken."""
        ...

    def counter_today(self, terminal: Terminal) -> CounterToday:
        """The figures beside the counter."""
        ...
