"""How Balik says no between the counter and the merchant; see `core.domain.refusals`."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.domain.refusals import OutOfOrder, Refusal, RefusalCode, WrongParty
from core.domain.status import Status


@dataclass(eq=False)
class ParcelUnknown(Refusal):
    """A sound label whose tracking number was never issued here.

    Args:
        entered: the tracking number's 17 digits.
        foreign: its prefix is not this chain's: a label of somebody else.
    """

    code: ClassVar = RefusalCode.PARCEL_UNKNOWN
    entered: str
    foreign: bool


@dataclass(eq=False)
class NotOnList(Refusal):
    """The parcel is not on the list that is being handed over.

    Args:
        apo: the list in question, or "" where the store was asked for any.
        other: the list that it is on, "" for none; another store's number begins so.
        current: its status.
    """

    code: ClassVar = RefusalCode.NOT_ON_LIST
    apo: str
    other: str
    current: Status


@dataclass(eq=False)
class ListUnknown(Refusal):
    """No such list of this store."""

    code: ClassVar = RefusalCode.LIST_UNKNOWN
    apo: str


@dataclass(eq=False)
class ListClosed(Refusal):
    """The list was closed before; `at` is aware, UTC."""

    code: ClassVar = RefusalCode.LIST_CLOSED
    apo: str
    at: datetime


@dataclass(eq=False)
class CountsDiffer(Refusal):
    """Store and driver did not count what was scanned; nothing was closed.

    Args:
        handed_over: how many were scanned.
        store_count: how many the clerk counted.
        driver_count: how many the driver counted.
    """

    code: ClassVar = RefusalCode.COUNTS_DIFFER
    handed_over: int
    store_count: int
    driver_count: int


@dataclass(eq=False)
class BadDriver(Refusal):
    """No driver's name."""

    code: ClassVar = RefusalCode.BAD_DRIVER


@dataclass(eq=False)
class BadPlate(Refusal):
    """No number plate."""

    code: ClassVar = RefusalCode.BAD_PLATE


@dataclass(eq=False)
class ReportUnknown(Refusal):
    """No day was closed under this number."""

    code: ClassVar = RefusalCode.REPORT_UNKNOWN


#: What pull-out and day pages may hear beside `core.domain.refusals.AnyRefusal`.
AnyPullOutRefusal = (
    BadDriver
    | BadPlate
    | CountsDiffer
    | ListClosed
    | ListUnknown
    | NotOnList
    | OutOfOrder
    | ParcelUnknown
    | ReportUnknown
    | WrongParty
)
