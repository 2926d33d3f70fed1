"""Fingers that are quick, on a touchscreen: every touch counts where it was meant, and only there.

Qt takes a touch that comes soon after another for a double click, wherever the two fell.
"""

from dataclasses import replace

from PySide6.QtCore import QPoint

from core.pytest_shop import Shopfloor
from core.services.station import StationTimes
from kiosk.driver import KioskDriver
from kiosk.pytest_plugin import OpenKiosk

KETTLE = "HYN403"


def test_the_button_that_leads_on_takes_a_tap_soon_after_the_last_key(kiosk: KioskDriver) -> None:
    kiosk.tap("Start a return")
    kiosk.sees("Enter your UID")
    kiosk.touch_keys(KETTLE[:-1])
    kiosk.tap_quickly(KETTLE[-1], "Continue")
    kiosk.sees("Is this what you are returning?")
    kiosk.tap("Yes, continue")
    kiosk.sees("Your mobile number")
    kiosk.touch_keys("0912345678")
    kiosk.tap_quickly("9", "Get my RETURN CODE")
    kiosk.return_code()


def test_a_tap_too_many_takes_no_code_away_that_nobody_has_read(
    open_kiosk: OpenKiosk, shopfloor: Shopfloor
) -> None:
    """Whoever waits for the code taps again, and "Finish" stands there by then."""
    kiosk = open_kiosk(lambda: replace(shopfloor.kiosk, times=StationTimes()))
    kiosk.scan(KETTLE)
    kiosk.tap("Yes, continue")
    kiosk.sees("Your mobile number")
    kiosk.touch_keys("09123456789")
    kiosk.tap("Get my RETURN CODE")
    # The code comes late in the second that began with that tap.
    shopfloor.timers.pass_time(0.9)
    code = kiosk.return_code()
    shopfloor.timers.pass_time(0.5)
    kiosk.tap("Finish")
    kiosk.press("Enter")
    kiosk.sees(code, "Your ticket is printed.", "(45 s)")
    shopfloor.timers.pass_time(0.5)
    kiosk.sees(code, "(44 s)")
    kiosk.press("Enter")
    kiosk.sees("Start a return")


def test_a_key_that_is_hit_twice_quickly_types_twice(kiosk: KioskDriver) -> None:
    kiosk.tap("Start a return")
    kiosk.sees("Enter your UID")
    kiosk.tap_quickly("7", "7", "7")
    kiosk.sees("777")


def test_a_second_tap_on_back_goes_no_further_back(kiosk: KioskDriver) -> None:
    """Where "No, go back" stood stands "Neither, go back" by then."""
    kiosk.scan("100078")
    kiosk.sees("Two shops know this number.")
    kiosk.tap("Merchant A")
    kiosk.sees("Is this what you are returning?")
    kiosk.double_tap("No, go back")
    kiosk.sees("Two shops know this number.")
    kiosk.tap("Neither, go back")
    kiosk.sees("Enter your UID")


def test_a_second_tap_on_start_over_chooses_no_language(
    open_kiosk: OpenKiosk, shopfloor: Shopfloor
) -> None:
    """The languages stand where it stood; the next customer would read the wrong one."""
    kiosk = open_kiosk(lambda: replace(shopfloor.kiosk, language="fil"))
    kiosk.tap("Simulan ang return")
    kiosk.double_tap("Simulan ulit")
    kiosk.sees("Simulan ang return")
    assert kiosk.window.look.texts.language == "fil"


def test_a_second_tap_on_help_leaves_it_open(kiosk: KioskDriver) -> None:
    kiosk.double_tap("Help")
    kiosk.sees("How it works")
    kiosk.tap_quickly("Close")
    kiosk.does_not_see("How it works")


def test_a_second_tap_beside_the_help_presses_nothing_below_it(kiosk: KioskDriver) -> None:
    kiosk.tap("Start a return")
    kiosk.sees("Enter your UID")
    kiosk.touch_keys(KETTLE)
    below = kiosk._middle_of(kiosk.button("Delete the last one"))
    kiosk.tap("Help")
    kiosk.sees("How it works")
    kiosk.double_touch(below)
    kiosk.does_not_see("How it works")
    kiosk.sees(KETTLE)


def test_a_second_tap_on_the_staffs_way_back_presses_nothing_below_it(
    kiosk: KioskDriver, shopfloor: Shopfloor
) -> None:
    kiosk.scan(KETTLE)
    kiosk.sees("Is this what you are returning?")
    below = kiosk._middle_of(kiosk.button("Start over"))
    kiosk.hold(QPoint(70, 60), 5, shopfloor.timers)
    kiosk.sees("For staff")
    kiosk.double_touch(below)
    kiosk.does_not_see("For staff")
    kiosk.sees("Is this what you are returning?")
