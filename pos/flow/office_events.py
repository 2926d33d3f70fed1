"""What can happen on the back office's pages; see `pos.flow.events`."""

from dataclasses import dataclass, field

from core.services.ports import PrinterStatus
from core.services.store_office import DayReport, HandedOver, PullOutList, Reconciliation
from pos.flow.answers import Answer, new_attempt
from pos.flow.office_states import FileForm

# What the clerk does.


@dataclass(frozen=True, slots=True)
class PullOutAsked:
    """To the pull-out page, or a fresh look at it."""


@dataclass(frozen=True, slots=True)
class DayAsked:
    """To the day page, or a fresh look at it."""


@dataclass(frozen=True, slots=True)
class DriverTyped:
    """Driver and plate, as they stand in their fields."""

    name: str
    plate: str


@dataclass(frozen=True, slots=True)
class LabelEntered:
    """A label that does not scan was typed."""

    text: str


@dataclass(frozen=True, slots=True)
class ListMoved:
    """To another of the day's lists."""

    by: int


@dataclass(frozen=True, slots=True)
class CloseAsked:
    """F9: close the list, or the day; the second one means it."""

    attempt: str = field(default_factory=new_attempt)


@dataclass(frozen=True, slots=True)
class CountsTyped:
    """Both sides' counts, as they stand in their fields."""

    store: str
    driver: str


@dataclass(frozen=True, slots=True)
class DayMoved:
    """To another day's parcels."""

    by: int


@dataclass(frozen=True, slots=True)
class ReportMoved:
    """To an earlier or later Z, or back to the day so far."""

    by: int


@dataclass(frozen=True, slots=True)
class PrintAsked:
    """F6: the report on paper."""

    attempt: str = field(default_factory=new_attempt)


@dataclass(frozen=True, slots=True)
class FileAsked:
    """F7 or F8: the report as a file."""

    form: FileForm


# What the outside answers.


@dataclass(frozen=True, slots=True)
class ListsKnown(Answer):
    """The store's pull-out lists."""

    ticket: int
    lists: tuple[PullOutList, ...]


@dataclass(frozen=True, slots=True)
class ParcelHandedOver(Answer):
    """The driver has the parcel."""

    scanned: str
    handed: HandedOver


@dataclass(frozen=True, slots=True)
class ListEnded(Answer):
    """The list is closed."""

    list: PullOutList


@dataclass(frozen=True, slots=True)
class DayKnown(Answer):
    """The X report, or an earlier Z."""

    ticket: int
    report: DayReport


@dataclass(frozen=True, slots=True)
class WayKnown(Answer):
    """What became of one day's parcels."""

    way: Reconciliation


@dataclass(frozen=True, slots=True)
class DayEnded(Answer):
    """The Z report."""

    report: DayReport


@dataclass(frozen=True, slots=True)
class PrintCounted(Answer):
    """The how-manieth copy the next paper is; 0 is the original."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class ReportCameOut:
    """The printer says that the whole report came out; `name` is its `report_name`."""

    name: str


@dataclass(frozen=True, slots=True)
class ReportFailed:
    """It did not; None where nobody knows why."""

    name: str
    reason: PrinterStatus | None


@dataclass(frozen=True, slots=True)
class ReportDoubtful:
    """It was sent, and only the clerk can say whether it came out whole."""

    name: str


@dataclass(frozen=True, slots=True)
class ReportFiled:
    """The report is a file."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class ReportNotFiled:
    """The file could not be written."""

    name: str


CopyEvent = (
    PrintAsked
    | FileAsked
    | PrintCounted
    | ReportCameOut
    | ReportFailed
    | ReportDoubtful
    | ReportFiled
    | ReportNotFiled
)
PullOutEvent = (
    PullOutAsked
    | DriverTyped
    | LabelEntered
    | ListMoved
    | CountsTyped
    | ListsKnown
    | ParcelHandedOver
    | ListEnded
)
DayEvent = DayAsked | DayMoved | ReportMoved | DayKnown | WayKnown | DayEnded
OfficeEvent = CopyEvent | PullOutEvent | DayEvent | CloseAsked
