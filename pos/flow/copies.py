"""Reports on paper and as files: the same for an APO list and a day report."""

from dataclasses import replace
from typing import assert_never

from core.services.store_office import DayReport
from pos.flow.effects import Step
from pos.flow.office_effects import FileReport, PrintReport
from pos.flow.office_events import (
    CopyEvent,
    FileAsked,
    PrintAsked,
    ReportCameOut,
    ReportDoubtful,
    ReportFailed,
    ReportFiled,
    ReportNotFiled,
)
from pos.flow.office_states import Copies, CopyPhase, Day, PullOut, Report, report_name
from pos.flow.states import State


def advance(state: State, event: CopyEvent) -> Step:
    """What follows for the report that is shown; nothing on any other page."""
    page = state.page
    if not isinstance(page, PullOut | Day):
        return state, ()
    report = page.list if isinstance(page, PullOut) else page.report
    way = page.way if isinstance(page, Day) else None
    copies = page.copies
    match event:
        case PrintAsked():
            if report is None or copies.phase is CopyPhase.PRINTING:
                return state, ()
            printing = replace(copies, phase=CopyPhase.PRINTING, reason=None)
            return _with(state, page, printing), (PrintReport(report, copies.prints, way),)
        case FileAsked(form):
            if report is None:
                return state, ()
            filing = replace(copies, form=form, filed="", not_filed=False)
            return _with(state, page, filing), (FileReport(report, form, copies.prints, way),)
        case ReportCameOut() | ReportFailed() | ReportDoubtful() | ReportFiled() | ReportNotFiled():
            if report is None or report_name(report) != event.name:
                return state, ()
            is_final = is_finished(report)
            return _with(state, page, _reported(copies, event, is_final=is_final)), ()
        case _:
            assert_never(event)


def is_finished(report: Report) -> bool:
    """Whether the report says the same for ever, so that a second paper of it is a reprint."""
    if isinstance(report, DayReport):
        return report.number is not None
    return report.closing is not None


def _reported(
    copies: Copies,
    event: ReportCameOut | ReportFailed | ReportDoubtful | ReportFiled | ReportNotFiled,
    *,
    is_final: bool,
) -> Copies:
    match event:
        case ReportCameOut():
            return replace(copies, phase=CopyPhase.OUT, prints=copies.prints + int(is_final))
        case ReportFailed(_, reason):
            return replace(copies, phase=CopyPhase.FAILED, reason=reason)
        case ReportDoubtful():
            return replace(copies, phase=CopyPhase.DOUBTFUL)
        case ReportFiled(_, path):
            return replace(copies, filed=path)
        case ReportNotFiled():
            return replace(copies, not_filed=True)
        case _:
            assert_never(event)


def _with(state: State, page: PullOut | Day, copies: Copies) -> State:
    return replace(state, page=replace(page, copies=copies))
