"""What the use cases need of a database, as protocols.

A unit of work is one transaction: either all that a use case did is there, or nothing of it.
Reading needs no transaction, because every question is one statement.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from core.domain.codes import ReceiptNumber, ReturnCode
from core.domain.merchants import Merchant, Store
from core.domain.orders import Item, Parcel, ReturnOrder
from core.domain.returns import Return
from core.services.ecms import (
    AcceptedLine,
    Clerk,
    HistoryEntry,
    PaperKind,
    RefuseParcel,
    Terminal,
)
from core.services.pull_out_books import DayBooks, JobRuns, PullOuts
from core.services.scan_books import Pictures, ScanBooks
from core.services.told import Notices


@dataclass(frozen=True, slots=True)
class Taken:
    """Where and when a parcel was accepted; `at` is aware, UTC."""

    store: Store
    at: datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """A return order that a reference matched, and what became of it.

    Args:
        has_code: a RETURN CODE was issued for it.
        taken: its one acceptance, or None.
    """

    order: ReturnOrder
    has_code: bool
    taken: Taken | None


@dataclass(frozen=True, slots=True)
class OrderContent:
    """A return order as a merchant wrote it, which is what a repeat is compared with.

    Args:
        uid: the merchant's unique identifier of the return.
        items: what is coming back.
        order_number: the order it belongs to, or "".
        waybill: the courier's number, or "".
        warehouse: code of the warehouse it goes back to, or "".
        validity_days: overrides the merchant's setting, or None.
        first_day: the first day it holds, or None.
        parcel: its size, or None.
    """

    uid: str
    items: tuple[Item, ...]
    order_number: str = ""
    waybill: str = ""
    warehouse: str = ""
    validity_days: int | None = None
    first_day: date | None = None
    parcel: Parcel | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """From when an order's validity counts, and its last day, both in the chain's time zone."""

    submitted_on: date
    last_day: date


@dataclass(frozen=True, slots=True)
class StoredOrder:
    """A submitted order, for the merchant's own calls.

    Args:
        submitted_on: the day from which its validity is counted.
    """

    id: int
    content: OrderContent
    submitted_on: date
    has_code: bool
    taken: Taken | None


@dataclass(frozen=True, slots=True)
class ClerkSecret:
    """A clerk and the hash of the PIN."""

    clerk: Clerk
    pin_hash: str


class Orders(Protocol):
    """The return orders that merchants submitted."""

    def matching(self, key: str) -> list[Candidate]:
        """Every order with this reference key, the latest last day first, at most 100."""
        ...

    def get(self, order_id: int) -> ReturnOrder | None:
        """One order."""
        ...

    def submitted(self, merchant_code: str, uid: str) -> StoredOrder | None:
        """What a merchant submitted under this UID."""
        ...

    def add(self, merchant_code: str, content: OrderContent, days: Days) -> None:
        """Store a new order."""
        ...

    def replace(self, order_id: int, content: OrderContent, last_day: date) -> None:
        """Store other content of an order that nobody asked to return yet."""
        ...

    def cancel(self, order_id: int, at: datetime) -> None:
        """The merchant takes it back; the first cancellation's time stays."""
        ...


class Returns(Protocol):
    """The returns that customers asked for."""

    def of_order(self, order_id: int) -> Return | None:
        """The one return of an order."""
        ...

    def expect_code(self, code: ReturnCode) -> None:
        """Say that `by_code` will ask for it: a server is asked on the way of the next question."""
        ...

    def by_code(self, code: ReturnCode) -> Return | None:
        """The return with this code; a unit of work that writes holds it until its end."""
        ...

    def is_issued(self, code: ReturnCode) -> bool:
        """Whether this code was ever issued."""
        ...

    def next_tracking_serial(self, first: int) -> int:
        """Count up the chain's serial of tracking numbers, which begins at `first`."""
        ...

    def expect_receipt(self, terminal: Terminal) -> None:
        """Say that `next_receipt` will ask for it; see `expect_code`."""
        ...

    def next_receipt(self, terminal: Terminal) -> ReceiptNumber:
        """The number that follows the terminal's last receipt, without a gap."""
        ...

    def add(self, parcel: Return) -> None:
        """Store a new return and its events; tells the merchant in the same transaction."""
        ...

    def save(self, parcel: Return) -> None:
        """Store the moves a return made; tells the merchant in the same transaction."""
        ...

    def history(self, order_id: int) -> tuple[HistoryEntry, ...]:
        """The steps of an order's return, newest first."""
        ...

    def with_tracking_number(self, digits: str) -> Return | None:
        """The return with this tracking number (17 digits)."""
        ...

    def with_reference(self, key: str, limit: int) -> list[Return]:
        """Returns whose order has this reference key, newest first."""
        ...

    def with_mobile_tail(self, tail: str, store: Store, limit: int) -> list[Return]:
        """Returns of this store whose mobile number ends so, newest first.

        Of this store means asked for or accepted here: four digits must not list the customers of
        the whole chain.
        """
        ...


class Counters(Protocol):
    """What the counters write down beside the returns, and their figures."""

    def refuse(self, order_id: int, refusal: RefuseParcel, at: datetime) -> None:
        """Write down a parcel that was sent away; a repeat of the attempt changes nothing."""
        ...

    def count_reprint(
        self, order_id: int, kind: PaperKind, terminal: Terminal, clerk: Clerk, at: datetime
    ) -> int:
        """Count one more copy of a paper; which copy it is, from 1."""
        ...

    def accepted_since(self, store: Store, since: datetime) -> int:
        """How many parcels a store accepted since an instant."""
        ...

    def waiting(self, store: Store) -> int:
        """How many accepted parcels are still at the store."""
        ...

    def last_accepted(self, terminal: Terminal, limit: int) -> tuple[AcceptedLine, ...]:
        """What a terminal accepted, newest first."""
        ...


class Attempts(Protocol):
    """Wrong numbers, counted so that nobody can go on guessing."""

    def since(self, subject: str, since: datetime) -> list[datetime]:
        """When wrong numbers of this subject were given since an instant, oldest first."""
        ...

    def add(self, subject: str, at: datetime, forget_before: datetime) -> None:
        """Write down one more; drops the subject's older ones."""
        ...

    def forget(self, subject: str) -> None:
        """Drop all of a subject's."""
        ...


class Directory(Protocol):
    """Merchants, stores, terminals and clerks."""

    def merchant(self, code: str) -> Merchant | None:
        """A merchant with its settings."""
        ...

    def save_merchant(self, merchant: Merchant) -> None:
        """Create a merchant, or change its settings."""
        ...

    def save_store(self, store: Store) -> None:
        """Create a store, or change it."""
        ...

    def store(self, code: str) -> Store | None:
        """A store."""
        ...

    def terminal(self, store_code: str, number: str) -> Terminal | None:
        """A kiosk or a POS."""
        ...

    def save_terminal(self, terminal: Terminal) -> None:
        """Set up a terminal; one that is there already stays as it is."""
        ...

    def clerk(self, number: str) -> ClerkSecret | None:
        """A clerk with the PIN's hash."""
        ...

    def save_clerk(self, clerk: Clerk, pin_hash: str) -> None:
        """Create a clerk, or give them another name or PIN."""
        ...


class UnitOfWork(Protocol):
    """One transaction's view of everything that is stored."""

    @property
    def orders(self) -> Orders:
        """The return orders."""
        ...

    @property
    def returns(self) -> Returns:
        """The returns."""
        ...

    @property
    def counters(self) -> Counters:
        """The counters' books."""
        ...

    @property
    def attempts(self) -> Attempts:
        """The wrong numbers."""
        ...

    @property
    def directory(self) -> Directory:
        """Merchants, stores, terminals, clerks."""
        ...

    @property
    def pull_outs(self) -> PullOuts:
        """The APO lists."""
        ...

    @property
    def days(self) -> DayBooks:
        """The day reports and their figures."""
        ...

    @property
    def scans(self) -> ScanBooks:
        """The refused scans."""
        ...

    @property
    def pictures(self) -> Pictures:
        """What merchants see of their returns."""
        ...

    @property
    def job_runs(self) -> JobRuns:
        """Whose turn a daily job is."""
        ...

    @property
    def notices(self) -> Notices:
        """What merchants were told."""
        ...


class Storage(Protocol):
    """Where units of work come from; any thread may ask.

    Both raise DatabaseTrouble, at any point, where the database cannot be used.
    """

    def reading(self) -> AbstractContextManager[UnitOfWork]:
        """A view for questions alone."""
        ...

    def writing(self) -> AbstractContextManager[UnitOfWork]:
        """A transaction: committed, durably, at the end of the block; undone by any exception."""
        ...
