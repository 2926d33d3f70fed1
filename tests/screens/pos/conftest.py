"""A walk past every page of the POS, for whatever is to be looked at on each."""

from collections.abc import Callable, Iterator

import pytest

from core.domain.codes import TrackingNumber
from core.services.ports import PrinterStatus
from pos.driver import PosDriver
from pos.flow.office_states import PullOut
from pos.pytest_plugin import Shopfloor, new_shop, pos, shopfloor

__all__ = ["new_shop", "pos", "shopfloor"]

SHOES = "AXDY43322222524544"

Walk = Callable[[], Iterator[str]]


@pytest.fixture(params=["counter", "office"])
def walk(request: pytest.FixtureRequest, pos: PosDriver, shopfloor: Shopfloor) -> Walk:
    """Yields the name of each page while it is on the screen: the counter's, and the office's."""

    def past_the_office() -> Iterator[str]:
        for reference in (SHOES, "HYN402"):
            shopfloor.accepted(reference)
        pos.sign_in(shopfloor.clerk.number, shopfloor.clerk.pin)
        pos.sees("Scan the RETURN CODE")
        yield from _pull_out(pos, shopfloor)
        yield from _day(pos, shopfloor)
        yield from _devices(pos, shopfloor)

    def past_the_counter() -> Iterator[str]:
        shoes, lamp = shopfloor.ticket(SHOES), shopfloor.ticket("HYN402")
        yield from _signing_in(pos, shopfloor)
        yield from _taking_a_parcel(pos, shoes)
        shopfloor.pass_time(5)
        yield from _refusals(pos, shoes, lamp)
        yield from _finding(pos)
        shopfloor.pass_time(5)
        yield from _trouble(pos, shopfloor, lamp)

    return past_the_counter if request.param == "counter" else past_the_office


def _signing_in(pos: PosDriver, shopfloor: Shopfloor) -> Iterator[str]:
    pos.sees("Sign in")
    yield "lock"
    pos.press("Enter")
    pos.sees("Enter your clerk number and your PIN.")
    yield "lock, incomplete"
    pos.sign_in(shopfloor.clerk.number, shopfloor.clerk.pin)
    pos.sees("Scan the RETURN CODE")
    yield "ready"
    pos.type("182212342346")
    pos.sees("One digit is wrong.")
    yield "ready, wrong digit"
    pos.press("Esc")


def _taking_a_parcel(pos: PosDriver, shoes: str) -> Iterator[str]:
    pos.scan(shoes)
    pos.sees("Check the parcel", "Rain jacket, navy")
    yield "verify"
    pos.press("1")
    pos.press("F9")
    pos.sees("Check all three first")
    yield "verify, check first"
    pos.press("F8")
    pos.sees("Why is the parcel refused?")
    yield "verify, reasons"
    pos.press("Esc")
    pos.press("2")
    pos.press("3")
    yield "verify, checked"
    pos.press("F9")
    pos.sees("Print label again", "Printed")
    yield "accepted"


def _refusals(pos: PosDriver, shoes: str, lamp: str) -> Iterator[str]:
    pos.scan(shoes)
    pos.sees("Do not accept: already returned", "Kiosk K1")
    yield "refused"
    pos.scan("30310533261428120")
    pos.sees("That is a tracking number")
    yield "another thing"
    pos.scan(lamp)
    pos.sees("Check the parcel")
    pos.press("F8")
    pos.press("2")
    pos.sees("Parcel not taken", "Kiosk K1")
    yield "sent away"


def _finding(pos: PosDriver) -> Iterator[str]:
    pos.press("F3")
    pos.sees("Find a parcel")
    yield "find"
    pos.type("000")
    pos.press("Enter")
    pos.sees("Nothing found")
    yield "find, nothing"
    pos.press("F2")
    pos.press("F3")
    pos.type("6789")
    pos.press("Enter")
    pos.sees("WAITING2026", "Merchant B")
    yield "find, several"
    pos.press("Down")
    pos.sees("Print receipt again")
    yield "find, accepted"


def _trouble(pos: PosDriver, shopfloor: Shopfloor, lamp: str) -> Iterator[str]:
    pos.scan(lamp)
    pos.sees("Check the parcel")
    shopfloor.printer.jam_next()
    pos.check_parcel()
    pos.press("F9")
    pos.sees("Clear the paper jam, then press F6.", "Not printed yet")
    yield "accepted, jam"
    shopfloor.printer.set_status(PrinterStatus.COVER_OPEN)
    pos.press("F2")
    pos.sees("Close the printer’s cover", "did not come out", "AR 000002")
    yield "ready, paper missing"
    pos.press("F3")
    pos.sees("Close the printer’s cover, then press F6.")
    yield "find, paper missing"


def _pull_out(pos: PosDriver, shopfloor: Shopfloor) -> Iterator[str]:
    pos.press("F4")
    pos.sees("No pull-out list today", "3 parcels wait")
    yield "pull-out, no list"
    shopfloor.run_job()
    pos.press("F4")
    pos.sees("Authority to pull out", "0 of 3 handed over.")
    yield "pull-out"
    label = f"]C100{_first_label(pos)}"
    pos.scan(label)
    pos.sees("Enter the driver’s name first.")
    yield "pull-out, no driver"
    pos.type("J. Dela Cruz")
    pos.press("Enter")
    pos.type("nbx 4471")
    shopfloor.pass_time(5)
    pos.scan(label)
    pos.sees("1 of 3 handed over.")
    yield "pull-out, handed over"
    for scanned, seen in (
        (label, "Already handed over"),
        ("3031053326", "A part of the label is missing"),
        ("30310533299999999", "Unknown label"),
        (TrackingNumber("34012345678901234").sscc, "Another chain’s label"),
    ):
        shopfloor.pass_time(5)
        pos.scan(scanned)
        pos.sees(seen)
        yield f"pull-out, {seen}"
    pos.press("F9")
    pos.sees("Count together")
    yield "pull-out, counting"
    pos.type("1")
    pos.press("Enter")
    pos.type("2")
    pos.press("F9")
    pos.sees("1 were scanned, you counted 1, the driver 2.")
    yield "pull-out, counts differ"
    pos.press("Backspace")
    pos.type("1")
    pos.press("Enter")
    pos.sees("Pull-out closed")
    pos.press("F7")
    pos.sees("Saved as APO-0166-20261121.pdf")
    yield "pull-out, closed"


def _first_label(pos: PosDriver) -> str:
    page = pos.window.state.page
    assert isinstance(page, PullOut)
    assert page.list is not None
    return page.list.lines[0].tracking_number.sscc


def _day(pos: PosDriver, shopfloor: Shopfloor) -> Iterator[str]:
    shopfloor.clock.pass_time(9 * 24 * 3600)
    pos.press("F5")
    pos.sees("The day so far (X)", "Here for more than 7 days", "No parcel was accepted that day.")
    yield "day, overdue"
    for _ in range(9):
        pos.press("PageUp")
    pos.sees("Accepted Sat 21 Nov 2026", "0 · 2 not yet")
    yield "day, earlier"
    pos.press("F9")
    pos.sees("Press F9 again to close it")
    yield "day, closing"
    pos.press("F9")
    pos.sees("Day closed: Z 1")
    yield "day, closed"


def _devices(pos: PosDriver, shopfloor: Shopfloor) -> Iterator[str]:
    pos.press("F10")
    pos.sees("Scanner that types like a keyboard", "Scan anything to try the scanner")
    yield "devices"
    shopfloor.printer.set_status(PrinterStatus.COVER_OPEN)
    pos.press("F6")
    pos.sees("The test page did not come out. Close the printer’s cover, then press F6.")
    shopfloor.pass_time(5)
    pos.scan("W" * 39)
    pos.sees("That is a merchant’s number · 1 code read")
    pos.click_field("Address of a printer on the network")
    pos.type("pigeon://7")
    pos.press("Enter")
    pos.sees("pigeon://7 is no address of a printer.")
    yield "devices, tried"
