"""What every printer promises, asked of each adapter in turn: each fault, before, during, after.

The simulated printer is the first; a real one joins by a `_Case` that can cause the same faults.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.documents.model import Paper
from core.documents.ticket import ticket
from core.printing.press import compose
from core.services.ports import NotPrinted, Printed, Printer, PrinterStatus, PrintJob
from core.simulator.printer import SimulatedPrinter
from core.simulator.specimens import TICKET
from core.texts import Texts


@dataclass(frozen=True, slots=True)
class _Case:
    """A printer, how to break it, and how many whole papers lie under it."""

    printer: Printer
    cause: Callable[[PrinterStatus], None]
    cause_in_mid_paper: Callable[[PrinterStatus], None]
    whole_papers: Callable[[], int]


def _simulated(folder: Path) -> _Case:
    printer = SimulatedPrinter(folder, Paper.MM_58.width_dots)
    return _Case(
        printer,
        printer.set_status,
        printer.fail_next,
        lambda: sum(paper.whole for paper in printer.papers),
    )


@pytest.fixture(params=[_simulated], ids=["simulated"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> _Case:
    build: Callable[[Path], _Case] = request.param
    return build(tmp_path)


@pytest.fixture(scope="module")
def job() -> PrintJob:
    return compose(ticket(TICKET, Texts(), Paper.MM_58, training=True), "ticket")


_FAULTS = pytest.mark.parametrize(
    "fault", [status for status in PrinterStatus if not status.can_print], ids=lambda s: s.name
)


def test_a_printer_says_how_wide_it_prints(case: _Case) -> None:
    assert Paper(case.printer.width_dots) in Paper


def test_a_ready_printer_prints_a_whole_paper(case: _Case, job: PrintJob) -> None:
    assert case.printer.status() is PrinterStatus.READY
    assert case.printer.send(job) == Printed()
    assert case.whole_papers() == 1
    assert case.printer.status() is PrinterStatus.READY


def test_low_paper_is_told_and_prints(case: _Case, job: PrintJob) -> None:
    case.cause(PrinterStatus.PAPER_LOW)
    assert case.printer.send(job) == Printed()
    assert case.printer.status() is PrinterStatus.PAPER_LOW
    assert case.whole_papers() == 1


@_FAULTS
def test_a_fault_before_the_paper_prints_nothing(
    case: _Case, job: PrintJob, fault: PrinterStatus
) -> None:
    case.cause(fault)
    assert case.printer.status() is fault
    assert case.printer.send(job) == NotPrinted(fault)
    assert case.whole_papers() == 0
    case.cause(PrinterStatus.READY)
    assert case.whole_papers() == 0, "what was refused does not come out later"
    assert case.printer.send(job) == Printed()
    assert case.whole_papers() == 1


@_FAULTS
def test_a_fault_in_mid_paper_is_no_paper(case: _Case, job: PrintJob, fault: PrinterStatus) -> None:
    case.cause_in_mid_paper(fault)
    assert case.printer.send(job) == NotPrinted(fault)
    assert case.printer.status() is fault
    assert case.printer.send(job) == NotPrinted(fault)
    assert case.whole_papers() == 0
    case.cause(PrinterStatus.READY)
    assert case.printer.send(job) == Printed()
    assert case.whole_papers() == 1


@_FAULTS
def test_a_fault_after_the_paper_takes_nothing_back(
    case: _Case, job: PrintJob, fault: PrinterStatus
) -> None:
    assert case.printer.send(job) == Printed()
    case.cause(fault)
    assert case.whole_papers() == 1
    assert case.printer.send(job) == NotPrinted(fault)
    assert case.whole_papers() == 1


@_FAULTS
def test_each_change_of_condition_is_told_once(
    case: _Case, job: PrintJob, fault: PrinterStatus
) -> None:
    seen: list[PrinterStatus] = []
    stop = case.printer.watch(seen.append)
    case.cause_in_mid_paper(fault)
    case.printer.send(job)
    case.printer.send(job)
    case.cause(PrinterStatus.READY)
    case.cause(PrinterStatus.READY)
    assert seen == [fault, PrinterStatus.READY]
    stop()
    stop()
    case.cause(fault)
    assert seen == [fault, PrinterStatus.READY]


def test_a_watcher_may_ask_the_printer_back(case: _Case) -> None:
    answers: list[PrinterStatus] = []
    case.printer.watch(lambda _: answers.append(case.printer.status()))
    case.cause(PrinterStatus.COVER_OPEN)
    assert answers == [PrinterStatus.COVER_OPEN]
