"""The store's back office (SBS): hand over, prove and reconcile what a store took.

Beside `core.services.ecms.Ecms`, in the same manner: every input and output is frozen, every method
may raise a `Refusal` (`core.domain.pull_out_refusals`, `EcmsUnreachable` among them), anything else
it raises is a bug, and any thread may call. All instants are aware, UTC; a page shows them by
`terminal.store.local`.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from core.domain.apo import ApoNumber, Driver
from core.domain.codes import ReceiptNumber, ReturnCode, TrackingNumber
from core.domain.merchants import Store
from core.domain.status import Status
from core.services.ecms import Clerk, PaperKind, ParcelFault, Terminal
from core.services.report_papers import CountPrint, ReportKind


@dataclass(frozen=True, slots=True)
class PullOutLine:
    """One parcel of an APO list.

    Args:
        reference: the number that the customer knows it by.
        handed_over_at: when the driver got it, or None while it is to be handed over.
        driver: who got it, or None.
        left: the list was closed without it; it goes on the next list.
    """

    tracking_number: TrackingNumber
    code: ReturnCode
    merchant_code: str
    merchant_name: str
    reference: str
    receipt: ReceiptNumber
    accepted_at: datetime
    handed_over_at: datetime | None = None
    driver: Driver | None = None
    left: bool = False


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a list, on which store and driver agreed.

    Args:
        count: parcels handed over, as both counted them.
    """

    at: datetime
    clerk: Clerk
    terminal: str
    driver: Driver
    count: int


@dataclass(frozen=True, slots=True)
class PullOutList:
    """An APO list with its parcels, in the order in which they were accepted.

    Args:
        closing: None while it is open.
    """

    number: ApoNumber
    store: Store
    built_at: datetime
    lines: tuple[PullOutLine, ...]
    closing: Closing | None = None

    @property
    def handed_over(self) -> int:
        """How many parcels the driver has."""
        return sum(line.handed_over_at is not None for line in self.lines)

    @property
    def missing(self) -> tuple[PullOutLine, ...]:
        """What was not handed over."""
        return tuple(line for line in self.lines if line.handed_over_at is None)


@dataclass(frozen=True, slots=True)
class HandOverParcel:
    """The clerk gives one parcel to the driver (SBS Returns); a repeat changes nothing.

    Args:
        parcel: its label, or the RETURN CODE on its paper; see `parse_parcel`.
    """

    number: ApoNumber
    parcel: TrackingNumber | ReturnCode
    driver: Driver
    terminal: Terminal
    clerk: Clerk


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A parcel that the driver has.

    Args:
        handed_over: how many of the list the driver has now.
        listed: how many are on the list.
        again: it had been handed over before this scan.
    """

    line: PullOutLine
    handed_over: int
    listed: int
    again: bool


@dataclass(frozen=True, slots=True)
class CloseList:
    """Clerk and driver have counted, and the driver leaves.

    Args:
        store_count: parcels that the clerk counted out.
        driver_count: parcels that the driver counted in.
        attempt: a UUID made once for this press; a repeat with it gives the same closing.
    """

    number: ApoNumber
    driver: Driver
    store_count: int
    driver_count: int
    terminal: Terminal
    clerk: Clerk
    attempt: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many of something; `name` is a person's or a merchant's, "" where the key says it."""

    key: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class HeldParcel:
    """A parcel that is still at the store.

    Args:
        days: whole days since its acceptance, in the store's time zone.
    """

    tracking_number: TrackingNumber
    merchant_name: str
    reference: str
    status: Status
    accepted_at: datetime
    days: int


@dataclass(frozen=True, slots=True)
class DayReport:
    """A store's figures since its last Z: an X, or, where `number` is set, a Z.

    Each tuple of counts is sorted by key and leaves out what is zero.

    Args:
        number: counts the store's Z reports from 1, or None for an X.
        since: the end of the Z before it, or None for the store's first.
        until: the instant of the report.
        clerk: who asked for it.
        accepted: parcels accepted in this time.
        accepted_by_merchant: of them, by merchant code.
        accepted_by_clerk: by clerk number.
        accepted_by_terminal: by terminal number.
        refused: parcels sent away, by reason; never zero counts.
        handed_over: parcels given to drivers in this time.
        held: parcels at the store at `until`.
        overdue: of those, who stay longer than the chain allows; the longest first.
        overdue_days: how many days the chain allows.
        reprints: papers printed again, by kind; lists and Z reports among them.
        last_z: the number of the store's Z before this report, 0 where there is none.
    """

    store: Store
    terminal: str
    clerk: Clerk
    number: int | None
    since: datetime | None
    until: datetime
    accepted: int
    accepted_by_merchant: tuple[Count, ...] = ()
    accepted_by_clerk: tuple[Count, ...] = ()
    accepted_by_terminal: tuple[Count, ...] = ()
    refused: tuple[tuple[ParcelFault, int], ...] = ()
    handed_over: int = 0
    held: int = 0
    overdue: tuple[HeldParcel, ...] = ()
    overdue_days: int = 7
    reprints: tuple[tuple[PaperKind | ReportKind, int], ...] = ()
    last_z: int = 0


@dataclass(frozen=True, slots=True)
class CloseDay:
    """The store takes its Z report.

    Args:
        attempt: a UUID made once for this press; a repeat with it gives the same report.
    """

    terminal: Terminal
    clerk: Clerk
    attempt: str


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg of the way, for the parcels that a store accepted on one day.

    Args:
        status: where the leg ends: FOR PULL OUT, PULLED OUT FROM STORE and so on.
        reached: how many got there.
        missing: those that reached the leg before, and not this one; the oldest first, at most 100.
        missing_count: how many those are in all.
    """

    status: Status
    reached: int
    missing_count: int
    missing: tuple[HeldParcel, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Whether what a store accepted on one day was listed, pulled out and received.

    Args:
        day: the store's day of acceptance.
        accepted: how many it accepted then.
        legs: FOR PULL OUT to FOR RETURN TO MERCHANT (received at the warehouse), in order.
    """

    store: Store
    day: date
    accepted: int
    legs: tuple[Leg, ...]

    @property
    def balances(self) -> bool:
        """Whether accepted = listed = pulled out = received."""
        return all(leg.missing_count == 0 for leg in self.legs)


class StoreOffice(Protocol):
    """What a store's back office may ask of the ECMS; a terminal asks for its own store."""

    def pull_out_lists(self, terminal: Terminal) -> tuple[PullOutList, ...]:
        """Every open list, and those built or closed today (the store's day); oldest first."""
        ...

    def pull_out_list(self, number: ApoNumber, terminal: Terminal) -> PullOutList:
        """One list, of whatever day.

        Raises:
            ListUnknown: this store has no such list.
        """
        ...

    def hand_over_parcel(self, command: HandOverParcel) -> HandedOver:
        """Give one parcel to the driver: FOR PULL OUT becomes PULLED OUT FROM STORE.

        The same parcel again is harmless (`HandedOver.again`), whoever the driver is by now.

        Raises:
            ParcelUnknown: a label that was never issued here, or of another chain.
            CodeUnknown: a RETURN CODE that was never issued.
            NotOnList: it is on another list, or on none; says which, and its status.
            ListUnknown: this store has no such list.
            ListClosed: the list is closed.
        """
        ...

    def close_list(self, command: CloseList) -> PullOutList:
        """End the hand-over; what was not handed over goes on the next list.

        Raises:
            CountsDiffer: store, driver and scans do not agree; nothing is closed.
            ListClosed: another press closed it.
            ListUnknown: this store has no such list.
        """
        ...

    def day_so_far(self, terminal: Terminal, clerk: Clerk) -> DayReport:
        """The X report: the figures since the last Z; changes nothing."""
        ...

    def close_day(self, command: CloseDay) -> DayReport:
        """The Z report: counts the next number, and the next report begins where it ends."""
        ...

    def closed_day(self, number: int, terminal: Terminal) -> DayReport:
        """An earlier Z report, as it was.

        Raises:
            ReportUnknown: this store has no such report.
        """
        ...

    def count_print(self, command: CountPrint) -> int:
        """A closed list or a Z goes on paper: the how-manieth copy it is, 0 the original.

        Raises:
            ListUnknown: this store has no such list.
            ReportUnknown: it has no such Z, or the list is still open.
        """
        ...

    def reconcile(self, day: date, terminal: Terminal) -> Reconciliation:
        """What became of the parcels that this store accepted on `day`."""
        ...
