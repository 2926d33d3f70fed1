"""`balik printer` is a printer for any program: python-escpos prints on it, and Balik reads it."""

import contextlib
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from escpos.printer import Network as EscposNetwork
from PIL import Image
from printer_program import PrinterProgram

from core.services.ports import PrinterStatus


@pytest.fixture
def program(tmp_path: Path) -> Iterator[PrinterProgram]:
    command = [sys.executable, "-m", "core.cli", "printer", "--port", "0", "--to", str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        yield PrinterProgram(process)
        process.communicate("quit\n", timeout=30)
    assert process.returncode == 0


def test_a_strangers_bytes_come_out_as_it_meant_them(program: PrinterProgram) -> None:
    printer = EscposNetwork("127.0.0.1", program.port, profile="TM-T20II")
    with contextlib.redirect_stdout(io.StringIO()):
        printer.text("Señora Peña, Niño, Ñ\n")
        printer.set(align="center", bold=True, double_height=True, double_width=True)
        printer.text("182212342345\n")
        printer.barcode("{B182212342345", "CODE128", function_type="B", width=3, pos="OFF")
        printer.text("\n")
        printer.qr("182212342345", native=True, size=6)
        printer.text("\n")
        printer.cut()
        printer.close()
    png = Path(program.says("whole").partition(" (")[0])
    assert png.with_suffix(".txt").read_text("utf-8").startswith("Señora Peña, Niño, Ñ\n18221234")
    with Image.open(png) as picture:
        found = zxingcpp.read_barcodes(picture.convert("L"))
    assert sorted((code.format.name, code.text) for code in found) == [
        ("Code128", "182212342345"),
        ("QRCode", "182212342345"),
    ]


def test_a_hand_opens_and_closes_it(program: PrinterProgram) -> None:
    printer = program.as_balik_sees_it()
    assert printer.status() is PrinterStatus.READY
    for order, status in {
        "open": PrinterStatus.COVER_OPEN,
        "hot": PrinterStatus.OVERHEATED,
        "unplug": PrinterStatus.OFFLINE,
    }.items():
        program.orders(order)
        program.waits_for(printer, status)
    program.orders("plug")
    program.orders("ok")
    program.waits_for(printer, PrinterStatus.READY)
