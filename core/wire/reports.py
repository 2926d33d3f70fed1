"""A store's reports as bodies."""

from datetime import date

from core.domain.status import Status
from core.services import store_office as contract
from core.services.ecms import PaperKind, ParcelFault
from core.services.report_papers import ReportKind
from core.wire.base import Line, Wire, Word
from core.wire.directory import ClerkBody, StoreBody
from core.wire.numbers import InstantField, TrackingField


class CountBody(Wire):
    """How many of something."""

    key: str
    name: str
    number: int

    def value(self) -> contract.Count:
        """As the contract has it."""
        return contract.Count(self.key, self.name, self.number)


class HeldParcelBody(Wire):
    """A parcel on its way, and where it stands."""

    tracking_number: TrackingField
    merchant_name: Line
    reference: str
    status: Status
    accepted_at: InstantField
    days: int

    def value(self) -> contract.HeldParcel:
        """As the contract has it."""
        return contract.HeldParcel(
            self.tracking_number,
            self.merchant_name,
            self.reference,
            self.status,
            self.accepted_at,
            self.days,
        )


class DayReportBody(Wire):
    """An X, or, where it has a number, a Z."""

    store: StoreBody
    terminal: Word
    clerk: ClerkBody
    number: int | None
    since: InstantField | None
    until: InstantField
    accepted: int
    accepted_by_merchant: tuple[CountBody, ...]
    accepted_by_clerk: tuple[CountBody, ...]
    accepted_by_terminal: tuple[CountBody, ...]
    refused: tuple[tuple[ParcelFault, int], ...]
    handed_over: int
    held: int
    overdue: tuple[HeldParcelBody, ...]
    overdue_days: int
    reprints: tuple[tuple[PaperKind | ReportKind, int], ...]
    last_z: int

    def value(self) -> contract.DayReport:
        """As the contract has it."""
        return contract.DayReport(
            self.store.value(),
            self.terminal,
            self.clerk.value(),
            self.number,
            self.since,
            self.until,
            self.accepted,
            tuple(count.value() for count in self.accepted_by_merchant),
            tuple(count.value() for count in self.accepted_by_clerk),
            tuple(count.value() for count in self.accepted_by_terminal),
            self.refused,
            self.handed_over,
            self.held,
            tuple(parcel.value() for parcel in self.overdue),
            self.overdue_days,
            self.reprints,
            self.last_z,
        )


class LegBody(Wire):
    """One leg of the way."""

    status: Status
    reached: int
    missing_count: int
    missing: tuple[HeldParcelBody, ...]

    def value(self) -> contract.Leg:
        """As the contract has it."""
        missing = tuple(parcel.value() for parcel in self.missing)
        return contract.Leg(self.status, self.reached, self.missing_count, missing)


class ReconciliationBody(Wire):
    """Whether what was accepted on a day was listed, pulled out and received."""

    store: StoreBody
    day: date
    accepted: int
    balances: bool
    legs: tuple[LegBody, ...]

    def value(self) -> contract.Reconciliation:
        """As the contract has it."""
        legs = tuple(leg.value() for leg in self.legs)
        return contract.Reconciliation(self.store.value(), self.day, self.accepted, legs)
