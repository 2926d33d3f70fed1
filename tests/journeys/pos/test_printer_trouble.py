"""Paper out, cover open, offline, a jam in mid-receipt: nothing lost, nothing counted twice."""

import pytest

from core.domain.codes import ReturnCode
from core.services.ports import PrinterStatus
from pos.driver import PosDriver
from pos.pytest_plugin import Shopfloor

SHOES = "AXDY43322222524544"
LAMP = "HYN402"


def _accept(counter: PosDriver, code: str) -> None:
    counter.scan(code)
    counter.sees("Check the parcel")
    counter.check_parcel()
    counter.press("F9")
    counter.sees("Parcel accepted")


def _text(shopfloor: Shopfloor, name: str) -> str:
    """What the newest paper of this name says."""
    return shopfloor.papers(name)[-1].png.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("status", "what_to_do"),
    [
        (PrinterStatus.PAPER_OUT, "Put in a new paper roll"),
        (PrinterStatus.COVER_OPEN, "Close the printer’s cover"),
        (PrinterStatus.JAMMED, "Clear the paper jam"),
        (PrinterStatus.OFFLINE, "Switch the printer on"),
    ],
)
def test_a_printer_that_cannot_print_says_what_to_do_and_f6_prints_both_papers_after(
    counter: PosDriver, shopfloor: Shopfloor, status: PrinterStatus, what_to_do: str
) -> None:
    shopfloor.printer.set_status(status)
    counter.sees(what_to_do)
    _accept(counter, shopfloor.ticket(SHOES))
    counter.sees(f"{what_to_do}, then press F6.", "The parcel is taken. Only a paper is missing.")
    counter.sees("Not printed yet")
    assert not shopfloor.printer.papers

    shopfloor.printer.set_status(PrinterStatus.READY)
    counter.sees("Receipt printer ready", "Press F6 to print it.")
    counter.press("F6")
    counter.sees("Give the customer the receipt. Stick the label on the parcel.")
    assert [paper.name for paper in shopfloor.printer.papers] == ["receipt", "label"]
    for name in ("receipt", "label"):
        assert "REPRINT" not in _text(shopfloor, name)
    assert shopfloor.station.ecms.counter_today(shopfloor.station.terminal).accepted == 1


def test_a_jam_in_mid_receipt_is_no_reprint(counter: PosDriver, shopfloor: Shopfloor) -> None:
    shopfloor.printer.jam_next()
    code = shopfloor.ticket(SHOES)
    _accept(counter, code)
    counter.sees("The paper jammed in the middle of the receipt. Throw that part away.")
    counter.sees("Clear the paper jam, then press F6.")
    (torn,) = shopfloor.papers("receipt")
    assert not torn.whole
    counter.press("F6")
    counter.sees("Clear the paper jam, then press F6.")
    shopfloor.printer.set_status(PrinterStatus.READY)
    counter.press("F6")
    counter.sees("Printed", "Print receipt again")
    assert "AR No. 0166-02-000001" in _text(shopfloor, "receipt")
    assert "REPRINT" not in _text(shopfloor, "receipt")


def test_a_reprint_says_so_and_counts(counter: PosDriver, shopfloor: Shopfloor) -> None:
    _accept(counter, shopfloor.ticket(SHOES))
    counter.sees("Print receipt again", "Print label again")
    counter.press("F6")
    counter.waits_until(lambda: len(shopfloor.papers("receipt")) == 2, "a second receipt")
    assert "REPRINT 1" in _text(shopfloor, "receipt")
    counter.sees("Print receipt again")
    counter.press("F7")
    counter.waits_until(lambda: len(shopfloor.papers("label")) == 2, "a second label")
    assert "REPRINT 1" in _text(shopfloor, "label")
    counter.click("Print receipt again")
    counter.waits_until(lambda: len(shopfloor.papers("receipt")) == 3, "a third receipt")
    assert "REPRINT 2" in _text(shopfloor, "receipt")


def test_a_reprint_that_fails_keeps_its_number(counter: PosDriver, shopfloor: Shopfloor) -> None:
    _accept(counter, shopfloor.ticket(SHOES))
    counter.sees("Printed", "Print label again")
    shopfloor.printer.set_status(PrinterStatus.COVER_OPEN)
    counter.press("F6")
    counter.sees("Close the printer’s cover, then press F6.")
    counter.press("F6")
    counter.sees("Close the printer’s cover, then press F6.")
    shopfloor.printer.set_status(PrinterStatus.READY)
    counter.sees("Press F6 to print it.")
    counter.press("F6")
    counter.waits_until(lambda: len(shopfloor.papers("receipt")) == 2, "the reprint")
    assert "REPRINT 1" in _text(shopfloor, "receipt")


def test_a_label_that_fails_has_its_own_key(counter: PosDriver, shopfloor: Shopfloor) -> None:
    """The receipt comes out, then the paper ends: only the label is missing."""
    stop = shopfloor.printer.watch_papers(
        lambda _: shopfloor.printer.set_status(PrinterStatus.PAPER_OUT)
    )
    _accept(counter, shopfloor.ticket(SHOES))
    counter.sees("The label did not come out.", "Put in a new paper roll, then press F7.")
    stop()
    shopfloor.printer.set_status(PrinterStatus.READY)
    counter.press("F7")
    counter.sees("Give the customer the receipt. Stick the label on the parcel.")
    assert [paper.name for paper in shopfloor.printer.papers] == ["receipt", "label"]


def test_the_next_customer_may_come_and_the_missing_papers_are_not_forgotten(
    counter: PosDriver, shopfloor: Shopfloor
) -> None:
    first, second = shopfloor.ticket(SHOES), shopfloor.ticket(LAMP)
    shopfloor.printer.set_status(PrinterStatus.PAPER_OUT)
    _accept(counter, first)
    counter.sees("Put in a new paper roll, then press F6.")
    counter.scan(second)
    counter.sees(f"Receipt and label of {ReturnCode(first)} did not come out.", "Check the parcel")
    shopfloor.printer.set_status(PrinterStatus.READY)
    counter.check_parcel()
    counter.press("F9")
    counter.sees("AR 000002", "Printed", f"Receipt and label of {ReturnCode(first)} did not")
    counter.press("F3")
    counter.sees("AR 0166-02-000001", "The receipt did not come out.", "Press F6 to print it.")
    counter.press("F6")
    counter.waits_until(lambda: len(shopfloor.papers("label")) == 2, "both papers")
    counter.does_not_see("did not come out")
    assert "000001" in _text(shopfloor, "receipt")
    assert "REPRINT" not in _text(shopfloor, "receipt")


def test_locking_does_not_forget_missing_papers_but_hides_them(
    counter: PosDriver, shopfloor: Shopfloor
) -> None:
    code = shopfloor.ticket(SHOES)
    shopfloor.printer.set_status(PrinterStatus.PAPER_OUT)
    _accept(counter, code)
    counter.sees("then press F6.")
    counter.press("Ctrl+L")
    counter.sees("Sign in")
    assert str(ReturnCode(code)) not in counter.screen()
    counter.sign_in(shopfloor.clerk.number, shopfloor.clerk.pin)
    counter.sees(f"Receipt and label of {ReturnCode(code)} did not come out.")


def test_paper_that_runs_low_is_said_and_stops_nothing(
    counter: PosDriver, shopfloor: Shopfloor
) -> None:
    shopfloor.printer.set_status(PrinterStatus.PAPER_LOW)
    counter.sees("Paper is running low")
    _accept(counter, shopfloor.ticket(SHOES))
    counter.sees("Give the customer the receipt. Stick the label on the parcel.")
