"""A paper that jams by a fault: until somebody sees to it, or the fault is taken back."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.documents.model import Paper as Roll
from core.documents.ticket import ticket
from core.printing.press import compose
from core.services.ports import NotPrinted, Printed, PrinterStatus, PrintJob
from core.simulator.faults import At
from core.simulator.mains import SimulatedMains
from core.simulator.printer import SimulatedPrinter
from core.simulator.specimens import TICKET
from core.simulator.switches import Switch, Switchboard
from core.simulator.troubled_devices import TroubledPrinter
from core.texts import Texts

JAM, COVER = "kiosk-printer-jam-mid-paper", "kiosk-printer-cover-open"


@pytest.fixture
def board() -> Switchboard:
    return Switchboard(lambda: datetime(2026, 11, 21, 4, 0, tzinfo=UTC), seed=42)


@pytest.fixture
def printer(board: Switchboard, tmp_path: Path) -> TroubledPrinter:
    mains = SimulatedMains(board, At.KIOSK)
    return TroubledPrinter(SimulatedPrinter(tmp_path, 384), board, At.KIOSK, mains)


@pytest.fixture
def job() -> PrintJob:
    return compose(ticket(TICKET, Texts(), Roll.MM_58, training=True), "ticket")


def _are_whole(printer: TroubledPrinter) -> list[bool]:
    return [paper.whole for paper in printer.papers]


def test_it_stays_jammed_until_the_fault_is_taken_back(
    board: Switchboard, printer: TroubledPrinter, job: PrintJob
) -> None:
    board.switch(JAM)
    assert printer.send(job) == NotPrinted(PrinterStatus.JAMMED)
    board.off(COVER)
    assert printer.send(job) == NotPrinted(PrinterStatus.JAMMED)
    board.off(JAM)
    assert printer.send(job) == Printed()
    assert _are_whole(printer) == [False, True]


def test_all_well_is_all_well_but_what_a_hand_did_stays(
    board: Switchboard, printer: TroubledPrinter, job: PrintJob
) -> None:
    board.switch(JAM)
    assert printer.send(job) == NotPrinted(PrinterStatus.JAMMED)
    board.all_off()
    assert printer.status() is PrinterStatus.READY
    printer.set_status(PrinterStatus.JAMMED)
    board.all_off()
    assert printer.status() is PrinterStatus.JAMMED


def test_by_chance_it_costs_one_paper_and_somebody_sees_to_it(
    board: Switchboard, printer: TroubledPrinter, job: PrintJob
) -> None:
    board.switch(JAM, Switch(chance=0.5))
    sent = [printer.send(job) for _ in range(20)]
    assert 4 < sent.count(Printed()) < 16
    assert sent.count(NotPrinted(PrinterStatus.JAMMED)) == 20 - sent.count(Printed())
    assert _are_whole(printer) == [outcome == Printed() for outcome in sent]


def test_what_cannot_print_does_not_jam(
    board: Switchboard, printer: TroubledPrinter, job: PrintJob
) -> None:
    board.switch(JAM)
    printer.set_status(PrinterStatus.PAPER_OUT)
    assert printer.send(job) == NotPrinted(PrinterStatus.PAPER_OUT)
    assert JAM in board.switches
    board.off(JAM)
    printer.set_status(PrinterStatus.READY)
    assert printer.send(job) == Printed()
