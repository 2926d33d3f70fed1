"""Every way in which Balik says no (mission.md, "Business rules").

A refusal is expected: it has a stable code for machines, and it carries what a sentence for the
person in front of the screen needs. The sentences themselves are the screens' business. Anything
that is raised and is not a Refusal is a bug.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import ClassVar

from core.domain.merchants import Merchant, Store
from core.domain.status import Status, Trigger


class RefusalCode(StrEnum):
    """The stable names of the refusals; they may be added to, never changed."""

    UNREADABLE = "UNREADABLE"
    UNKNOWN = "UNKNOWN"
    EXPIRED = "EXPIRED"
    NOT_YET_VALID = "NOT_YET_VALID"
    ALREADY_RETURNED = "ALREADY_RETURNED"
    CANCELLED = "CANCELLED"
    MERCHANT_SUSPENDED = "MERCHANT_SUSPENDED"
    NOT_AT_THIS_STORE = "NOT_AT_THIS_STORE"
    TOO_LARGE = "TOO_LARGE"
    NOT_A_RETURN_CODE = "NOT_A_RETURN_CODE"
    NOT_A_TRACKING_NUMBER = "NOT_A_TRACKING_NUMBER"
    CODE_UNKNOWN = "CODE_UNKNOWN"
    CODE_EXPIRED = "CODE_EXPIRED"
    WRONG_CHECK_DIGIT = "WRONG_CHECK_DIGIT"
    ECMS_UNREACHABLE = "ECMS_UNREACHABLE"
    TOO_MANY_ATTEMPTS = "TOO_MANY_ATTEMPTS"
    BAD_MOBILE_NUMBER = "BAD_MOBILE_NUMBER"
    WRONG_PIN = "WRONG_PIN"
    OUT_OF_ORDER = "OUT_OF_ORDER"
    WRONG_PARTY = "WRONG_PARTY"
    NOT_ACCEPTED_YET = "NOT_ACCEPTED_YET"
    ALREADY_REQUESTED = "ALREADY_REQUESTED"
    PARCEL_UNKNOWN = "PARCEL_UNKNOWN"
    NOT_ON_LIST = "NOT_ON_LIST"
    LIST_UNKNOWN = "LIST_UNKNOWN"
    LIST_CLOSED = "LIST_CLOSED"
    COUNTS_DIFFER = "COUNTS_DIFFER"
    BAD_DRIVER = "BAD_DRIVER"
    BAD_PLATE = "BAD_PLATE"
    REPORT_UNKNOWN = "REPORT_UNKNOWN"


class ScannedThing(Enum):
    """What a scan turned out to be when it was not what the screen asked for."""

    NOTHING = "nothing"
    TOO_LONG = "too long"
    UNREADABLE = "unreadable"
    RETURN_CODE = "a RETURN CODE"
    MISTYPED_CODE = "a mistyped RETURN CODE"
    INCOMPLETE_CODE = "an incomplete RETURN CODE"
    TWO_CODES = "two codes at once"
    TRACKING_NUMBER = "a tracking number"
    PRODUCT = "a product's barcode"
    OTHER_GS1 = "another GS1 barcode"
    REFERENCE = "a merchant's reference"


class Refusal(Exception):  # noqa: N818 - the shop says "refusal"; it is no error of the program
    """A rule said no, nothing was changed."""

    code: ClassVar[RefusalCode]

    def __str__(self) -> str:
        """The code alone: what it carries may be a customer's, and a log must not hold that."""
        return self.code.value


@dataclass(eq=False)
class Unreadable(Refusal):
    """What was typed or scanned cannot be a UID, order number or waybill number."""

    code: ClassVar = RefusalCode.UNREADABLE
    thing: ScannedThing


@dataclass(eq=False)
class UnknownReference(Refusal):
    """No merchant submitted this reference; `thing` says what it looks like instead."""

    code: ClassVar = RefusalCode.UNKNOWN
    thing: ScannedThing | None = None


@dataclass(eq=False)
class Expired(Refusal):
    """The return order's last day is over."""

    code: ClassVar = RefusalCode.EXPIRED
    merchant: Merchant
    last_day: date


@dataclass(eq=False)
class NotYetValid(Refusal):
    """The return order's first day is still to come."""

    code: ClassVar = RefusalCode.NOT_YET_VALID
    merchant: Merchant
    first_day: date


@dataclass(eq=False)
class AlreadyReturned(Refusal):
    """The parcel was accepted before; `at` is the store's local time."""

    code: ClassVar = RefusalCode.ALREADY_RETURNED
    merchant: Merchant
    store: Store
    at: datetime


@dataclass(eq=False)
class Cancelled(Refusal):
    """The merchant took the return order back."""

    code: ClassVar = RefusalCode.CANCELLED
    merchant: Merchant


@dataclass(eq=False)
class MerchantSuspended(Refusal):
    """The merchant takes no returns at present."""

    code: ClassVar = RefusalCode.MERCHANT_SUSPENDED
    merchant: Merchant


@dataclass(eq=False)
class NotAtThisStore(Refusal):
    """The merchant does not serve this store or its region."""

    code: ClassVar = RefusalCode.NOT_AT_THIS_STORE
    merchant: Merchant
    store: Store


@dataclass(eq=False)
class TooLarge(Refusal):
    """The merchant's own data already shows the parcel over 30 × 30 × 30 cm or 10 kg."""

    code: ClassVar = RefusalCode.TOO_LARGE
    merchant: Merchant


@dataclass(eq=False)
class NotAReturnCode(Refusal):
    """A scan or entry at the counter is something else."""

    code: ClassVar = RefusalCode.NOT_A_RETURN_CODE
    thing: ScannedThing


@dataclass(eq=False)
class NotATrackingNumber(Refusal):
    """A scan where a parcel label is expected is something else."""

    code: ClassVar = RefusalCode.NOT_A_TRACKING_NUMBER
    thing: ScannedThing


@dataclass(eq=False)
class CodeUnknown(Refusal):
    """A well-formed RETURN CODE that was never issued."""

    code: ClassVar = RefusalCode.CODE_UNKNOWN
    entered: str


@dataclass(eq=False)
class CodeExpired(Refusal):
    """A genuine RETURN CODE whose return order has expired meanwhile."""

    code: ClassVar = RefusalCode.CODE_EXPIRED
    merchant: Merchant
    last_day: date


@dataclass(eq=False)
class WrongCheckDigit(Refusal):
    """The right number of digits, one of them wrong."""

    code: ClassVar = RefusalCode.WRONG_CHECK_DIGIT
    entered: str


@dataclass(eq=False)
class EcmsUnreachable(Refusal):
    """The returns service did not answer."""

    code: ClassVar = RefusalCode.ECMS_UNREACHABLE


@dataclass(eq=False)
class TooManyAttempts(Refusal):
    """Too many wrong numbers in a row; `again_in_s` seconds until the next try counts."""

    code: ClassVar = RefusalCode.TOO_MANY_ATTEMPTS
    again_in_s: int


@dataclass(eq=False)
class BadMobileNumber(Refusal):
    """Not eleven digits beginning with 09."""

    code: ClassVar = RefusalCode.BAD_MOBILE_NUMBER


@dataclass(eq=False)
class WrongPin(Refusal):
    """Clerk number and PIN do not belong together (which of the two is wrong is not said)."""

    code: ClassVar = RefusalCode.WRONG_PIN


@dataclass(eq=False)
class OutOfOrder(Refusal):
    """A move that is not the next one on the line."""

    code: ClassVar = RefusalCode.OUT_OF_ORDER
    current: Status
    asked: Status


@dataclass(eq=False)
class WrongParty(Refusal):
    """A move asked by a party that may not cause it."""

    code: ClassVar = RefusalCode.WRONG_PARTY
    asked: Status
    by: Trigger


@dataclass(eq=False)
class NotAcceptedYet(Refusal):
    """A receipt or label was asked for a parcel that was never taken at a counter."""

    code: ClassVar = RefusalCode.NOT_ACCEPTED_YET


@dataclass(eq=False)
class AlreadyRequested(Refusal):
    """A merchant would change a return order after its customer asked for the return."""

    code: ClassVar = RefusalCode.ALREADY_REQUESTED
    merchant: Merchant


#: Every refusal there is: a `match` over it that forgets one is found by the type checker.
AnyRefusal = (
    AlreadyRequested
    | AlreadyReturned
    | BadMobileNumber
    | Cancelled
    | CodeExpired
    | CodeUnknown
    | EcmsUnreachable
    | Expired
    | MerchantSuspended
    | NotAcceptedYet
    | NotAReturnCode
    | NotATrackingNumber
    | NotAtThisStore
    | NotYetValid
    | OutOfOrder
    | TooLarge
    | TooManyAttempts
    | UnknownReference
    | Unreadable
    | WrongCheckDigit
    | WrongParty
    | WrongPin
)
