"""What the back office's pages want done; see `pos.flow.effects`."""

from dataclasses import dataclass
from datetime import date

from core.services.ecms import Clerk
from core.services.report_papers import CountPrint
from core.services.store_office import CloseDay, CloseList, HandOverParcel, Reconciliation
from pos.flow.office_states import FileForm, Report


@dataclass(frozen=True, slots=True)
class FetchLists:
    """Get the store's pull-out lists; `ticket` comes back with the answer."""

    ticket: int


@dataclass(frozen=True, slots=True)
class HandOver:
    """Give a parcel to the driver; `scanned` comes back with the answer."""

    command: HandOverParcel
    scanned: str


@dataclass(frozen=True, slots=True)
class EndList:
    """Close a list."""

    command: CloseList


@dataclass(frozen=True, slots=True)
class FetchDay:
    """Get the X report; `ticket` comes back with the answer."""

    clerk: Clerk
    ticket: int


@dataclass(frozen=True, slots=True)
class FetchWay:
    """Get what became of the parcels accepted on `day`."""

    day: date


@dataclass(frozen=True, slots=True)
class EndDay:
    """Take the Z report."""

    command: CloseDay


@dataclass(frozen=True, slots=True)
class FetchZ:
    """An earlier Z report."""

    number: int
    ticket: int


@dataclass(frozen=True, slots=True)
class CountReport:
    """Have the ECMS count a finished report's next paper; `name` is its `report_name`."""

    name: str
    command: CountPrint


@dataclass(frozen=True, slots=True)
class PrintReport:
    """Print a report, with what became of a day's parcels where that is shown beside it.

    Args:
        reprint: the how-manieth copy, 0 the original.
    """

    report: Report
    reprint: int
    way: Reconciliation | None = None


@dataclass(frozen=True, slots=True)
class FileReport:
    """Write a report into the reports' folder."""

    report: Report
    form: FileForm
    way: Reconciliation | None = None


#: Those that ask the ECMS.
OfficeQuestion = (
    FetchLists | HandOver | EndList | FetchDay | FetchZ | FetchWay | EndDay | CountReport
)
OfficeEffect = OfficeQuestion | PrintReport | FileReport
