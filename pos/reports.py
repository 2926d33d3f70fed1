"""APO lists and day reports as papers, as A4 sheets and as records."""

from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from core.services.ecms import ParcelFault
from core.services.ports import NotPrinted, Printed, PrintOutcome, Unsure
from core.services.station import Station
from core.services.store_office import PullOutList
from core.texts import Texts
from pos.flow.office_effects import FileReport, PrintReport
from pos.flow.office_states import FileForm, Report, report_name
from pos.sentences.day import paper_words
from pos.sentences.notes import fault_reason

if TYPE_CHECKING:
    from core.documents.model import Document
    from core.documents.sheet import Record, Sheet


def print_report(effect: PrintReport, station: Station, texts: Texts) -> PrintOutcome:
    """Print every paper of a report, until one does not come out; for a worker thread.

    Raises:
        DoesNotFit: a name is absurdly long for this printer.
    """
    worst: PrintOutcome = Printed()
    for paper in _papers(effect, station, texts):
        outcome = station.press.print(paper, _kind(effect.report))
        if isinstance(outcome, NotPrinted):
            return outcome
        if isinstance(outcome, Unsure):
            worst = outcome
    return worst


def file_report(effect: FileReport, station: Station, texts: Texts) -> Path:
    """Write a report into the reports' folder; for a worker thread.

    Raises:
        OSError: the folder cannot be written to.
    """
    name = report_name(effect.report)
    match effect.form:
        case FileForm.PDF:
            return station.reports.file_pdf(_sheet(effect, station, texts), name)
        case FileForm.CSV:
            return station.reports.file_csv(_records(effect), name)


def _papers(effect: PrintReport, station: Station, texts: Texts) -> "Iterable[Document]":
    # The letters' widths load with them, so they come after the first frame.
    from core.documents.apo_list import apo_list  # noqa: PLC0415
    from core.documents.day_report import day_report  # noqa: PLC0415

    report, roll, training = effect.report, station.press.paper, station.training
    if isinstance(report, PullOutList):
        return apo_list(report, texts, roll, training=training, reprint=effect.reprint)
    paper = day_report(
        report,
        _reasons(texts),
        texts,
        roll,
        training=training,
        reprint=effect.reprint,
        way=effect.way,
    )
    return (paper,)


def _sheet(effect: FileReport, station: Station, texts: Texts) -> "Sheet":
    from core.documents.apo_list import apo_sheet  # noqa: PLC0415
    from core.documents.day_report import day_sheet  # noqa: PLC0415

    report, training = effect.report, station.training
    if isinstance(report, PullOutList):
        return apo_sheet(report, texts, training=training)
    return day_sheet(
        report,
        _reasons(texts),
        texts,
        training=training,
        way=effect.way,
    )


def _records(effect: FileReport) -> "Iterable[Record]":
    from core.documents.apo_list import apo_records  # noqa: PLC0415
    from core.documents.day_report import day_records  # noqa: PLC0415

    report = effect.report
    if isinstance(report, PullOutList):
        return apo_records(report)
    return day_records(report, effect.way)


def _kind(report: Report) -> str:
    return "apo" if isinstance(report, PullOutList) else "day"


def _reasons(texts: Texts) -> dict[Enum, str]:
    words: dict[Enum, str] = {fault: fault_reason(fault, texts) for fault in ParcelFault}
    return words | paper_words(texts)
