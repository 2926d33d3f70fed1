"""Where the back office's pages stand: pull-out and day."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from core.domain.refusals import Refusal
from core.services.ports import PrinterStatus
from core.services.store_office import (
    DayReport,
    HandedOver,
    PullOutList,
    Reconciliation,
)


class FileForm(Enum):
    """The forms that a report is filed in; the value is the end of the file's name."""

    PDF = "pdf"
    CSV = "csv"


class CopyPhase(Enum):
    """How far the newest print of a report is."""

    PRINTING = "printing"
    OUT = "out"
    FAILED = "failed"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Copies:
    """What became of a report on paper and as a file.

    Args:
        phase: of the newest print, None before the first.
        reason: why it failed; None also where nobody knows.
        attempt: of a finished report's paper, kept until it came out: till then it is one copy.
        not_counted: it was not printed, because the ECMS could not count it.
        filed: the path of the newest file, or "".
        form: of the file that was asked for last.
        not_filed: it could not be written.
    """

    phase: CopyPhase | None = None
    reason: PrinterStatus | None = None
    attempt: str = ""
    not_counted: bool = False
    filed: str = ""
    form: FileForm | None = None
    not_filed: bool = False

    @property
    def print_in_trouble(self) -> bool:
        """Whether the newest print wants something done, so that a file's news has to wait."""
        return self.not_counted or self.phase in {CopyPhase.FAILED, CopyPhase.DOUBTFUL}


@dataclass(frozen=True, slots=True)
class DriverEntry:
    """Driver and plate as typed."""

    name: str = ""
    plate: str = ""


NO_DRIVER: Final = DriverEntry()


@dataclass(frozen=True, slots=True)
class LabelScan:
    """What the last label was, or was not.

    Args:
        scanned: as scanned or typed, for the page to show; never logged.
        handed: the parcel, if it is with the driver now.
        refusal: why not; None beside no `handed` where a bug is the reason.
        asking: the ECMS has not answered yet.
    """

    scanned: str
    handed: HandedOver | None = None
    refusal: Refusal | None = None
    asking: bool = False


class CountNote(Enum):
    """What the sentence under the counts is about."""

    INCOMPLETE = "a count is missing"
    NOT_ANSWERED = "not answered"


@dataclass(frozen=True, slots=True)
class Counting:
    """Clerk and driver count before the list is closed.

    Args:
        store: the clerk's count, as typed.
        driver: the driver's, as typed.
        note: why it is not closed, where the ECMS did not say so.
        refusal: why the ECMS did not close it.
        attempt: kept from the first press, so that a second try is the same closing.
    """

    store: str = ""
    driver: str = ""
    note: CountNote | None = None
    refusal: Refusal | None = None
    busy: bool = False
    attempt: str = ""


class PullOutNote(Enum):
    """What the sentence beside driver and list is about."""

    DRIVER_FIRST = "no driver's name"
    PLATE_FIRST = "no number plate"
    NO_LIST = "there is no list"
    CLOSED = "the list is closed"
    NOT_ANSWERED = "not answered"


@dataclass(frozen=True, slots=True)
class PullOut:
    """The pull-out page.

    Args:
        lists: the store's lists of today and those still open; None before the first answer.
        chosen: the index in `lists` of the one that is shown.
        entered: counts how often driver and plate were set by something else than typing.
        refused: labels that were refused since the last scan, which no other label's answer hides:
            up to four are asked about at once, and the driver has the parcels in hand.
        ticket: of the question under way, 0 if none is.
    """

    lists: tuple[PullOutList, ...] | None = None
    chosen: int = 0
    driver: DriverEntry = NO_DRIVER
    entered: int = 0
    note: PullOutNote | None = None
    scan: LabelScan | None = None
    refused: tuple[LabelScan, ...] = ()
    counting: Counting | None = None
    copies: Copies = Copies()
    ticket: int = 0

    @property
    def list(self) -> PullOutList | None:
        """The list that is shown."""
        return self.lists[self.chosen] if self.lists else None


class DayNote(Enum):
    """What the sentence over the day page's buttons is about."""

    NOT_ANSWERED = "not answered"
    NOT_CLOSED = "not closed"


@dataclass(frozen=True, slots=True)
class Day:
    """The day page.

    Args:
        report: an X, or a Z; None before the first answer.
        newest: the number of the store's last Z, 0 where there is none.
        way: what became of the parcels that were accepted on the chosen day.
        day: the chosen day, None for today.
        confirming: F9 was pressed once.
        attempt: kept from the first press, so that a second try is the same Z.
        ticket: of the question under way, 0 if none is.
    """

    report: DayReport | None = None
    newest: int = 0
    way: Reconciliation | None = None
    day: date | None = None
    confirming: bool = False
    busy: bool = False
    attempt: str = ""
    note: DayNote | None = None
    copies: Copies = Copies()
    ticket: int = 0


#: What can be printed and filed.
Report = PullOutList | DayReport


def report_name(report: Report) -> str:
    """What a report is called, on the disk too: no two that differ have one name, but drafts."""
    if isinstance(report, PullOutList):
        return str(report.number)
    if report.number is None:
        local = report.store.local(report.until)
        return f"X-{report.store.code}-{local:%Y%m%d-%H%M%S}"
    return f"Z-{report.store.code}-{report.number:04d}"
