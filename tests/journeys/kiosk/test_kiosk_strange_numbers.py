"""Whatever is typed, pasted or scanned at the kiosk: a clear sentence, and nothing changes."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from core.pytest_shop import Shopfloor
from kiosk.driver import KioskDriver

SHOES = "AXDY43322222524544"
TWO_AT_ONCE = "Perhaps two barcodes were read at once"
NO_NUMBER = "Return numbers are made of the letters A to Z, digits and hyphens."
PRODUCT = "It says what the item is, not which order it belongs to."
OTHER = "It does not hold your order or waybill number."
LABEL = "Such a parcel is already on its way back."

SCANS = {
    "10,000 characters": ("AXDY" * 2500, "This number is too long", TWO_AT_ONCE),
    "emoji": ("📦📦📦📦", "This cannot be a return number", NO_NUMBER),
    "SQL": ("'; DROP TABLE returns; --", "This cannot be a return number", NO_NUMBER),
    "HTML": ("<h1>AXDY</h1><script>", "This cannot be a return number", "<h1>AXDY</h1>"),
    "HTML entities": ("&lt;b&gt;&amp;", "This cannot be a return number", "&lt;b&gt;&amp;"),
    "digits of other scripts": ("١٨٢٢١٢٣٤٢٣٤٥", "This cannot be a return number", NO_NUMBER),
    "marks alone": ("- / .", "Nothing was entered yet.", "Type your number, or scan it."),
    "an EAN, typed or plain": ("4006381333931", "This is a product's barcode", PRODUCT),
    "an EAN with AIM prefix": ("]E04006381333931", "This is a product's barcode", PRODUCT),
    "a tracking number": ("30310533261428120", "This is a parcel label's number", LABEL),
    "a label": ("]C100303105332614281206", "This is a parcel label's number", LABEL),
    "goods in GS1-128": ("]C10104006381333931", "This barcode is for shipping companies", OTHER),
    "a RETURN CODE": (
        "182212342345",
        "This looks like a RETURN CODE",
        "Give the code and your parcel to the clerk.",
    ),
    "a RETURN CODE as shown": (
        "1822-1234-2345",
        "This looks like a RETURN CODE",
        "the code is for the counter",
    ),
    "a wrong check digit": ("182212342346", "We don't know this number", "Compare it with"),
    "two RETURN CODES": ("182212342345182212342345", "This number is too long", TWO_AT_ONCE),
    "two scans run together": (SHOES + SHOES, "This number is too long", TWO_AT_ONCE),
    "two other scans": (SHOES + "HYN402", "We don't know this number", "Compare it with"),
}


def test_each_strange_scan_says_what_it_is_and_changes_nothing(
    kiosk: KioskDriver, shopfloor: Shopfloor
) -> None:
    before = shopfloor.books()
    for text, title, more in SCANS.values():
        kiosk.scan(text)
        kiosk.sees(title, more)
        kiosk.tap("Start over")
        kiosk.sees("Start a return")
        # Unknown numbers in a row end in a pause, which is another story.
        shopfloor.clock.pass_time(60)
    assert shopfloor.books() == before
    assert not shopfloor.ticket_printer.papers


@pytest.mark.parametrize(
    "text", ["", "\x00\x01\x02\x1b", "AXDY\x1d4332", "\x07" * 20, "AXDY\u202e43322222524544"]
)
def test_signs_that_no_keyboard_has(kiosk: KioskDriver, shopfloor: Shopfloor, text: str) -> None:
    """Such come from a serial scanner; one that poses as a keyboard has no keys for them."""
    before = shopfloor.books()
    kiosk.window.scan(text)
    kiosk.sees("This cannot be a return number" if text else "Nothing was entered yet.")
    assert all(sign.isprintable() or sign == "\n" for sign in kiosk.screen())
    assert shopfloor.books() == before


PASTED = (
    ("x" * 10_000, "This number is too long"),
    ("AX", "This number is too short"),
    ("<b>AXDY</b>", "This cannot be a return number"),
    ("AXDY\n4332\t2222524544", "Is this what you are returning?"),
    ("\u202eAXDY43322222524544", "This cannot be a return number"),
    ("4006381333931", "This is a product's barcode"),
    ("' OR 1=1 --", "This cannot be a return number"),
    (f"  {SHOES.lower()}  ", "Is this what you are returning?"),
)


def test_what_is_pasted_is_told_as_well(kiosk: KioskDriver, shopfloor: Shopfloor) -> None:
    before = shopfloor.books()
    for text, title in PASTED:
        kiosk.tap("Start a return")
        kiosk.sees("Enter your UID")
        QGuiApplication.clipboard().setText(text)
        kiosk.press("Ctrl+V")
        kiosk.tap("Continue")
        kiosk.sees(title)
        kiosk.tap("Start over")
        kiosk.sees("Start a return")
    assert shopfloor.books() == before


def test_nothing_entered_is_said_on_the_page_itself(kiosk: KioskDriver) -> None:
    kiosk.tap("Start a return")
    kiosk.sees("Have a waybill?")
    kiosk.tap("Continue")
    kiosk.sees("Nothing was entered yet.", "Enter your UID")
    kiosk.touch_keys("A")
    kiosk.sees("Have a waybill?")


def test_html_is_shown_as_it_was_typed(kiosk: KioskDriver) -> None:
    kiosk.scan("<b>bold</b>&amp;")
    kiosk.sees("You entered <b>bold</b>&amp;")
    (label,) = (
        label
        for label in kiosk.window.findChildren(QLabel)
        if label.isVisible() and "bold" in label.text()
    )
    assert label.textFormat().name == "PlainText"


@pytest.mark.parametrize("typed", ["", "0", "08123456789", "0912345678", "abc"])
def test_a_number_that_is_no_mobile_number_gets_no_code(
    kiosk: KioskDriver, shopfloor: Shopfloor, typed: str
) -> None:
    before = shopfloor.books()
    kiosk.scan(SHOES)
    kiosk.tap("Yes, continue")
    kiosk.sees("Your mobile number", "11 digits, beginning with 09")
    kiosk.type(typed)
    assert not kiosk.button("Get my RETURN CODE").isEnabled()
    kiosk.press("Enter")
    kiosk.sees("Your mobile number")
    assert shopfloor.books() == before


def test_a_mobile_number_with_country_code_and_marks_is_understood(kiosk: KioskDriver) -> None:
    kiosk.scan(SHOES)
    kiosk.tap("Yes, continue")
    kiosk.sees("Your mobile number")
    QGuiApplication.clipboard().setText("+63 (912) 345-6789" + "0" * 10_000)
    kiosk.press("Ctrl+V")
    kiosk.sees("0912 345 6789")


def test_the_mobile_number_that_is_shown_is_the_one_that_is_used(kiosk: KioskDriver) -> None:
    """What is no digit, or one too many, does not stay in the field."""
    kiosk.scan(SHOES)
    kiosk.tap("Yes, continue")
    kiosk.sees("Your mobile number")
    for typed, shown in (
        ("x", ""),
        ("09 12-", "0912"),
        ("3456789", "0912 345 6789"),
        ("9", "0912 345 6789"),
        ("x", "0912 345 6789"),
    ):
        kiosk.type(typed)
        assert kiosk.entered() == shown
