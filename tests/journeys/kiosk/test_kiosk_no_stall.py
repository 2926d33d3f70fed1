"""The kiosk's UI thread never waits: no stretch of the event loop above 50 ms of our own."""

from core.pytest_shop import Shopfloor
from core.qt.watchdog import StallWatchdog, stalls_of
from kiosk.driver import KioskDriver


def test_while_a_customer_gets_a_code(kiosk: KioskDriver, shopfloor: Shopfloor) -> None:
    def get_a_code(watchdog: StallWatchdog) -> None:
        kiosk.aside = watchdog.aside
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

    assert stalls_of(get_a_code) == []
    assert len(shopfloor.books()["returns"]) > 0


def test_while_the_foots_switches_are_touched(kiosk: KioskDriver) -> None:
    def touch_them_all(watchdog: StallWatchdog) -> None:
        kiosk.aside = watchdog.aside
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

    kiosk.tap("Start a return")
    kiosk.touch_keys("AXDY4332")
    assert stalls_of(touch_them_all) == []
