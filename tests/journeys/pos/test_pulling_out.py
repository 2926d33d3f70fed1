"""SBS Returns at the counter: the day's list into a driver's truck, with keys and scanner alone."""

import csv
from datetime import date

import pypdfium2
import pytest

from core.domain.codes import TrackingNumber
from core.domain.status import Status
from core.services.ecms import AcceptedParcel
from core.services.ports import PrinterStatus
from core.services.store_office import PullOutList
from pos.driver import PosDriver
from pos.pytest_plugin import HERE_AND_FAR, Shopfloor

SHOES, LAMP = "AXDY43322222524544", "HYN402"
NUMBER = "APO-0166-20261121"


@pytest.fixture
def parcels(shopfloor: Shopfloor) -> tuple[AcceptedParcel, AcceptedParcel]:
    """Two parcels that the counter took and the ECMS job listed, beside the one of yesterday."""
    taken = shopfloor.accepted(SHOES), shopfloor.accepted(LAMP)
    shopfloor.run_job()
    return taken


def _begin(counter: PosDriver) -> None:
    counter.press("F4")
    counter.sees(NUMBER, "0 of 3 handed over.", "Scan a parcel label")
    counter.type("J. Dela Cruz")
    counter.press("Enter")
    counter.type("nbx 4471")
    counter.press("Enter")


def _status(shopfloor: Shopfloor, parcel: AcceptedParcel) -> Status:
    return shopfloor.station.ecms.history(parcel.code)[0].status


def _list(shopfloor: Shopfloor) -> PullOutList:
    return shopfloor.station.office.pull_out_lists(shopfloor.station.terminal)[-1]


@HERE_AND_FAR
def test_a_list_is_handed_over_counted_closed_printed_and_filed(
    counter: PosDriver, shopfloor: Shopfloor, parcels: tuple[AcceptedParcel, ...]
) -> None:
    shoes, lamp = parcels
    _begin(counter)
    counter.scan(f"]C100{shoes.tracking_number.sscc}")
    counter.sees("Handed over", f"{shoes.tracking_number} · Merchant A", "1 of 3 handed over.")
    counter.scan(lamp.tracking_number.digits)
    counter.sees("2 of 3 handed over.")
    assert _status(shopfloor, shoes) is _status(shopfloor, lamp) is Status.PULLED_OUT_FROM_STORE

    counter.press("F9")
    counter.sees("Count together", "1 parcel stays here and goes on the next list.")
    counter.type("2")
    counter.press("Enter")
    counter.type("2")
    counter.press("Enter")
    counter.sees("Pull-out closed", "J. Dela Cruz · NBX4471 took 2 parcels.", "Stays here")
    counter.press("Enter")
    counter.sees("Pull-out closed")

    counter.press("F6")
    counter.sees("Printed")
    (paper,) = shopfloor.papers("apo")
    said = paper.png.with_suffix(".txt").read_text("utf-8")
    assert paper.whole
    for fact in ("SIMULATION", NUMBER, "Both counted  2", "[x] 30310533261428120", "For the truc"):
        assert fact in said
    counter.press("F6")
    counter.waits_until(lambda: len(shopfloor.papers("apo")) == 2, "the second paper")
    again = shopfloor.papers("apo")[1].png.with_suffix(".txt").read_text("utf-8")
    assert "REPRINT 1" in again
    assert "REPRINT" not in said
    counter.press("F7")
    counter.sees(f"Saved as {NUMBER}.pdf in")
    document = pypdfium2.PdfDocument(shopfloor.reports / f"{NUMBER}.pdf")
    assert "J. Dela Cruz · NBX4471" in document[0].get_textpage().get_text_bounded()
    document.close()
    counter.press("F8")
    counter.sees(f"Saved as {NUMBER}.csv in")
    with (shopfloor.reports / f"{NUMBER}.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [row["plate"] for row in rows] == ["", "NBX4471", "NBX4471"]


def test_what_stays_goes_on_the_next_list(
    counter: PosDriver, shopfloor: Shopfloor, parcels: tuple[AcceptedParcel, ...]
) -> None:
    _begin(counter)
    counter.scan(parcels[0].tracking_number.sscc)
    counter.sees("1 of 3 handed over.")
    counter.press("F9")
    counter.sees("Count together")
    counter.type("1")
    counter.press("Enter")
    counter.type("1")
    counter.press("F9")
    counter.sees("Pull-out closed")
    shopfloor.run_job()
    counter.press("F4")
    counter.sees("List 1 of 2: PageUp, PageDown.")
    counter.press("PageDown")
    counter.sees(f"{NUMBER}-2", "0 of 2 handed over.", str(parcels[1].tracking_number))


def test_counts_that_differ_close_nothing(
    counter: PosDriver, shopfloor: Shopfloor, parcels: tuple[AcceptedParcel, ...]
) -> None:
    _begin(counter)
    counter.scan(parcels[0].tracking_number.sscc)
    counter.sees("1 of 3 handed over.")
    counter.press("F9")
    counter.sees("Count together")
    counter.type("2")
    counter.press("F9")
    counter.sees("Enter both counts.")
    counter.press("Enter")
    counter.type("2")
    counter.press("Enter")
    counter.sees("1 were scanned, you counted 2, the driver 2. Nothing is closed")
    assert _list(shopfloor).closing is None
    counter.scan(parcels[1].tracking_number.sscc)
    counter.sees("2 of 3 handed over.", "Handed over")
    counter.press("F9")
    counter.sees("Count together")
    counter.type("2")
    counter.press("Enter")
    counter.type("2")
    counter.press("F9")
    counter.sees("Pull-out closed")


@HERE_AND_FAR
def test_a_parcel_that_is_not_on_the_list_stays_off_the_truck(
    counter: PosDriver, shopfloor: Shopfloor, parcels: tuple[AcceptedParcel, ...]
) -> None:
    late = shopfloor.accepted("AXDY43322222524545")
    _begin(counter)
    for scanned, seen in (
        (late.tracking_number.sscc, "Not on this list"),
        ("30310533261428999", "Unknown label"),
        (TrackingNumber("34012345678901234").sscc, "Another chain’s label"),
        ("3031053326", "A part of the label is missing"),
        ("4006381333931", "That is a product’s barcode"),
    ):
        counter.scan(scanned)
        counter.sees(seen)
    assert _list(shopfloor).handed_over == 0
    assert _status(shopfloor, late) is Status.RETURNED


@HERE_AND_FAR
def test_a_refused_label_is_still_seen_when_the_next_one_is_handed_over(
    counter: PosDriver, shopfloor: Shopfloor, parcels: tuple[AcceptedParcel, ...]
) -> None:
    foreign = TrackingNumber("34012345678901234")
    _begin(counter)
    # No event loop turns between the two: both are asked about at once.
    for scanned in (foreign, parcels[0].tracking_number):
        counter.window.presenter.scanned(scanned.sscc)
    counter.sees("1 of 3 handed over.", "Another chain’s label", str(foreign), "aside")
    counter.scan(parcels[1].tracking_number.sscc)
    counter.sees("2 of 3 handed over.", "Handed over")
    counter.does_not_see("Another chain’s label")


def test_a_label_that_is_refused_while_a_customer_is_served_is_said_there(
    counter: PosDriver, shopfloor: Shopfloor, parcels: tuple[AcceptedParcel, ...]
) -> None:
    code = shopfloor.ticket("AXDY43322222524545")
    foreign = TrackingNumber("34012345678901234")
    _begin(counter)
    # No event loop turns between the two: the ticket is there before the answer can be.
    for scanned in (foreign.sscc, code):
        counter.window.presenter.scanned(scanned)
    counter.sees("Check the parcel", f"{foreign} was not handed over to the driver. Press F4")
    counter.press("F4")
    counter.sees(NUMBER, "Another chain’s label", str(foreign))
    counter.does_not_see("was not handed over to the driver")


def test_a_label_that_does_not_scan_is_typed(
    counter: PosDriver, shopfloor: Shopfloor, parcels: tuple[AcceptedParcel, ...]
) -> None:
    _begin(counter)
    for key in str(parcels[0].tracking_number):
        counter.type(key)
    counter.press("Enter")
    counter.sees("1 of 3 handed over.")


def test_the_same_label_again_counts_once(
    counter: PosDriver, shopfloor: Shopfloor, parcels: tuple[AcceptedParcel, ...]
) -> None:
    _begin(counter)
    counter.scan(parcels[0].tracking_number.sscc)
    counter.sees("1 of 3 handed over.")
    shopfloor.pass_time(60)
    counter.scan(parcels[0].tracking_number.sscc)
    counter.sees("Already handed over", "went to the driver at 14:33. It counts once.")
    assert _list(shopfloor).handed_over == 1


def test_a_customer_is_served_between_two_parcels(
    counter: PosDriver, shopfloor: Shopfloor, parcels: tuple[AcceptedParcel, ...]
) -> None:
    code = shopfloor.ticket("AXDY43322222524545")
    _begin(counter)
    counter.scan(code)
    counter.sees("Check the parcel", "Kettle")
    counter.press("Esc")
    counter.press("F4")
    counter.sees(NUMBER, "J. Dela Cruz", "nbx 4471")
    counter.scan(parcels[0].tracking_number.sscc)
    counter.sees("1 of 3 handed over.")


def test_a_driver_who_leaves_half_way_is_followed_by_another(
    counter: PosDriver, shopfloor: Shopfloor, parcels: tuple[AcceptedParcel, ...]
) -> None:
    """The list stays open; each parcel remembers who took it."""
    _begin(counter)
    counter.scan(parcels[0].tracking_number.sscc)
    counter.sees("1 of 3 handed over.")
    counter.press("Ctrl+L")
    counter.sign_in(shopfloor.clerk.number, shopfloor.clerk.pin)
    counter.sees("Scan the RETURN CODE")
    counter.press("F4")
    counter.sees("1 of 3 handed over.", "J. Dela Cruz")
    counter.press("Tab")
    counter.type("M. Reyes")
    shopfloor.pass_time(5)
    counter.scan(parcels[1].tracking_number.sscc)
    counter.sees("2 of 3 handed over.")
    drivers = {line.driver.name for line in _list(shopfloor).lines if line.driver}
    assert drivers == {"J. Dela Cruz", "M. Reyes"}


def test_without_a_list_the_page_says_what_waits(counter: PosDriver, shopfloor: Shopfloor) -> None:
    counter.press("F4")
    counter.sees("No pull-out list today", "1 parcel waits for the next list.")
    shopfloor.run_job()
    counter.press("F4")
    counter.sees(NUMBER, "0 of 1 handed over.")
    counter.type("J. Dela Cruz")
    counter.press("Enter")
    counter.type("NBX 4471")
    counter.press("Enter")
    counter.scan(_list(shopfloor).lines[0].tracking_number.sscc)
    counter.sees("1 of 1 handed over.")


def test_a_printer_without_paper_loses_nothing(
    counter: PosDriver, shopfloor: Shopfloor, parcels: tuple[AcceptedParcel, ...]
) -> None:
    counter.press("F4")
    counter.sees(NUMBER)
    shopfloor.printer.set_status(PrinterStatus.PAPER_OUT)
    counter.press("F6")
    counter.sees("It did not come out whole. Put in a new paper roll, then press F6.")
    shopfloor.printer.set_status(PrinterStatus.READY)
    counter.press("F6")
    counter.sees("Printed")
    (paper,) = shopfloor.papers("apo")
    assert "REPRINT" not in paper.png.with_suffix(".txt").read_text("utf-8")


def test_the_last_of_print_and_file_is_what_the_page_tells_of(
    counter: PosDriver, shopfloor: Shopfloor, parcels: tuple[AcceptedParcel, ...]
) -> None:
    counter.press("F4")
    counter.sees(NUMBER)
    shopfloor.printer.set_status(PrinterStatus.PAPER_OUT)
    counter.press("F6")
    counter.sees("It did not come out whole.")
    counter.press("F7")
    counter.sees(f"Saved as {NUMBER}.pdf in")
    counter.does_not_see("It did not come out whole.")
    counter.press("F6")
    counter.sees("It did not come out whole. Put in a new paper roll, then press F6.")
    counter.does_not_see("Saved as")
    shopfloor.printer.set_status(PrinterStatus.READY)
    counter.press("F6")
    counter.sees("Printed")


def test_a_folder_that_cannot_be_written_to_is_said(
    counter: PosDriver, shopfloor: Shopfloor, parcels: tuple[AcceptedParcel, ...]
) -> None:
    shopfloor.reports.write_text("in the way", "utf-8")
    counter.press("F4")
    counter.sees(NUMBER)
    counter.press("F8")
    counter.sees("The file could not be written. Make room on the disk, then press F8.")


@HERE_AND_FAR
def test_the_day_s_figures_follow_what_was_done(
    counter: PosDriver, shopfloor: Shopfloor, parcels: tuple[AcceptedParcel, ...]
) -> None:
    _begin(counter)
    counter.scan(parcels[0].tracking_number.sscc)
    counter.sees("1 of 3 handed over.")
    counter.press("F5")
    counter.sees("The day so far (X)", "Accepted by merchant", "Accepted Sat 21 Nov 2026")
    counter.sees("1 · 1 not yet")
    report = shopfloor.station.office.day_so_far(shopfloor.station.terminal, parcels[0].clerk)
    assert (report.handed_over, report.held) == (1, 2)
    way = shopfloor.station.office.reconcile(date(2026, 11, 21), shopfloor.station.terminal)
    assert way.accepted == 2
    counter.press("F9")
    counter.sees("Press F9 again to close it, Esc to leave it open.")
    counter.press("Esc")
    counter.does_not_see("Press F9 again to close it")
    counter.press("F9")
    counter.press("F9")
    counter.sees("Day closed: Z 1")
    counter.press("F6")
    counter.sees("Printed")
    (paper,) = shopfloor.papers("day")
    assert "DAY REPORT Z 1" in paper.png.with_suffix(".txt").read_text("utf-8")
    counter.press("F7")
    counter.sees("Saved as Z-0166-0001.pdf in")
    counter.press("F5")
    counter.sees("The day so far (X)", "From 21 Nov 14:33 until 21 Nov 14:33")
    counter.press("Left")
    counter.sees("Day closed: Z 1", "From the first day until 21 Nov 14:33")
    shopfloor.pass_time(60)
    counter.press("F6")
    counter.waits_until(lambda: len(shopfloor.papers("day")) == 2, "the second paper")
    again = shopfloor.papers("day")[1].png.with_suffix(".txt").read_text("utf-8")
    assert "REPRINT 1" in again
    counter.press("Right")
    counter.sees("The day so far (X)", "Day report Z")
