"""A walk past every page of the POS, for whatever is to be looked at on each."""

from collections.abc import Callable, Iterator

import pytest

from core.services.ports import PrinterStatus
from pos.driver import PosDriver
from pos.pytest_plugin import Shopfloor, new_shop, pos, shopfloor

__all__ = ["new_shop", "pos", "shopfloor"]

SHOES = "AXDY43322222524544"

Walk = Callable[[], Iterator[str]]


@pytest.fixture
def walk(pos: PosDriver, shopfloor: Shopfloor) -> Walk:
    """Yields the name of each page while it is on the screen."""

    def past_every_page() -> Iterator[str]:
        shoes, lamp = shopfloor.ticket(SHOES), shopfloor.ticket("HYN402")
        yield from _signing_in(pos, shopfloor)
        yield from _taking_a_parcel(pos, shoes)
        shopfloor.pass_time(5)
        yield from _refusals(pos, shoes, lamp)
        yield from _finding(pos)
        shopfloor.pass_time(5)
        yield from _trouble(pos, shopfloor, lamp)

    return past_every_page


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
