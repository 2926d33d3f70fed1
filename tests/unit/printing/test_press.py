"""The press proves before it sends, mixes no papers, and leaves a broken printer alone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from core.documents.blocks import Banner, Barcode, Space
from core.documents.marks import Code
from core.documents.model import Document, Paper
from core.documents.ticket import ticket
from core.domain.codes import ReturnCode
from core.printing.press import ProofPress
from core.printing.raster import render
from core.services.ports import (
    NotPrinted,
    Press,
    Printed,
    PrinterStatus,
    PrintJob,
    PrintOutcome,
)
from core.simulator.printer import SimulatedPrinter
from core.simulator.specimens import TICKET
from core.texts import Texts

_TEXTS = Texts()


def _ticket(paper: Paper, code: ReturnCode = TICKET.code) -> Document:
    return ticket(replace(TICKET, code=code), _TEXTS, paper, training=True)


@pytest.mark.parametrize("paper", Paper)
def test_what_comes_out_is_the_picture_of_the_document(tmp_path: Path, paper: Paper) -> None:
    printer = SimulatedPrinter(tmp_path, paper.width_dots)
    press: Press = ProofPress(printer)
    document = _ticket(press.paper)
    assert press.print(document, "ticket") == Printed()
    (paper_out,) = printer.papers
    with Image.open(paper_out.png) as picture:
        printed = picture.crop((0, 0, paper.width_dots, document.height)).tobytes()
    assert printed == render(document).tobytes()
    with Image.open(BytesIO(press.picture(document))) as shown:
        assert shown.tobytes() == render(document).tobytes()


def test_an_unreadable_paper_is_not_sent(tmp_path: Path) -> None:
    printer = SimulatedPrinter(tmp_path, 384)
    hidden = Document(
        Paper.MM_58,
        (Space(20), Barcode(Code.bars_of(TICKET.code), 40), Space(-41), Banner("SALE"), Space(20)),
    )
    assert ProofPress(printer).print(hidden, "ticket") == NotPrinted(PrinterStatus.OFFLINE)
    assert printer.papers == ()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "fault", [status for status in PrinterStatus if not status.can_print], ids=lambda s: s.name
)
def test_a_printer_that_cannot_print_is_sent_nothing(tmp_path: Path, fault: PrinterStatus) -> None:
    printer = SimulatedPrinter(tmp_path)
    press = ProofPress(printer)
    printer.set_status(fault)
    assert press.status() is fault
    assert press.print(_ticket(Paper.MM_80), "ticket") == NotPrinted(fault)
    assert printer.papers == ()


class _PrinterWithMemory:
    """Takes bytes in any condition and lets them out later, as many real printers do."""

    width_dots = 576

    def __init__(self) -> None:
        self.held: list[PrintJob] = []

    def status(self) -> PrinterStatus:
        return PrinterStatus.PAPER_OUT

    def send(self, job: PrintJob) -> PrintOutcome:
        self.held.append(job)
        return NotPrinted(PrinterStatus.PAPER_OUT)

    def watch(self, _: Callable[[PrinterStatus], None]) -> Callable[[], None]:
        return lambda: None


def test_no_paper_waits_in_a_printer_to_come_out_when_nobody_wants_it() -> None:
    printer = _PrinterWithMemory()
    outcome = ProofPress(printer).print(_ticket(Paper.MM_80), "ticket")
    assert outcome == NotPrinted(PrinterStatus.PAPER_OUT)
    assert printer.held == []


def test_low_paper_still_prints(tmp_path: Path) -> None:
    printer = SimulatedPrinter(tmp_path)
    printer.set_status(PrinterStatus.PAPER_LOW)
    assert ProofPress(printer).print(_ticket(Paper.MM_80), "ticket") == Printed()


def test_a_jam_in_mid_ticket_is_no_ticket_and_the_same_paper_prints_again(tmp_path: Path) -> None:
    printer = SimulatedPrinter(tmp_path)
    press = ProofPress(printer)
    printer.jam_next()
    assert press.print(_ticket(Paper.MM_80), "ticket") == NotPrinted(PrinterStatus.JAMMED)
    assert press.print(_ticket(Paper.MM_80), "ticket") == NotPrinted(PrinterStatus.JAMMED)
    printer.set_status(PrinterStatus.READY)
    assert press.print(_ticket(Paper.MM_80), "ticket") == Printed()
    assert [paper.whole for paper in printer.papers] == [False, True]


def test_a_paper_for_another_roll_is_a_bug(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="MM_58"):
        ProofPress(SimulatedPrinter(tmp_path, 576)).print(_ticket(Paper.MM_58), "ticket")


def test_the_press_passes_on_how_the_printer_is(tmp_path: Path) -> None:
    printer = SimulatedPrinter(tmp_path)
    seen: list[PrinterStatus] = []
    stop = ProofPress(printer).watch(seen.append)
    printer.set_status(PrinterStatus.COVER_OPEN)
    stop()
    printer.set_status(PrinterStatus.READY)
    assert seen == [PrinterStatus.COVER_OPEN]


def test_papers_of_many_threads_come_out_one_by_one_and_whole(tmp_path: Path) -> None:
    printer = SimulatedPrinter(tmp_path)
    press = ProofPress(printer)
    codes = [ReturnCode.draw(lambda _, body=body: body) for body in range(10**10, 10**10 + 24)]
    with ThreadPoolExecutor(8) as pool:
        tickets = (_ticket(Paper.MM_80, code) for code in codes)
        outcomes = list(pool.map(lambda document: press.print(document, "ticket"), tickets))
    assert outcomes == [Printed()] * len(codes)
    assert [paper.number for paper in printer.papers] == list(range(1, len(codes) + 1))
    read = set()
    for paper in printer.papers:
        with Image.open(paper.png) as picture:
            read |= {code.text for code in zxingcpp.read_barcodes(picture.convert("L"))}
    assert read == {code.digits for code in codes}
