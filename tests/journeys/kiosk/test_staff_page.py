"""Staff hold the logo, type the PIN, try the devices, and give the kiosk back or end it."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint

from core.pytest_shop import Shopfloor
from core.services.devices import Device, DeviceKind
from core.services.ports import PrinterStatus
from core.shop.device_choices import FILE_NAME
from kiosk.driver import KioskDriver, NotSeen

_LOGO = QPoint(70, 60)


def test_staff_try_the_devices_choose_another_printer_and_end_the_kiosk(
    kiosk: KioskDriver, shopfloor: Shopfloor, tmp_path: Path
) -> None:
    kiosk.tap("Start a return")
    kiosk.type("AXDY")
    kiosk.hold(_LOGO, 4.9, shopfloor.timers)
    kiosk.sees("Enter your UID")
    kiosk.hold(_LOGO, 5, shopfloor.timers)
    kiosk.sees("For staff", "In the demonstration it is 1379.")
    kiosk.touch_keys("1111")
    kiosk.tap("Enter")
    kiosk.sees("That PIN is not right.")
    kiosk.touch_keys("1379")
    kiosk.tap("Enter")
    kiosk.sees("Staff page", "Simulated printer", "The printer is ready.")

    shopfloor.ticket_printer.set_status(PrinterStatus.PAPER_OUT)
    kiosk.sees("Put in a new paper roll.")
    kiosk.tap("Print a test page")
    kiosk.sees("The test page did not come out.")
    shopfloor.ticket_printer.set_status(PrinterStatus.READY)
    kiosk.tap("Print a test page")
    kiosk.sees("The test page came out. Compare its ruler, scan its codes.")
    kiosk.scan("]C0182212342345")
    kiosk.sees("The scanner read 182212342345")

    out = tmp_path / "out.bin"
    devices = shopfloor.kiosk.devices
    assert devices is not None
    devices.choose(Device(DeviceKind.PRINTER, f"file://{out}"))
    shopfloor.timers.pass_time(2)
    kiosk.tap("Use Simulated printer")
    shopfloor.timers.pass_time(2)
    kiosk.sees("No other device is plugged in")
    kept = json.loads((shopfloor.data / FILE_NAME).read_text())
    assert kept == {"kiosk": {"printer": {"address": "simulated:"}}}

    ended: list[bool] = []
    kiosk.window.ended.connect(lambda: ended.append(True))
    kiosk.tap("End the kiosk")
    assert ended == [True]
    kiosk.tap("Back to customers")
    # Whoever stood there before the staff is forgotten.
    kiosk.sees("Start a return")
    for number in ("182212342345", "AXDY"):
        kiosk.waits_until(lambda number=number: number not in kiosk.all_words(), "it to be gone")

    kiosk.scan("HYN402")
    kiosk.sees("Yes, continue")
    kiosk.hold(_LOGO, 5, shopfloor.timers)
    kiosk.sees("For staff")
    shopfloor.timers.pass_time(30)
    kiosk.does_not_see("For staff")
    with pytest.raises(NotSeen):
        KioskDriver(kiosk.window, patience_s=0).sees("Staff page")
