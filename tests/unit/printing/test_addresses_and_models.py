"""One line of the settings says where a printer is, a row of data what it is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.documents.model import Paper
from core.printing.address import (
    Address,
    Network,
    PlainFile,
    Queue,
    RawDevice,
    SerialPort,
    Simulated,
    UsbDevice,
    parse_address,
    spelled,
)
from core.printing.attached import attached_printers
from core.printing.models import model_named, models
from core.settings import PrinterAt
from core.shop.devices import choose_printer
from core.texts import Texts
from core.trouble import StartupTrouble


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("tcp://10.0.0.5", Network("10.0.0.5", 9100)),
        ("tcp://printer.shop.lan:9101", Network("printer.shop.lan", 9101)),
        ("tcp://[fe80::1]:9100", Network("fe80::1", 9100)),
        ("serial:///dev/ttyUSB0?baud=115200", SerialPort("/dev/ttyUSB0", 115200)),
        ("serial:///dev/ttyS0?flow=hardware", SerialPort("/dev/ttyS0", 38400, hardware_flow=True)),
        ("serial://COM3", SerialPort("COM3")),
        ("usb-raw:///dev/usb/lp0", RawDevice("/dev/usb/lp0")),
        ("usb://04b8:0e15", UsbDevice(0x04B8, 0x0E15)),
        ("usb://04b8:0e15?serial=J5X", UsbDevice(0x04B8, 0x0E15, "J5X")),
        ("cups://receipts", Queue("receipts")),
        ("file:///var/spool/out.bin", PlainFile("/var/spool/out.bin")),
        ("simulated:", Simulated()),
    ],
)
def test_an_address_is_read_and_spelled_alike(text: str, address: Address) -> None:
    assert parse_address(text) == address
    assert parse_address(spelled(address)) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10.0.0.5:9100",
        "tcp://",
        "tcp://10.0.0.5:99999",
        "tcp://host name",
        "serial://",
        "serial:///dev/ttyS0?baud=12345",
        "serial:///dev/ttyS0?flow=perhaps",
        "usb://epson",
        "cups://",
        "cups://-o",
        "file://",
        "http://10.0.0.5",
        "tcp://10.0.0.5?baud=9600",
    ],
)
def test_what_is_no_address_is_said(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_address(text)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        address = parse_address(text)
    except ValueError:
        return
    assert parse_address(spelled(address)) == address


def test_every_model_prints_a_paper_on_every_roll_it_takes() -> None:
    assert {"epson-tm-t20", "epson-tm-t88", "star-escpos", "bixolon-srp"} <= models().keys()
    for model in models().values():
        assert model.rolls
        for roll in model.rolls:
            assert model.paper(roll).width_dots <= model.dots(roll)
        "ñ Ñ é".encode(model.code_page[1])


def test_a_head_of_180_dots_an_inch_gets_the_narrow_paper() -> None:
    assert model_named("epson-tm-t88").paper(80) is Paper.MM_58
    assert model_named("epson-tm-t20").paper(80) is Paper.MM_80


def test_a_printer_that_takes_no_such_roll_is_a_trouble_in_words(tmp_path: Path) -> None:
    with pytest.raises(StartupTrouble) as trouble:
        choose_printer(PrinterAt(at="tcp://10.0.0.5", model="epson-tm-t88"), 58, tmp_path)
    assert "58 mm" in trouble.value.advice(Texts())


def test_attached_printers_are_found_by_what_the_system_shows(tmp_path: Path) -> None:
    (tmp_path / "dev/usb").mkdir(parents=True)
    (tmp_path / "dev/usb/lp0").touch()
    usb = tmp_path / "sys/devices/usb1/1-2"
    interface, bus = usb / "1-2:1.0", tmp_path / "sys/bus/usb/devices"
    about = tmp_path / "sys/class/usbmisc/lp0"
    for folder in (interface, bus, about):
        folder.mkdir(parents=True)
    (bus / "1-2").symlink_to(usb)
    (bus / "1-2:1.0").symlink_to(interface)
    facts = {"idVendor": "04b8", "idProduct": "0202", "manufacturer": "EPSON", "product": "TM-T88V"}
    for name, fact in facts.items():
        (usb / name).write_text(fact + "\n")
    (interface / "bInterfaceClass").write_text("07\n")
    (about / "device").symlink_to(interface)
    found = {printer.address: printer for printer in attached_printers(tmp_path)}
    assert found["usb-raw:///dev/usb/lp0"].name == "EPSON TM-T88V"
    assert found["usb-raw:///dev/usb/lp0"].model == "epson-tm-t88"
    assert found["usb://04b8:0202"].is_sure
