"""What pull-out, scans and reports need of a database, as protocols.

They are parts of the unit of work of `core.services.storage`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from core.domain.apo import ApoNumber, Driver
from core.domain.custody import Entry
from core.domain.merchants import Store
from core.domain.status import Status
from core.services.ecms import Clerk, Terminal
from core.services.report_papers import CountPrint
from core.services.store_office import DayReport, HeldParcel, PullOutList


@dataclass(frozen=True, slots=True)
class LineOnList:
    """Where a parcel stands on the one list that has it.

    Args:
        number: the list.
        handed_over: the driver has it.
    """

    number: ApoNumber
    handed_over: bool


@dataclass(frozen=True, slots=True)
class HandingOver:
    """A parcel goes to a driver.

    Args:
        terminal: number of the store's terminal, or "" where its own system did it.
        clerk: the clerk's number, or "".
    """

    number: ApoNumber
    order_id: int
    driver: Driver
    at: datetime
    terminal: str = ""
    clerk: str = ""


@dataclass(frozen=True, slots=True)
class ListClosing:
    """A list is closed; see `core.services.store_office.CloseList`."""

    number: ApoNumber
    driver: Driver
    count: int
    terminal: Terminal
    clerk: Clerk
    attempt: str
    at: datetime


#: A parcel of a list as a file has it: tracking number, RETURN CODE, merchant's code and name,
#: receipt, instant of acceptance, instant of handing over or "", driver, plate. The instants are
#: ISO 8601, UTC: they go to the file as they are.
ListRecord = tuple[str, str, str, str, str, str, str, str, str]


class PullOuts(Protocol):
    """The APO lists."""

    def next_stores(self, after: str) -> list[Store]:
        """The stores that follow `after` in the order of their codes.

        As many as one transaction should list: fewer hold others up for less time, more write each
        page of the database less often.
        """
        ...

    def build(
        self, stores: Sequence[Store], moving: Status, at: datetime
    ) -> list[tuple[ApoNumber, int]]:
        """New lists of all that stores hold and that is on none, and how many parcels are on each.

        Those of the status `moving` become FOR PULL OUT, with their events and their news; the
        caller has asked `core.domain.returns.check_move`. A store that holds nothing new gets no
        list.

        Args:
            stores: in the order of their codes, none between them left out.
            moving: the status from which parcels come.
            at: the present instant, by which each list has its store's day.
        """
        ...

    def of_store(self, store: Store, since: datetime) -> tuple[PullOutList, ...]:
        """The store's open lists, and those built or closed since an instant; oldest first."""
        ...

    def get(self, number: ApoNumber) -> PullOutList | None:
        """One list; a unit of work that writes holds it until its end."""
        ...

    def records(self, number: ApoNumber) -> list[ListRecord]:
        """The parcels of a list in their order, for files of thousands of lists."""
        ...

    def line_of(self, order_id: int) -> LineOnList | None:
        """The list that a parcel is on, unless it was left behind."""
        ...

    def hand_over(self, handing: HandingOver) -> None:
        """Write down who got a parcel."""
        ...

    def close(self, closing: ListClosing) -> None:
        """Close a list; what was not handed over is left behind."""
        ...

    def closing_attempt(self, number: ApoNumber) -> str:
        """The attempt that closed a list, or ""."""
        ...


@dataclass(frozen=True, slots=True)
class LedgerPart:
    """A part of the custody ledger, by places.

    Args:
        after: the place before its first entry.
        until: the place of its last entry.
        from_instant: nothing in it was entered before this instant of our own clock. What a
            handheld did without a link may have happened before.
    """

    after: int
    until: int
    from_instant: datetime


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A stored Z report; `until` is the place of the ledger's last entry that it counted."""

    report: DayReport
    until: int


@dataclass(frozen=True, slots=True)
class AcceptedGroup:
    """How many parcels of one merchant one clerk accepted at one terminal."""

    merchant_code: str
    merchant_name: str
    clerk_number: str
    clerk_name: str
    terminal: str
    number: int


class DayBooks(Protocol):
    """The day reports, and what they are made of."""

    def ledger_end(self) -> int:
        """The place of the ledger's last entry, 0 where there is none."""
        ...

    def last_closed(self, store: Store) -> ClosedDay | None:
        """The store's latest Z; a unit of work that writes holds it back from other Zs."""
        ...

    def closed(self, store: Store, number: int) -> DayReport | None:
        """An earlier Z."""
        ...

    def closed_by(self, attempt: str) -> DayReport | None:
        """The Z that this attempt took."""
        ...

    def close(self, report: DayReport, until: int, attempt: str) -> None:
        """Keep a Z."""
        ...

    def accepted(self, store: Store, part: LedgerPart) -> list[AcceptedGroup]:
        """What the store accepted in a part of the ledger."""
        ...

    def handed_over(self, store: Store, part: LedgerPart) -> int:
        """How many parcels the store gave to drivers in a part of the ledger."""
        ...

    def refused(self, store: Store, since: datetime, until: datetime) -> dict[str, int]:
        """Parcels sent away in (since, until], by the fault's name."""
        ...

    def reprints(self, store: Store, since: datetime, until: datetime) -> dict[str, int]:
        """Papers and reports printed again in (since, until], by the kind's name."""
        ...

    def count_print(self, command: CountPrint, at: datetime) -> int:
        """Count one more copy of a finished report, or give the attempt's; 0 is the original."""
        ...

    def held(self, store: Store) -> int:
        """How many parcels are at the store."""
        ...

    def overdue(self, store: Store, before: datetime, today: date, limit: int) -> list[HeldParcel]:
        """Parcels at the store that were accepted before an instant, the oldest first."""
        ...

    def accepted_on(self, store: Store, span: tuple[datetime, datetime]) -> dict[Status, int]:
        """The present status of what a store accepted from the first instant to before the last."""
        ...

    def stuck(
        self, store: Store, span: tuple[datetime, datetime], status: Status, today: date, limit: int
    ) -> list[HeldParcel]:
        """Of those, the ones that have this status now, the oldest first."""
        ...


class JobRuns(Protocol):
    """Whose turn a daily job is."""

    def claim(self, job: str, day: date, claim: str, now: datetime, until: datetime) -> bool:
        """Take a day's run, unless it is done or somebody has it until later than `now`."""
        ...

    def keep(self, job: str, day: date, claim: str, until: datetime) -> bool:
        """Hold on to a claim for longer; False where somebody else has it."""
        ...

    def end(self, job: str, day: date, claim: str, at: datetime) -> None:
        """The run is done; nobody takes it again."""
        ...


class ReadsCustody(Protocol):
    """The ledger from its first entry; reads a part at a time."""

    def entries(self) -> Iterator[Entry]:
        """Every entry, in order."""
        ...

    def unentered(self) -> int:
        """How many status events have no entry."""
        ...
