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
