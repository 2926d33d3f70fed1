"""What every printer promises, asked of each adapter in turn: each fault, before, during, after.

One is drawn in this process; the other is a real one's way, over a network to the ESC/POS twin.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from printer_twins import Case, simulated, tcp, within

from core.documents.model import Paper
from core.documents.ticket import ticket
from core.printing.press import compose
from core.services.ports import NotPrinted, Printed, PrinterStatus, PrintJob, Unsure
from core.simulator.escpos.twin import Moment
from core.simulator.specimens import TICKET
from core.texts import Texts


@pytest.fixture(params=[simulated, tcp], ids=["simulated", "tcp"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Case]:
    build: Callable[[Path, str], AbstractContextManager[Case]] = request.param
    with build(tmp_path, "epson-tm-t20") as built:
        yield built


@pytest.fixture(scope="module")
def papers() -> dict[int, PrintJob]:
    return {
        paper.width_dots: compose(ticket(TICKET, Texts(), paper, training=True), "ticket")
        for paper in Paper
    }


@pytest.fixture
def job(case: Case, papers: dict[int, PrintJob]) -> PrintJob:
    return papers[case.printer.width_dots]


_FAULTS = pytest.mark.parametrize(
    "fault", [status for status in PrinterStatus if not status.can_print], ids=lambda s: s.name
)


def test_a_printer_says_how_wide_it_prints(case: Case) -> None:
    assert Paper(case.printer.width_dots) in Paper


def test_a_ready_printer_prints_a_whole_paper(case: Case, job: PrintJob) -> None:
    assert case.printer.status() is PrinterStatus.READY
    assert case.printer.send(job) == Printed()
    assert case.whole_papers() == 1
    assert case.printer.status() is PrinterStatus.READY


def test_low_paper_is_told_and_prints(case: Case, job: PrintJob) -> None:
    case.cause(PrinterStatus.PAPER_LOW)
    assert case.printer.send(job) == Printed()
    assert case.printer.status() is PrinterStatus.PAPER_LOW
    assert case.whole_papers() == 1


@_FAULTS
def test_a_fault_before_the_paper_prints_nothing(
    case: Case, job: PrintJob, fault: PrinterStatus
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
def test_a_fault_in_mid_paper_is_no_paper(case: Case, job: PrintJob, fault: PrinterStatus) -> None:
    case.strike(fault, Moment.MID_PAPER)
    assert case.printer.send(job) in {NotPrinted(fault), Unsure(fault)}
    assert case.printer.status() is fault
    assert case.printer.send(job) == NotPrinted(fault)
    assert case.whole_papers() == 0
    case.cause(PrinterStatus.READY)
    assert case.printer.send(job) == Printed()
    assert case.whole_papers() == 1


@_FAULTS
def test_a_fault_after_the_paper_takes_nothing_back(
    case: Case, job: PrintJob, fault: PrinterStatus
) -> None:
    assert case.printer.send(job) == Printed()
    case.cause(fault)
    assert case.whole_papers() == 1
    assert case.printer.send(job) == NotPrinted(fault)
    assert case.whole_papers() == 1


@_FAULTS
def test_each_change_of_condition_is_told_once(
    case: Case, job: PrintJob, fault: PrinterStatus
) -> None:
    seen: list[PrinterStatus] = []
    stop = case.printer.watch(seen.append)
    case.strike(fault, Moment.MID_PAPER)
    case.printer.send(job)
    case.printer.send(job)
    case.cause(PrinterStatus.READY)
    case.cause(PrinterStatus.READY)
    assert within(20, lambda: seen == [fault, PrinterStatus.READY]), seen
    stop()
    stop()
    case.cause(fault)
    case.printer.status()
    assert seen == [fault, PrinterStatus.READY]


def test_a_watcher_may_ask_the_printer_back(case: Case) -> None:
    answers: list[PrinterStatus] = []
    case.printer.watch(lambda _: answers.append(case.printer.status()))
    case.cause(PrinterStatus.COVER_OPEN)
    assert within(20, lambda: answers == [PrinterStatus.COVER_OPEN])
