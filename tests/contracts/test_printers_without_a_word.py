"""Lines that bring nothing back, or less than the printer's word: a person is asked."""

# ruff: noqa: ARG002 - libusb names what its calls are given, needed or not

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import usb.backend
import usb.core
from printer_twins import fifo, within

from core.documents.blocks import Barcode, Space
from core.documents.marks import Code
from core.documents.model import Document, Paper
from core.printing.address import PlainFile, Queue, RawDevice, UsbDevice
from core.printing.conversation import Patience
from core.printing.escpos_printer import EscposPrinter
from core.printing.models import model_named
from core.printing.opening import open_printer
from core.printing.press import compose
from core.printing.usb import usb_line
from core.services.ports import NotPrinted, Printed, PrinterStatus, PrintJob, Unsure
from core.simulator.escpos.twin import TwinPrinter
from core.simulator.paper_roll import burn
from core.simulator.specimens import TICKET


@pytest.fixture(scope="module")
def job() -> PrintJob:
    blocks = (Barcode(Code.bars_of(TICKET.code), height=100), Space(300))
    return compose(Document(Paper.MM_80, blocks), "ticket")


def test_a_file_has_the_paper_once_the_disk_has_it(tmp_path: Path, job: PrintJob) -> None:
    path = tmp_path / "out.bin"
    printer = open_printer(PlainFile(str(path)), model_named("mute-80"), 80)
    assert printer.send(job) == Printed()
    assert printer.send(job) == Printed()
    assert path.read_bytes() == job.data * 2
    assert burn(path.read_bytes(), 576).height > 2 * 400


def test_a_file_that_cannot_be_written_is_a_printer_that_is_off_until_it_can(
    tmp_path: Path, job: PrintJob
) -> None:
    folder = tmp_path / "spool"
    printer = open_printer(PlainFile(str(folder / "out.bin")), model_named("mute-80"), 80)
    seen: list[PrinterStatus] = []
    stop = printer.watch(seen.append)
    assert printer.send(job) == NotPrinted(PrinterStatus.OFFLINE)
    assert printer.status() is PrinterStatus.OFFLINE
    folder.mkdir()
    assert printer.status() is PrinterStatus.READY
    assert printer.send(job) == Printed()
    stop()
    assert seen == [PrinterStatus.OFFLINE, PrinterStatus.READY]


def test_over_a_pipe_nobody_knows_whether_it_came_out(tmp_path: Path, job: PrintJob) -> None:
    with fifo(tmp_path) as (path, twin):
        printer = open_printer(RawDevice(str(path)), model_named("mute-80"), 80)
        assert printer.status() is PrinterStatus.READY
        assert printer.send(job) == Unsure()
        assert within(20, lambda: len(twin.papers) == 1)
        assert twin.papers[0].whole


def test_a_model_that_answers_nothing_is_asked_once_and_then_taken_for_mute(
    tmp_path: Path, job: PrintJob
) -> None:
    with fifo(tmp_path) as (path, twin):
        patience = Patience(answer=0.05)
        printer = open_printer(RawDevice(str(path)), model_named("generic-80"), 80, patience)
        assert printer.status() is PrinterStatus.READY
        assert printer.send(job) == Unsure()
        assert within(20, lambda: len(twin.papers) == 1)


@dataclass
class _UsbPrinter(usb.backend.IBackend):
    """What libusb shows of a printer with the twin in it; unplugged it shows nothing."""

    twin: TwinPrinter
    is_there: bool = True
    said: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        self.twin.listen(self.said.extend)

    def enumerate_devices(self) -> list[object]:
        return [self] if self.is_there else []

    def get_device_descriptor(self, dev: object) -> object:
        return _Numbers(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0,
            bDeviceProtocol=0, bMaxPacketSize0=64, idVendor=0x04B8, idProduct=0x0E15, bcdDevice=1,
            iManufacturer=0, iProduct=0, iSerialNumber=0, bNumConfigurations=1, address=1, bus=1,
            port_number=1, port_numbers=(1,), speed=3,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: object, config: int) -> object:
        return _Numbers(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1,
            iConfiguration=0, bmAttributes=0xC0, bMaxPower=1, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, dev: object, intf: int, alt: int, config: int) -> object:
        if (intf, alt) != (0, 0):
            raise IndexError
        return _Numbers(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=2,
            bInterfaceClass=7, bInterfaceSubClass=1, bInterfaceProtocol=2, iInterface=0,
            extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(
        self, dev: object, ep: int, intf: int, alt: int, config: int
    ) -> object:
        return _Numbers(
            bLength=7, bDescriptorType=5, bEndpointAddress=(0x01, 0x82)[ep], bmAttributes=2,
            wMaxPacketSize=64, bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, dev: object) -> object:
        return self

    def close_device(self, dev_handle: object) -> None:
        self.said.clear()

    def get_configuration(self, dev_handle: object) -> int:
        return 1

    def set_configuration(self, dev_handle: object, config_value: int) -> None:
        pass

    def claim_interface(self, dev_handle: object, intf: int) -> None:
        pass

    def release_interface(self, dev_handle: object, intf: int) -> None:
        pass

    def is_kernel_driver_active(self, dev_handle: object, intf: int) -> bool:
        return True

    def detach_kernel_driver(self, dev_handle: object, intf: int) -> None:
        pass

    def bulk_write(self, dev_handle: object, ep: int, intf: int, data: bytes, timeout: int) -> int:
        self._must_be_there()
        self.twin.feed(bytes(data))
        return len(data)

    def bulk_read(
        self, dev_handle: object, ep: int, intf: int, buff: memoryview, timeout: int
    ) -> int:
        self._must_be_there()
        if not self.said:
            raise usb.core.USBTimeoutError("Operation timed out")
        count = min(len(self.said), len(buff))
        buff[:count] = type(buff)("B", self.said[:count])
        del self.said[:count]
        return count

    def _must_be_there(self) -> None:
        if not self.is_there:
            raise usb.core.USBError("No such device (it may have been disconnected)")


class _Numbers:
    def __init__(self, **numbers: object) -> None:
        vars(self).update(numbers)


def test_a_usb_printer_prints_through_libusb_and_is_off_while_unplugged(job: PrintJob) -> None:
    twin = TwinPrinter(576)
    there = _UsbPrinter(twin)
    line = usb_line(UsbDevice(0x04B8, 0x0E15), there)
    printer = EscposPrinter(line, model_named("epson-tm-t20"), 80)
    assert printer.status() is PrinterStatus.READY
    assert printer.send(job) == Printed()
    assert [paper.whole for paper in twin.papers] == [True]
    twin.set_status(PrinterStatus.PAPER_OUT)
    assert printer.send(job) == NotPrinted(PrinterStatus.PAPER_OUT)
    there.is_there = False
    assert printer.status() is PrinterStatus.OFFLINE
    there.is_there = True
    twin.set_status(PrinterStatus.READY)
    assert printer.send(job) == Printed()


_COMMANDS = {
    "lp": 'cat > "$QUEUE/paper"; echo $((`cat "$QUEUE/number"` + 1)) > "$QUEUE/number";'
    ' test "$(cat "$QUEUE/state")" = gone && exit 1;'
    ' test "$(cat "$QUEUE/state")" = stuck && echo receipts-`cat "$QUEUE/number"` > "$QUEUE/held";'
    ' echo "request id is receipts-`cat "$QUEUE/number"` (1 file(s))"',
    "lpstat": 'test "$(cat "$QUEUE/state")" = gone && exit 1;'
    ' case "$*" in *-o*) test -e "$QUEUE/held" &&'
    ' echo "`cat "$QUEUE/held"` clerk 1024 Sun";; *) echo "printer receipts is idle.  enabled";'
    ' echo "\tAlerts: `cat "$QUEUE/alert"`";; esac; true',
    "cancel": 'rm -f "$QUEUE/held"',
}


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """CUPS's three commands, as far as a queue needs them."""
    for name, script in _COMMANDS.items():
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    for name, said in {"number": "6", "state": "well", "alert": "none"}.items():
        (tmp_path / name).write_text(said)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("QUEUE", str(tmp_path))
    return tmp_path


def test_a_queue_knows_that_it_sent_and_no_more(queue: Path, job: PrintJob) -> None:
    printer = open_printer(Queue("receipts"), model_named("mute-80"), 80)
    assert printer.status() is PrinterStatus.READY
    assert printer.send(job) == Unsure()
    assert (queue / "paper").read_bytes() == job.data


@pytest.mark.parametrize(
    ("alert", "status"),
    [
        ("media-empty-error", PrinterStatus.PAPER_OUT),
        ("cover-open-error", PrinterStatus.COVER_OPEN),
        ("media-low-report", PrinterStatus.PAPER_LOW),
        ("offline-report", PrinterStatus.OFFLINE),
    ],
)
def test_a_queue_names_its_printers_fault(queue: Path, alert: str, status: PrinterStatus) -> None:
    (queue / "alert").write_text(alert)
    printer = open_printer(Queue("receipts"), model_named("mute-80"), 80)
    assert printer.status() is status
    (queue / "alert").write_text("none")
    assert printer.status() is PrinterStatus.READY


def test_what_a_queue_holds_too_long_is_taken_back(queue: Path, job: PrintJob) -> None:
    (queue / "state").write_text("stuck")
    patience = Patience(word=-1)
    printer = open_printer(Queue("receipts"), model_named("mute-80"), 80, patience)
    assert printer.send(job) == Unsure(PrinterStatus.SILENT)
    assert not (queue / "held").exists()


def test_without_cups_a_queue_is_off(queue: Path, job: PrintJob) -> None:
    (queue / "state").write_text("gone")
    printer = open_printer(Queue("receipts"), model_named("mute-80"), 80)
    assert printer.send(job) == NotPrinted(PrinterStatus.OFFLINE)
