"""The simulated printer keeps what came out, and a broken disk is only a printer that is off."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from core.documents.model import Paper as Roll
from core.documents.ticket import ticket
from core.printing.press import compose
from core.printing.raster import render
from core.services.ports import NotPrinted, Printed, PrinterStatus, PrintJob
from core.simulator.paper_roll import UnknownCommand, burn
from core.simulator.printer import Paper, SimulatedPrinter
from core.simulator.specimens import TICKET
from core.texts import Texts

_DOCUMENT = ticket(TICKET, Texts(), Roll.MM_58, training=True)


@pytest.fixture(scope="module")
def job() -> PrintJob:
    return compose(_DOCUMENT, "ticket")


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_picture_bytes_and_text_are_kept_side_by_side(tmp_path: Path, job: PrintJob) -> None:
    printer = SimulatedPrinter(tmp_path, 384)
    printer.send(job)
    assert _names(tmp_path) == ["0001-ticket.bin", "0001-ticket.png", "0001-ticket.txt"]
    assert printer.papers == (Paper(1, "ticket", tmp_path / "0001-ticket.png", whole=True),)
    assert (tmp_path / "0001-ticket.bin").read_bytes() == job.data
    assert (tmp_path / "0001-ticket.txt").read_text(encoding="utf-8") == job.text


def test_the_picture_is_read_from_the_bytes_alone(tmp_path: Path, job: PrintJob) -> None:
    printer = SimulatedPrinter(tmp_path, 384)
    printer.send(PrintJob("ticket", job.data, text="says something else"))
    with Image.open(printer.papers[0].png) as picture:
        assert picture.size == (384, _DOCUMENT.height + 24)
        assert picture.crop((0, 0, 384, _DOCUMENT.height)).tobytes() == render(_DOCUMENT).tobytes()


def test_numbers_go_on_after_a_restart(tmp_path: Path, job: PrintJob) -> None:
    SimulatedPrinter(tmp_path, 384).send(job)
    again = SimulatedPrinter(tmp_path, 384)
    assert again.papers == ()
    again.send(PrintJob("receipt", job.data, job.text))
    assert [paper.number for paper in again.papers] == [2]
    assert (tmp_path / "0002-receipt.png").exists()


def test_a_jammed_paper_is_half_a_picture(tmp_path: Path, job: PrintJob) -> None:
    printer = SimulatedPrinter(tmp_path, 384)
    printer.jam_next()
    printer.send(job)
    (torn,) = printer.papers
    assert not torn.whole
    with Image.open(torn.png) as picture:
        half = (_DOCUMENT.height + 24) // 2
        assert picture.size == (384, half)
        assert picture.tobytes() == render(_DOCUMENT).crop((0, 0, 384, half)).tobytes()


def test_each_paper_is_told_of_until_nobody_listens(tmp_path: Path, job: PrintJob) -> None:
    printer = SimulatedPrinter(tmp_path, 384)
    seen: list[Paper] = []
    stop = printer.watch_papers(seen.append)
    printer.send(job)
    printer.jam_next()
    printer.send(job)
    stop()
    printer.set_status(PrinterStatus.READY)
    printer.send(job)
    assert [(paper.number, paper.whole) for paper in seen] == [(1, True), (2, False)]


@pytest.mark.parametrize("status", [PrinterStatus.READY, PrinterStatus.PAPER_LOW])
def test_only_what_stops_a_paper_can_be_ordered_for_the_next(
    tmp_path: Path, status: PrinterStatus
) -> None:
    with pytest.raises(ValueError, match="stops no paper"):
        SimulatedPrinter(tmp_path).fail_next(status)


def test_a_folder_that_cannot_be_written_is_a_printer_that_is_off(
    tmp_path: Path, job: PrintJob
) -> None:
    place = tmp_path / "paper"
    place.write_text("a file where the folder should be")
    printer = SimulatedPrinter(place, 384)
    seen: list[PrinterStatus] = []
    printer.watch(seen.append)
    assert printer.send(job) == NotPrinted(PrinterStatus.OFFLINE)
    assert printer.status() is PrinterStatus.OFFLINE
    assert printer.papers == ()
    place.unlink()
    assert printer.status() is PrinterStatus.READY
    assert printer.send(job) == Printed()
    assert seen == [PrinterStatus.OFFLINE, PrinterStatus.READY]
    assert _names(place) == ["0001-ticket.bin", "0001-ticket.png", "0001-ticket.txt"]


def test_a_disk_that_fills_up_in_mid_paper_leaves_nothing_half(
    tmp_path: Path, job: PrintJob
) -> None:
    """The operating system refuses the bytes past a limit, as a full disk does."""
    (tmp_path / "job.bin").write_bytes(job.data)
    story = """
import resource, sys
from pathlib import Path
from core.services.ports import PrintJob
from core.simulator.printer import SimulatedPrinter

folder = Path(sys.argv[1])
job = PrintJob("ticket", (folder / "job.bin").read_bytes(), "text")
printer = SimulatedPrinter(folder / "paper", 384)
print(printer.send(job))
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
print(printer.send(job), printer.status())
print(sorted(path.name for path in (folder / "paper").iterdir()))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(printer.status(), printer.send(job), printer.papers[-1].png.name)
"""
    ran = subprocess.run(
        [sys.executable, "-c", story, str(tmp_path)], capture_output=True, text=True, check=True
    )
    lines = [line for line in ran.stdout.splitlines() if "paper not kept" not in line]
    assert lines == [
        "Printed()",
        "NotPrinted(reason=<PrinterStatus.OFFLINE: 'offline'>) PrinterStatus.OFFLINE",
        "['0001-ticket.bin', '0001-ticket.png', '0001-ticket.txt']",
        "PrinterStatus.READY Printed() 0002-ticket.png",
    ]


def test_dots_beyond_the_head_are_lost_as_in_life() -> None:
    wide = b"\x1b@\x1dv0\x00\x48\x00\x01\x00" + b"\xff" * 72 + b"\x1dVB\x00"
    paper = burn(wide, 384)
    assert paper.size == (384, 1)
    assert paper.tobytes() == bytes(48)


@pytest.mark.parametrize(
    "data",
    [
        b"\x1bX",
        b"\x1b@\x1d",
        b"\x1dv1\x00\x01\x00\x01\x00\xff",
        b"\x1dv0\x00\x48\x00\x02\x00\xff",
        b"\x1dVZ\x00",
    ],
)
def test_bytes_that_are_no_command_are_not_guessed_at(data: bytes) -> None:
    with pytest.raises(UnknownCommand):
        burn(data, 384)
