"""What a clerk does in a morning; `test_no_stall` tells it in a process of its own."""

from pytestqt.qtbot import QtBot

from core.qt.watchdog import watched_as_in_a_shop
from pos.driver import PosDriver
from pos.pytest_plugin import Shopfloor
from pos.window import PosWindow


def test_the_pos_opens_and_builds_its_pages(qtbot: QtBot, shopfloor: Shopfloor) -> None:
    """A key pressed in the first second waits for no page."""
    window = PosWindow(lambda: shopfloor.station, timers=shopfloor.timers)
    qtbot.addWidget(window)
    with watched_as_in_a_shop() as watchdog:
        window.show()
        pos = PosDriver(window)
        pos.aside, pos.keeps_time = watchdog.aside, True
        pos.sees("Sign in")
        pos.waits_until(lambda: window.is_prepared, "all pages to be there")
        with watchdog.aside():
            window.close()
    assert watchdog.stalls == []


def test_parcels_are_taken_found_and_printed_again(pos: PosDriver, shopfloor: Shopfloor) -> None:
    code = shopfloor.ticket("AXDY43322222524544")
    with watched_as_in_a_shop() as watchdog:
        pos.aside, pos.keeps_time = watchdog.aside, True
        pos.sign_in(shopfloor.clerk.number, shopfloor.clerk.pin)
        pos.sees("Scan the RETURN CODE")
        pos.scan(code)
        pos.sees("Check the parcel")
        pos.check_parcel()
        pos.press("F9")
        pos.sees("Printed", "Print label again")
        with watchdog.aside():
            shopfloor.pass_time(5)
        pos.scan(code)
        pos.sees("Do not accept: already returned", "Kiosk K1")
        pos.press("F3")
        pos.sees("Find a parcel")
        pos.type("6789")
        pos.press("Enter")
        pos.sees("RETURNED", "Print receipt again")
        pos.press("F6")
        pos.press("F4")
        pos.sees("Pull-out")
        pos.press("F5")
        pos.sees("Day")
        pos.press("Ctrl+L")
        pos.sees("Sign in")
    assert watchdog.stalls == []
