"""Reports on paper and as files: the same for an APO list and a day report."""

from dataclasses import replace
from typing import assert_never

from core.services.report_papers import CountPrint
from core.services.store_office import DayReport
from pos.flow.effects import Step
from pos.flow.office_effects import CountReport, FileReport, PrintReport
from pos.flow.office_events import (
    CopyEvent,
    FileAsked,
    PrintAsked,
    PrintCounted,
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
            return _print_asked(state, page, event)
        case PrintCounted(name, number):
            if report is None or report_name(report) != name:
                return state, ()
            return state, (PrintReport(report, number, way),)
        case FileAsked(form):
            if report is None:
                return state, ()
            filing = replace(_without_print(copies), form=form, filed="", not_filed=False)
            return _with(state, page, filing), (FileReport(report, form, way),)
        case ReportCameOut() | ReportFailed() | ReportDoubtful() | ReportFiled() | ReportNotFiled():
            if report is None or report_name(report) != event.name:
                return state, ()
            return _with(state, page, _reported(copies, event)), ()
        case _:
            assert_never(event)


def _print_asked(state: State, page: PullOut | Day, asked: PrintAsked) -> Step:
    """A draft is printed at once; a finished report when the ECMS has counted its paper."""
    report = page.list if isinstance(page, PullOut) else page.report
    if report is None or page.copies.phase is CopyPhase.PRINTING:
        return state, ()
    wanted = _without_file(page.copies)
    printing = replace(wanted, phase=CopyPhase.PRINTING, reason=None, not_counted=False)
    if not is_finished(report):
        way = page.way if isinstance(page, Day) else None
        return _with(state, page, printing), (PrintReport(report, 0, way),)
    if state.terminal is None or state.clerk is None:
        return state, ()
    attempt = page.copies.attempt or asked.attempt
    which = report.number
    if which is None:
        return state, ()
    command = CountPrint(which, state.terminal, state.clerk, attempt)
    printing = replace(printing, attempt=attempt)
    return _with(state, page, printing), (CountReport(report_name(report), command),)


def not_counted(state: State, question: CountReport) -> State:
    """What is not counted is not printed; F6 again is the same copy."""
    page = state.page
    if not isinstance(page, PullOut | Day) or page.copies.attempt != question.command.attempt:
        return state
    return _with(state, page, replace(page.copies, phase=None, not_counted=True))


def is_finished(report: Report) -> bool:
    """Whether the report says the same for ever, so that a second paper of it is a reprint."""
    if isinstance(report, DayReport):
        return report.number is not None
    return report.closing is not None


def _without_print(copies: Copies) -> Copies:
    """Without what became of the last print: the clerk goes on to a file, and is to read of that.

    The attempt stays, for F6 again is still the same paper; and so does a print under way.
    """
    if copies.phase is CopyPhase.PRINTING:
        return copies
    return replace(copies, phase=None, reason=None, not_counted=False)


def _without_file(copies: Copies) -> Copies:
    """Without what became of the last file, if that was told.

    One that is being written is still to be told of, and so is one that a print in trouble hid.
    """
    if copies.print_in_trouble or not (copies.filed or copies.not_filed):
        return copies
    return replace(copies, form=None, filed="", not_filed=False)


def _reported(
    copies: Copies,
    event: ReportCameOut | ReportFailed | ReportDoubtful | ReportFiled | ReportNotFiled,
) -> Copies:
    match event:
        case ReportCameOut():
            return replace(copies, phase=CopyPhase.OUT, attempt="")
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
