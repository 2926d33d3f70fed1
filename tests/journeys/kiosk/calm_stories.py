"""What a customer does; `test_no_stall` tells it in a process of its own."""

from core.pytest_shop import Shopfloor
from core.qt.watchdog import watched_as_in_a_shop
from kiosk.driver import KioskDriver
from kiosk.pytest_plugin import OpenKiosk


def test_the_kiosk_opens_and_builds_its_pages(open_kiosk: OpenKiosk) -> None:
    with watched_as_in_a_shop() as watchdog:
        open_kiosk()
    assert watchdog.stalls == []


def test_a_customer_gets_a_code(kiosk: KioskDriver, shopfloor: Shopfloor) -> None:
    with watched_as_in_a_shop() as watchdog:
        kiosk.aside, kiosk.keeps_time = watchdog.aside, True
        kiosk.enter("100078")
        kiosk.tap("Merchant A")
        kiosk.sees("Canvas shoes, size 42")
        kiosk.tap("Yes, continue")
        kiosk.give_mobile("09123456789")
        kiosk.sees("Your ticket is printed.")
        kiosk.tap("Finish")
        kiosk.enter("EXPIRED2026")
        kiosk.sees("This return has expired")
        kiosk.tap("Finish")
        kiosk.sees("Start a return")
    assert watchdog.stalls == []
    assert len(shopfloor.books()["returns"]) > 0


def test_the_foots_switches_are_touched(kiosk: KioskDriver) -> None:
    kiosk.tap("Start a return")
    kiosk.touch_keys("AXDY4332")
    with watched_as_in_a_shop() as watchdog:
        kiosk.aside, kiosk.keeps_time = watchdog.aside, True
        for switch in (
            "Text size 1 of 3",
            "Text size 2 of 3",
            "Contrast: normal",
            "Contrast: high",
            "Bring everything lower",
            "Put everything back up",
            "Contrast: dark",
            "Text size 3 of 3",
        ):
            kiosk.tap(switch)
            kiosk.sees("AXDY4332")
    assert watchdog.stalls == []
