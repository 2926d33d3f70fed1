"""From the typed number at the kiosk to the receipt at the counter, both over one database."""

from datetime import timedelta

import pytest
from shop_steps import get_ticket, sign_in, take_parcel

from core.bootstrap import Shop
from core.domain.codes import ReturnCode, gs1_check_digit
from core.pytest_shop import HERE_AND_FAR, Shopfloor
from core.scanning.picture import read_picture
from core.services.ports import PaperOut, PrinterStatus
from kiosk.driver import KioskDriver
from kiosk.pytest_plugin import OpenKiosk
from pos.driver import PosDriver
from pos.window import PosWindow

MOBILE = "09123456789"
SHOES = "AXDY43322222524544"


def text_of(paper: PaperOut) -> str:
    """What a paper says."""
    return paper.png.with_suffix(".txt").read_text("utf-8")


def is_tracking_number(bars: str) -> bool:
    """GS1-128 with AI (00), 17 digits and their right check digit."""
    digits = bars.removeprefix("(00)")
    return len(digits) == 18 and bars != digits and gs1_check_digit(digits[:17]) == digits[17]


@HERE_AND_FAR
def test_the_cliqq_example_goes_from_typed_number_to_receipt(
    kiosk: KioskDriver, pos: PosDriver, shopfloor: Shopfloor
) -> None:
    """The first source document's reference gets the tracking number of its example."""
    kiosk.enter("axdy 4332-2222524544")
    kiosk.sees("Merchant A", "Canvas shoes, size 42", "Rain jacket, navy")
    code = get_ticket(kiosk, shopfloor)
    sign_in(pos, shopfloor)
    take_parcel(pos, code)
    pos.sees("AR 000001", "Give the customer the receipt. Stick the label on the parcel.")
    (receipt,), (label,) = shopfloor.papers("receipt"), shopfloor.papers("label")
    for paper in (receipt, label):
        (bars,) = (read for read in read_picture(paper.png) if read.startswith("(00)"))
        assert bars == "(00)303105332614281206"
        assert is_tracking_number(bars)
    said = text_of(receipt)
    for fact in (str(ReturnCode(code)), SHOES, "0166-02-000001", "0912 ••• 6789", "R. Santos"):
        assert fact in said
    assert MOBILE not in said


@HERE_AND_FAR
@pytest.mark.parametrize("reference", ["100078", "108", "HYN402"])
def test_the_increff_example_is_returned_by_each_of_its_numbers(
    kiosk: KioskDriver, pos: PosDriver, shopfloor: Shopfloor, reference: str
) -> None:
    """UID, order number and waybill; the UID is another merchant's order number as well."""
    kiosk.enter(reference)
    if reference == "100078":
        kiosk.sees("Two shops know this number", "Merchant A", "Merchant B")
        kiosk.tap("Merchant B")
    kiosk.sees("Merchant B", "Desk lamp")
    code = get_ticket(kiosk, shopfloor)
    sign_in(pos, shopfloor)
    take_parcel(pos, code)
    pos.sees("Stick the label on the parcel.")
    (label,) = shopfloor.papers("label")
    assert any(is_tracking_number(bars) for bars in read_picture(label.png))
    assert "Wid234" in text_of(label)
    assert str(ReturnCode(code)) in text_of(label)


@HERE_AND_FAR
def test_a_code_that_expires_on_the_way_to_the_counter_is_refused(
    kiosk: KioskDriver, pos: PosDriver, shopfloor: Shopfloor
) -> None:
    """It holds to the end of its last day in the store's time zone, and not a second longer."""
    kiosk.enter(SHOES)
    code = get_ticket(kiosk, shopfloor)
    now = shopfloor.clock.now()
    local = shopfloor.station.terminal.store.local(now)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=15)
    shopfloor.clock.pass_time((midnight - local).total_seconds() - 1)
    sign_in(pos, shopfloor)
    pos.scan(code)
    pos.sees("Check the parcel", "last day")
    shopfloor.clock.pass_time(3)
    pos.check_parcel()
    pos.press("F9")
    pos.sees("Do not accept: expired")
    assert not shopfloor.papers("receipt")
    assert shopfloor.station.ecms.counter_today(shopfloor.station.terminal).accepted == 0
    kiosk.enter(SHOES)
    kiosk.sees("This return has expired")


def test_two_counters_have_checked_one_parcel_and_the_first_has_it(
    pos: PosDriver, shopfloor: Shopfloor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have checked the parcel; the second F9 is told where and when it was taken."""
    monkeypatch.setenv("BALIK_POS", "01")
    shop = Shop(shopfloor.data, shopfloor.clock)
    window = PosWindow(shop.pos, timers=shopfloor.timers, seconds=lambda: shopfloor.clock.seconds)
    window.show()
    try:
        other = PosDriver(window)
        code = shopfloor.ticket(SHOES)
        for counter in (pos, other):
            sign_in(counter, shopfloor)
            counter.scan(code)
            counter.sees("Check the parcel")
            counter.check_parcel()
        pos.press("F9")
        pos.sees("Parcel accepted", "Printed")
        other.press("F9")
        other.sees("Do not accept: already returned", "Store 0166 · Pasig Blvd")
    finally:
        window.close()
        window.deleteLater()
        shop.close()
    assert len(shopfloor.papers("receipt")) == 1
    assert shopfloor.station.ecms.counter_today(shopfloor.station.terminal).accepted == 1


@HERE_AND_FAR
def test_the_kiosk_knows_what_the_counter_has_taken(
    kiosk: KioskDriver, pos: PosDriver, shopfloor: Shopfloor
) -> None:
    """Before: the same code again, never a second one. After: no more."""
    kiosk.enter(SHOES)
    code = get_ticket(kiosk, shopfloor)
    kiosk.scan(SHOES)
    assert get_ticket(kiosk, shopfloor) == code
    sign_in(pos, shopfloor)
    take_parcel(pos, code)
    pos.sees("Printed")
    kiosk.enter(SHOES)
    kiosk.sees("This parcel was already returned", "Pasig Blvd", SHOES)
    assert len(shopfloor.ticket_printer.papers) == 2


@HERE_AND_FAR
def test_a_jam_in_mid_receipt_loses_nothing_and_counts_once(
    kiosk: KioskDriver, pos: PosDriver, shopfloor: Shopfloor
) -> None:
    """The parcel is taken; F6 prints the receipt that is missing, as the first one."""
    kiosk.enter("HYN403")
    code = get_ticket(kiosk, shopfloor)
    sign_in(pos, shopfloor)
    shopfloor.printer.jam_next()
    take_parcel(pos, code)
    pos.sees("The paper jammed in the middle of the receipt", "then press F6")
    shopfloor.printer.set_status(PrinterStatus.READY)
    pos.press("F6")
    pos.sees("Printed", "Print receipt again")
    torn, whole = shopfloor.papers("receipt")
    assert (torn.whole, whole.whole) == (False, True)
    assert "AR No. 0166-02-000001" in text_of(whole)
    assert "REPRINT" not in text_of(whole)
    assert any(is_tracking_number(bars) for bars in read_picture(whole.png))
    assert shopfloor.station.ecms.counter_today(shopfloor.station.terminal).accepted == 1


@pytest.mark.parametrize(
    "status", [PrinterStatus.PAPER_OUT, PrinterStatus.COVER_OPEN, PrinterStatus.OFFLINE]
)
def test_a_return_without_any_ticket_goes_by_the_code_on_the_screen(
    open_kiosk: OpenKiosk, pos: PosDriver, shopfloor: Shopfloor, status: PrinterStatus
) -> None:
    """Paper is never the only copy: the clerk types what the customer photographed."""
    shopfloor.ticket_printer.set_status(status)
    kiosk = open_kiosk(size=(1280, 800))
    kiosk.sees("Codes are shown on screen only")
    kiosk.enter(SHOES)
    kiosk.tap("Yes, continue")
    kiosk.give_mobile(MOBILE)
    shown = kiosk.return_code()
    assert not shopfloor.ticket_printer.papers
    sign_in(pos, shopfloor)
    pos.type(shown.replace("-", ""))
    pos.press("Enter")
    pos.sees("Check the parcel", shown)
    pos.check_parcel()
    pos.press("F9")
    pos.sees("Printed", "AR 000001")
