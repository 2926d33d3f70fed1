"""The clerk sets printer and scanner up, tries both, and what was chosen stays chosen."""

import json
from pathlib import Path

from core.bootstrap import Shop
from core.pytest_shop import Shopfloor
from core.services.devices import Device, DeviceKind
from core.services.ports import PrinterStatus
from core.shop.device_choices import FILE_NAME
from core.simulator.scanner import ScannerCable
from pos.driver import PosDriver


def test_the_clerk_tries_printer_and_scanner_and_chooses_others(
    pos: PosDriver, shopfloor: Shopfloor, tmp_path: Path
) -> None:
    pos.sign_in(shopfloor.clerk.number, shopfloor.clerk.pin)
    pos.sees("Scan the RETURN CODE")
    pos.press("F10")
    pos.sees("Simulated printer", "In use", "Scanner that types like a keyboard")
    _tries_the_printer(pos, shopfloor)
    _tries_the_scanner(pos, shopfloor)
    _chooses_a_printer_by_its_address(pos, shopfloor, tmp_path / "out.bin")
    _chooses_a_scanner_on_a_line(pos, shopfloor, ScannerCable(tmp_path / "scanner"))
    pos.press("F2")
    pos.sees("Scan the RETURN CODE")
    assert "4006381333931" not in pos.all_words()


def _tries_the_printer(pos: PosDriver, shopfloor: Shopfloor) -> None:
    pos.press("F6")
    pos.sees("The test page came out. Compare its ruler, scan its codes.")
    assert len(shopfloor.papers("test")) == 1
    shopfloor.printer.set_status(PrinterStatus.COVER_OPEN)
    pos.click("Print a test page")
    pos.sees("The test page did not come out. Close the printer’s cover, then press F6.")
    shopfloor.printer.set_status(PrinterStatus.READY)
    pos.sees("The test page did not come out. Press F6 to try again.")


def _tries_the_scanner(pos: PosDriver, shopfloor: Shopfloor) -> None:
    pos.sees("Scan anything to try the scanner")
    for text, thing in (
        ("182212342345", "A RETURN CODE · 1 code read"),
        ("]C100303105332614281206", "That is a tracking number · 2 codes read"),
        ("]E04006381333931", "That is a product’s barcode · 3 codes read"),
    ):
        shopfloor.pass_time(3)
        pos.scan(text)
        pos.sees(thing)


def _chooses_a_printer_by_its_address(pos: PosDriver, shopfloor: Shopfloor, out: Path) -> None:
    pos.click_field("Address of a printer on the network")
    pos.press("Enter")
    pos.sees("Type the printer’s address first, such as 10.0.0.5.")
    pos.type("pigeon://7")
    pos.press("Enter")
    pos.sees("pigeon://7 is no address of a printer.", "Simulated printer")
    assert not (shopfloor.data / FILE_NAME).exists()
    for _ in "pigeon://7":
        pos.press("Backspace")
    pos.type(f"file://{out}")
    pos.press("Enter")
    pos.sees(f"Printer at file://{out}")
    pos.press("F6")
    pos.sees("The test page came out.")
    assert out.read_bytes()
    assert len(shopfloor.papers("test")) == 1

    kept = json.loads((shopfloor.data / FILE_NAME).read_text())
    assert kept == {"pos": {"printer": {"address": f"file://{out}"}}}
    again = Shop(shopfloor.data, shopfloor.clock)
    assert again.pos().printer.address == f"file://{out}"
    assert again.kiosk().printer.address == "simulated:"
    again.close()

    pos.click("Simulated printer")
    pos.does_not_see(f"Printer at file://{out}")
    pos.press("F6")
    pos.sees("The test page came out.")
    assert len(shopfloor.papers("test")) == 2


def _chooses_a_scanner_on_a_line(pos: PosDriver, shopfloor: Shopfloor, cable: ScannerCable) -> None:
    """A pseudo-terminal shows itself in no list; its address is given as the settings give one."""
    cable.plug_in()
    devices = shopfloor.station.devices
    assert devices is not None
    devices.choose(Device(DeviceKind.SCANNER, cable.address))
    shopfloor.timers.pass_time(2)
    pos.sees(f"Scanner at {cable.address}")
    cable.unplug()
    shopfloor.timers.pass_time(2)
    pos.sees("Not plugged in")
    pos.click("Scanner that types like a keyboard")
    shopfloor.timers.pass_time(2)
    pos.does_not_see(f"Scanner at {cable.address}")
