"""A walk past every page of the kiosk, for whatever is to be looked at on each."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint

from core.pytest_shop import Shopfloor
from core.qt.tasks import Tasks
from core.services.devices import Device, DeviceKind
from core.services.ports import PrinterStatus
from kiosk.driver import KioskDriver
from kiosk.flow.events import LinkChanged
from kiosk.pytest_plugin import kiosk, new_shop, open_kiosk, shopfloor

__all__ = ["kiosk", "new_shop", "open_kiosk", "shopfloor"]

SHOES = "AXDY43322222524544"

Walk = Callable[[KioskDriver], Iterator[str]]


@pytest.fixture
def walk(shopfloor: Shopfloor) -> Walk:
    """Yields the name of each page while it is on the screen."""

    def past_every_page(kiosk: KioskDriver) -> Iterator[str]:
        kiosk.sees("Start a return")
        yield "welcome"
        yield from _to_the_code(kiosk)
        yield from _refused(kiosk, shopfloor)
        yield from _trouble(kiosk, shopfloor)

    return past_every_page


@pytest.fixture
def staff_walk(shopfloor: Shopfloor) -> Walk:
    """The same behind the logo that is held."""

    def has_looked(kiosk: KioskDriver) -> bool:
        return all(tasks.is_idle for tasks in kiosk.window.findChildren(Tasks))

    def past_the_staffs_pages(kiosk: KioskDriver) -> Iterator[str]:
        kiosk.hold(QPoint(35, 30), 5, shopfloor.timers)
        kiosk.sees("1379")
        kiosk.touch_keys("1111")
        kiosk.press("Enter")
        kiosk.sees("That PIN is not right.")
        yield "PIN"
        kiosk.touch_keys("1379")
        kiosk.press("Enter")
        kiosk.sees("Balik 0.1.0")
        kiosk.waits_until(lambda: has_looked(kiosk), "what is plugged in")
        shopfloor.ticket_printer.set_status(PrinterStatus.SILENT)
        devices = shopfloor.kiosk.devices
        assert devices is not None
        devices.choose(Device(DeviceKind.SCANNER, "serial:///dev/serial/by-id/usb-Honeywell_1900"))
        devices.choose(Device(DeviceKind.PRINTER, "tcp://192.168.100.200:9100"))
        shopfloor.timers.pass_time(2)
        kiosk.scan("W" * 60)
        kiosk.sees("W…", "usb-Honeywell_1900")
        yield "staff page"

    return past_the_staffs_pages


def _to_the_code(kiosk: KioskDriver) -> Iterator[str]:
    kiosk.tap("Start a return")
    kiosk.sees("Enter your UID")
    yield "reference, empty"
    kiosk.touch_keys("AXDY4332222")
    yield "reference"
    kiosk.tap("Help")
    kiosk.sees("How it works")
    yield "help"
    kiosk.tap("Close")
    kiosk.scan("100078")
    kiosk.sees("Two shops know this number.")
    yield "choose"
    kiosk.scan(SHOES)
    kiosk.sees("Is this what you are returning?")
    yield "confirm"
    kiosk.tap("Yes, continue")
    kiosk.sees("Your mobile number")
    kiosk.touch_keys("09123456")
    yield "mobile"
    kiosk.touch_keys("789")
    kiosk.tap("Get my RETURN CODE")
    kiosk.sees("Your ticket is printed.")
    yield "code"
    kiosk.tap("Finish")


def _refused(kiosk: KioskDriver, shopfloor: Shopfloor) -> Iterator[str]:
    for number, title in (
        ("EXPIRED2026", "This return has expired"),
        ("RETURNED2026", "already returned"),
        ("Nobody-1", "We don't know this number"),
        ("W" * 39, "We don't know this number"),
    ):
        kiosk.scan(number)
        kiosk.sees(title)
        yield f"refused, {number[:12]}"
    shopfloor.timers.pass_time(60)
    kiosk.sees("Are you still there?")
    yield "still there"
    kiosk.tap("Yes, I am here")
    kiosk.tap("Finish")


def _trouble(kiosk: KioskDriver, shopfloor: Shopfloor) -> Iterator[str]:
    shopfloor.ticket_printer.set_status(PrinterStatus.PAPER_OUT)
    kiosk.sees("The printer is not ready.")
    yield "welcome, no paper"
    kiosk.take_code("HYN402")
    kiosk.sees("The printer is out of paper.")
    yield "code, no paper"
    kiosk.tap("I have my code")
    shopfloor.ticket_printer.set_status(PrinterStatus.READY)
    kiosk.sees("Printed here")
    file = shopfloor.data / "balik.db"
    shopfloor.shop.close()
    file.rename(file.with_suffix(".away"))
    kiosk.scan(SHOES)
    kiosk.sees("Can't reach the returns service")
    yield "trouble"
    file.with_suffix(".away").rename(file)
    kiosk.tap("Finish")
    kiosk.sees("Start a return")
    # A store's own file has no link that could be lost before anybody asks.
    kiosk.window._feed(LinkChanged(is_lost=True))
    kiosk.sees("Can't reach the returns service. Please try again in a moment.")
    yield "welcome, no link"
