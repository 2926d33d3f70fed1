"""Whatever is scanned, typed or pasted: a clear sentence, and nothing changes."""

from PySide6.QtGui import QGuiApplication

from core.domain.codes import ReturnCode
from pos.driver import PosDriver
from pos.flow.states import Ready
from pos.pytest_plugin import Shopfloor

SHOES = "AXDY43322222524544"

SCANS = {
    "a tracking number": (
        "30310533261428120",
        "That is a tracking number",
        "at pull-out its label",
    ),
    "with check digit": ("303105332614281206", "That is a tracking number", "Show in Find"),
    "GS1-128 with AIM prefix": ("]C100303105332614281206", "That is a tracking number", "Find"),
    "with AI in brackets": ("(00)303105332614281206", "That is a tracking number", "Find"),
    "an EAN": ("4006381333931", "That is a product’s barcode", "Scan the ticket instead."),
    "an EAN with AIM prefix": (
        "]E04006381333931",
        "That is a product’s barcode",
        "“Please show me",
    ),
    "goods in GS1-128": ("]C10104006381333931", "That is another GS1 barcode", "Scan the ticket"),
    "a reference": (SHOES, "That is a merchant’s number", "It gives you a RETURN CODE.”"),
    "a waybill": ("HYN402", "That is a merchant’s number", "at the kiosk"),
    "two scans run together": (
        "182212342345182212342345",
        "Two codes were read at once",
        "Cover one of them",
    ),
    "a wrong check digit": (
        "182212342346",
        "One digit of this code is wrong",
        "compare each digit",
    ),
    "a part of a code": ("18221234", "A part of the code is missing", "has 12 digits"),
    "a code never issued": ("182212342345", "Do not accept: unknown code", "1822-1234-2345"),
    "SQL": ("'; DROP TABLE returns; --", "That is no code of ours", "'; DROP TABLE returns; --"),
    "HTML": ("<b>1822</b><script>", "That is no code of ours", "<b>1822</b><script>"),
    "emoji": ("📦📦📦📦", "That is no code of ours", "type its 12 digits"),
    "letters of other scripts": ("١٨٢٢١٢٣٤٢٣٤٥", "That is no code of ours", "12 digits"),
    "10,000 characters": ("1822" * 2500, "That is too long for a RETURN CODE", "12 digits"),
}


def test_each_strange_scan_says_what_it_is_and_changes_nothing(
    counter: PosDriver, shopfloor: Shopfloor
) -> None:
    ecms, terminal = shopfloor.station.ecms, shopfloor.station.terminal
    code = ReturnCode(shopfloor.ticket(SHOES))
    before = ecms.counter_today(terminal), ecms.history(code)
    for text, sentence, more in SCANS.values():
        counter.scan(text)
        counter.sees(sentence, more, "Done")
        counter.press("Esc")
        counter.sees("Scan the RETURN CODE", "Look up")
        shopfloor.pass_time(5)
    assert (ecms.counter_today(terminal), ecms.history(code)) == before
    assert not shopfloor.printer.papers


def test_scans_of_nothing_and_of_signs_that_no_keyboard_has(counter: PosDriver) -> None:
    """Such come from a serial scanner; a scanner that poses as a keyboard has no keys for them."""
    for text in ("", "\x00\x01\x02\x03\x1b", "\x07" * 20, "1822\u202e12342345"):
        counter.window.presenter.scanned(text)
        counter.sees("That is no code of ours" if text else "Nothing was read", "Done")
        counter.press("Esc")
        counter.sees("Scan the RETURN CODE")


def test_a_code_from_another_year_is_known_and_told_apart(
    counter: PosDriver, shopfloor: Shopfloor
) -> None:
    code = shopfloor.ticket(SHOES)
    shopfloor.clock.pass_time(366 * 24 * 3600)
    counter.scan(code)
    counter.sees("Do not accept: expired", "5 Dec 2026", "FOR RETURN", "21 Nov 14:33")


def test_a_scan_in_the_middle_of_typing_is_a_scan_and_the_typing_stays_out_of_it(
    counter: PosDriver, shopfloor: Shopfloor
) -> None:
    code = shopfloor.ticket(SHOES)
    counter.type("1822")
    counter.sees("1822-____-____")
    counter.scan(code)
    counter.sees("Code is genuine and unused", f"{code[:4]}-{code[4:8]}-{code[8:]}")
    counter.press("Esc")
    counter.sees("Scan the RETURN CODE")
    assert "1822-____" not in counter.screen()


def test_a_scan_in_the_middle_of_a_search_does_not_leak_into_it(
    counter: PosDriver, shopfloor: Shopfloor
) -> None:
    code = shopfloor.ticket(SHOES)
    counter.press("F3")
    counter.sees("Find a parcel")
    counter.type("AXD")
    counter.scan(code)
    counter.sees("Code is genuine and unused")
    assert "AXD" + code not in counter.screen()


PASTED = (
    ("x" * 10_000, "That is too long for a RETURN CODE."),
    ("4006381333931", "That is a product’s barcode."),
    ("30310533261428120", "That is a tracking number."),
    ("182212342345182212342345", "Two codes were read at once."),
    ("\u202e182212342345", "That is no code of ours."),
    ("<h1>1822</h1>", "That is no code of ours."),
    (SHOES, "That is a merchant’s number."),
)


def test_what_is_pasted_into_the_entry_is_told_as_well(counter: PosDriver) -> None:
    for text, sentence in PASTED:
        QGuiApplication.clipboard().setText(text)
        counter.press("Ctrl+V")
        counter.sees(sentence, "Scan the RETURN CODE")
        page = counter.window.state.page
        assert isinstance(page, Ready)
        assert page.entry == ""


def test_a_code_that_is_pasted_with_its_hyphens_is_taken(
    counter: PosDriver, shopfloor: Shopfloor
) -> None:
    code = shopfloor.ticket(SHOES)
    QGuiApplication.clipboard().setText(f" {code[:4]}-{code[4:8]}-{code[8:]}\n")
    counter.press("Ctrl+V")
    counter.press("Enter")
    counter.sees("Code is genuine and unused")


SEARCHES = (
    ("", "Enter a number first"),
    ("   ", "Enter a number first"),
    ("ab", "That is too short"),
    ("9" * 10_000, "That is too long"),
    ("' OR 1=1 --", "No number of ours looks like that"),
    ("<img src=x>", "No number of ours looks like that"),
    ("📦📦📦", "No number of ours looks like that"),
    ("\u202e1234", "No number of ours looks like that"),
    ("182212342346", "As a RETURN CODE, one of its digits is wrong."),
    ("182212342345", "Compare the number, or try another one."),
    ("%", "No number of ours looks like that"),
    ("____", "That is too short"),
)


def test_find_answers_every_search_with_a_sentence(counter: PosDriver) -> None:
    for text, sentence in SEARCHES:
        counter.press("F3")
        counter.sees("Find a parcel")
        QGuiApplication.clipboard().setText(text)
        if text:
            counter.press("Ctrl+V")
        counter.press("Enter")
        counter.sees(sentence)
        counter.press("F2")
        counter.sees("Scan the RETURN CODE")


def test_a_scan_while_locked_says_sign_in_first_and_nothing_else(
    pos: PosDriver, shopfloor: Shopfloor
) -> None:
    code = shopfloor.ticket(SHOES)
    pos.type(shopfloor.clerk.number)
    pos.scan(code)
    pos.sees("Sign in first, then scan again.")
    assert code not in pos.screen().replace("-", "")
    pos.press("Enter")
    pos.type(shopfloor.clerk.pin)
    pos.press("Enter")
    pos.sees("Scan the RETURN CODE")
    pos.scan(code)
    pos.sees("Code is genuine and unused")
