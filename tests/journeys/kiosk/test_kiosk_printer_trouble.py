"""Paper out, cover open, offline, a jam in mid-ticket: the code stays, nothing counts twice."""

import pytest

from core.pytest_shop import Shopfloor
from core.services.ports import PrinterStatus
from kiosk.driver import KioskDriver

SHOES = "AXDY43322222524544"

TITLES = {
    PrinterStatus.PAPER_OUT: "The printer is out of paper. Your return is safe.",
    PrinterStatus.COVER_OPEN: "The printer is open. Your return is safe.",
    PrinterStatus.JAMMED: "The ticket got stuck. Your return is safe.",
    PrinterStatus.OFFLINE: "The printer does not answer. Your return is safe.",
}


def _shown(code: str) -> str:
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


@pytest.mark.parametrize("fault", TITLES, ids=lambda status: status.name)
def test_a_printer_that_cannot_print_is_said_before_and_after_and_one_tap_tries_again(
    kiosk: KioskDriver, shopfloor: Shopfloor, fault: PrinterStatus
) -> None:
    before = len(shopfloor.books()["returns"])
    shopfloor.ticket_printer.set_status(fault)
    kiosk.sees("The printer is not ready. Codes are shown on screen only.")
    kiosk.sees("Shown on screen: photograph it or write it down")
    code = kiosk.take_code(SHOES)
    kiosk.sees(TITLES[fault], "Photograph this screen or write the code down.", "(90 s)")
    assert not shopfloor.ticket_printer.papers
    shopfloor.timers.pass_time(10)
    kiosk.sees("(80 s)")
    kiosk.tap("Try to print")
    kiosk.sees(TITLES[fault], "Try to print", "(90 s)")

    shopfloor.ticket_printer.set_status(PrinterStatus.READY)
    kiosk.tap("Try to print")
    kiosk.sees("Your ticket is printed.", "Print again", "(45 s)")
    assert _shown(shopfloor.last_ticket()) == code == kiosk.return_code()
    assert len(shopfloor.ticket_printer.papers) == 1
    assert len(shopfloor.books()["returns"]) == before + 1
    kiosk.tap("Finish")
    kiosk.sees("Start a return", "Printed here, and shown on screen")
    kiosk.does_not_see("The printer is not ready.")


def test_a_jam_in_mid_ticket_keeps_the_code_and_counts_one_return(
    kiosk: KioskDriver, shopfloor: Shopfloor
) -> None:
    before = len(shopfloor.books()["returns"])
    shopfloor.ticket_printer.jam_next()
    code = kiosk.take_code(SHOES)
    kiosk.sees("The ticket got stuck. Your return is safe.", "I have my code")
    (torn,) = shopfloor.ticket_printer.papers
    assert not torn.whole
    shopfloor.ticket_printer.set_status(PrinterStatus.READY)
    kiosk.tap("Try to print")
    kiosk.sees("Your ticket is printed.")
    assert _shown(shopfloor.last_ticket()) == code
    assert len(shopfloor.books()["returns"]) == before + 1


def test_a_code_without_paper_stays_longer_and_comes_again_on_asking(
    kiosk: KioskDriver, shopfloor: Shopfloor
) -> None:
    shopfloor.ticket_printer.set_status(PrinterStatus.PAPER_OUT)
    code = kiosk.take_code(SHOES)
    kiosk.sees("(90 s)")
    shopfloor.timers.pass_time(89)
    kiosk.sees(code, "(1 s)")
    shopfloor.timers.pass_time(1)
    kiosk.sees("Start a return")
    kiosk.does_not_see(code)
    assert kiosk.take_code(SHOES) == code


def test_paper_that_runs_out_between_two_customers_is_seen_before_the_next_one_starts(
    kiosk: KioskDriver, shopfloor: Shopfloor
) -> None:
    kiosk.take_code(SHOES)
    kiosk.sees("Your ticket is printed.")
    shopfloor.ticket_printer.set_status(PrinterStatus.PAPER_OUT)
    kiosk.sees("Your ticket is printed.")
    kiosk.tap("Finish")
    kiosk.sees("Codes are shown on screen only.")
    shopfloor.ticket_printer.set_status(PrinterStatus.PAPER_LOW)
    kiosk.does_not_see("Codes are shown on screen only.")
