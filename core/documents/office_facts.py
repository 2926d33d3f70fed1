"""What the papers of the back office need to be told, by shape.

`core.services.store_office.PullOutList` and `DayReport` have these shapes; see
`core.documents.facts` for why documents name shapes and not classes.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import Enum
from typing import Protocol

from core.documents.facts import ClerkFacts
from core.domain.apo import ApoNumber, Driver
from core.domain.codes import ReceiptNumber, ReturnCode, TrackingNumber
from core.domain.merchants import Store
from core.domain.status import Status


class ListedParcelFacts(Protocol):
    """One parcel of an APO list."""

    @property
    def tracking_number(self) -> TrackingNumber:
        """What its label says."""
        ...

    @property
    def code(self) -> ReturnCode:
        """Its RETURN CODE."""
        ...

    @property
    def merchant_code(self) -> str:
        """`001`."""
        ...

    @property
    def merchant_name(self) -> str:
        """Whose parcel it is."""
        ...

    @property
    def receipt(self) -> ReceiptNumber:
        """Under which the counter took it."""
        ...

    @property
    def accepted_at(self) -> datetime:
        """When the counter took it, aware."""
        ...

    @property
    def handed_over_at(self) -> datetime | None:
        """When the driver got it, aware, or None."""
        ...

    @property
    def driver(self) -> Driver | None:
        """Who got it, or None."""
        ...


class ClosingFacts(Protocol):
    """The end of an APO list."""

    @property
    def at(self) -> datetime:
        """When it was closed, aware."""
        ...

    @property
    def clerk(self) -> ClerkFacts:
        """Who closed it."""
        ...

    @property
    def driver(self) -> Driver:
        """Who counted for the trucker."""
        ...

    @property
    def count(self) -> int:
        """Parcels handed over, as both counted them."""
        ...


class ApoFacts(Protocol):
    """What the APO list says."""

    @property
    def number(self) -> ApoNumber:
        """Its number."""
        ...

    @property
    def store(self) -> Store:
        """Whose parcels they are; its time zone is the paper's."""
        ...

    @property
    def built_at(self) -> datetime:
        """When it was made, aware."""
        ...

    @property
    def lines(self) -> Sequence[ListedParcelFacts]:
        """The parcels."""
        ...

    @property
    def handed_over(self) -> int:
        """How many the driver has."""
        ...

    @property
    def closing(self) -> ClosingFacts | None:
        """None while it is open."""
        ...


class CountFacts(Protocol):
    """How many of something."""

    @property
    def key(self) -> str:
        """A code or number."""
        ...

    @property
    def name(self) -> str:
        """Whose it is, or ""."""
        ...

    @property
    def number(self) -> int:
        """How many."""
        ...


class HeldParcelFacts(Protocol):
    """A parcel that is still at the store."""

    @property
    def tracking_number(self) -> TrackingNumber:
        """What its label says."""
        ...

    @property
    def merchant_name(self) -> str:
        """Whose parcel it is."""
        ...

    @property
    def accepted_at(self) -> datetime:
        """Since when, aware."""
        ...

    @property
    def days(self) -> int:
        """Whole days since then."""
        ...


class DayFacts(Protocol):
    """What the day report says."""

    @property
    def store(self) -> Store:
        """Whose day it is."""
        ...

    @property
    def terminal(self) -> str:
        """Where it was asked for, `02`."""
        ...

    @property
    def clerk(self) -> ClerkFacts:
        """Who asked for it."""
        ...

    @property
    def number(self) -> int | None:
        """Of a Z report, or None for an X."""
        ...

    @property
    def since(self) -> datetime | None:
        """The end of the Z before it, aware, or None for the store's first."""
        ...

    @property
    def until(self) -> datetime:
        """The instant of the report, aware."""
        ...

    @property
    def accepted(self) -> int:
        """Parcels accepted."""
        ...

    @property
    def accepted_by_merchant(self) -> Sequence[CountFacts]:
        """Of them, by merchant."""
        ...

    @property
    def accepted_by_clerk(self) -> Sequence[CountFacts]:
        """By clerk."""
        ...

    @property
    def accepted_by_terminal(self) -> Sequence[CountFacts]:
        """By terminal."""
        ...

    @property
    def refused(self) -> Sequence[tuple[Enum, int]]:
        """Parcels sent away, by reason (`core.services.ecms.ParcelFault`)."""
        ...

    @property
    def handed_over(self) -> int:
        """Parcels given to drivers."""
        ...

    @property
    def held(self) -> int:
        """Parcels still at the store."""
        ...

    @property
    def overdue(self) -> Sequence[HeldParcelFacts]:
        """Of those, what stays too long."""
        ...

    @property
    def overdue_days(self) -> int:
        """How many days the chain allows."""
        ...

    @property
    def reprints(self) -> Sequence[tuple[Enum, int]]:
        """Papers printed again, by kind (`core.services.ecms.PaperKind`)."""
        ...


class LegFacts(Protocol):
    """One leg of the way, for the parcels accepted on one day."""

    @property
    def status(self) -> Status:
        """Where the leg ends."""
        ...

    @property
    def reached(self) -> int:
        """How many got there."""
        ...

    @property
    def missing_count(self) -> int:
        """How many got to the leg before, and not there."""
        ...

    @property
    def missing(self) -> Sequence[HeldParcelFacts]:
        """Those, the oldest first; the longest list is cut."""
        ...


class WayFacts(Protocol):
    """What became of one day's parcels; `core.services.store_office.Reconciliation`."""

    @property
    def day(self) -> date:
        """The store's day of acceptance."""
        ...

    @property
    def accepted(self) -> int:
        """How many were accepted then."""
        ...

    @property
    def legs(self) -> Sequence[LegFacts]:
        """From the list to the warehouse, in order."""
        ...
