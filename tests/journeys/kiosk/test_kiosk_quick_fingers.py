"""Fingers that are quick, on a touchscreen: every touch counts where it was meant, and only there.

Qt takes a touch that comes soon after another for a double click, wherever the two fell.
"""

from kiosk.driver import KioskDriver

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
