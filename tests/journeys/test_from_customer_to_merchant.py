"""A parcel's whole line: at kiosk, counter, pull-out, on the truck, in the DC, at the merchant."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot
from shop_steps import get_ticket, sign_in, take_parcel

from core.domain.codes import ReturnCode
from core.domain.status import FLOW, Status
from core.pytest_shop import Shopfloor
from core.qt.handheld import HandheldWindow
from core.qt.hands import Hands
from core.qt.strip import Strip
from core.scanning.picture import read_picture
from core.texts import Texts
from kiosk.driver import KioskDriver
from pos.driver import PosDriver

#: Merchant A's parcels are delivered by the DC; Merchant B fetches its own.
DELIVERED, FETCHED = "AXDY43322222524544", "HYN402"


@pytest.fixture
def handheld(qtbot: QtBot, shopfloor: Shopfloor) -> Iterator[Hands]:
    """Somebody with the trucker's and DC's hand-held."""
    if shopfloor.station.handheld is None:
        raise LookupError("this shop is no demonstration")
    window = HandheldWindow(shopfloor.station.handheld, Texts())
    qtbot.addWidget(window)
    window.show()
    QTest.qWaitForWindowActive(window)
    yield Hands(window)
    window.close()


def _to_the_truck(
    kiosk: KioskDriver, pos: PosDriver, handheld: Hands, shopfloor: Shopfloor, reference: str
) -> tuple[str, str]:
    """From the typed number to the driver's hands: the RETURN CODE, and the label's bars."""
    kiosk.enter(reference)
    code = get_ticket(kiosk, shopfloor)
    sign_in(pos, shopfloor)
    take_parcel(pos, code)
    pos.sees("Stick the label on the parcel.", "Printed")
    (paper,) = shopfloor.papers("label")
    (label,) = read_picture(paper.png)
    handheld.press("F4")
    handheld.sees("APO-0166-20261121: 2 parcels on it.")
    pos.press("F4")
    pos.sees("0 of 2 handed over.")
    pos.type("J. Dela Cruz")
    pos.press("Enter")
    pos.type("NBX 4471")
    pos.scan(label)
    pos.sees("1 of 2 handed over.")
    pos.press("F9")
    pos.sees("Count together")
    pos.type("1")
    pos.press("Enter")
    pos.type("1")
    pos.press("Enter")
    pos.sees("Pull-out closed")
    return code, label


def _scan(handheld: Hands, key: str, label: str, status: Status) -> None:
    handheld.press(key)
    handheld.scan(label)
    handheld.sees(f": {status.value}")


def _statuses(shopfloor: Shopfloor, code: str) -> list[Status]:
    history = shopfloor.station.ecms.history(ReturnCode.parse(code))
    return [entry.status for entry in reversed(history)]


def test_a_parcel_goes_through_all_ten_statuses(
    kiosk: KioskDriver, pos: PosDriver, handheld: Hands, shopfloor: Shopfloor
) -> None:
    code, label = _to_the_truck(kiosk, pos, handheld, shopfloor, DELIVERED)
    for key, step in zip(("F5", "F6", "F7", "F8", "F9", "F10"), FLOW[4:], strict=True):
        _scan(handheld, key, label, step.status)
    assert _statuses(shopfloor, code) == [step.status for step in FLOW]

    pos.press("F3")
    pos.sees("Find a parcel")
    pos.type(code)
    pos.press("Enter")
    pos.sees("ARRIVED AT MERCHANT", "FOR RETURN", "J. Dela Cruz, NBX4471", "DC01")


def test_a_parcel_that_its_merchant_fetches_ends_at_the_dc(
    kiosk: KioskDriver, pos: PosDriver, handheld: Hands, shopfloor: Shopfloor
) -> None:
    code, label = _to_the_truck(kiosk, pos, handheld, shopfloor, FETCHED)
    for key, step in zip(("F5", "F6", "F7", "F8"), FLOW[4:8], strict=True):
        _scan(handheld, key, label, step.status)
    handheld.press("F9")
    handheld.scan(label)
    handheld.sees("Out of turn: the parcel is RETURNED TO MERCHANT")
    assert _statuses(shopfloor, code) == [step.status for step in FLOW[:8]]


def test_a_scan_out_of_turn_and_a_repeated_one_change_nothing(
    kiosk: KioskDriver, pos: PosDriver, handheld: Hands, shopfloor: Shopfloor
) -> None:
    code, label = _to_the_truck(kiosk, pos, handheld, shopfloor, FETCHED)
    handheld.press("F7")
    handheld.scan(label)
    handheld.sees("Out of turn: the parcel is PULLED OUT FROM STORE")
    _scan(handheld, "F5", label, Status.ON_VEHICLE_TO_WAREHOUSE)
    handheld.scan(label)
    handheld.sees("has been there before: it is ON VEHICLE TO WAREHOUSE.")
    handheld.scan("3031053326")
    handheld.sees("That is no whole parcel label.")
    assert _statuses(shopfloor, code) == [step.status for step in FLOW[:5]]


@pytest.mark.parametrize("is_there", [True, False])
def test_the_strip_beside_the_pos_offers_the_hand_held_where_there_is_one(
    qtbot: QtBot, shopfloor: Shopfloor, is_there: bool
) -> None:
    strip = Strip(shopfloor.printer, "Receipt printer", has_handheld=is_there)
    qtbot.addWidget(strip)
    buttons = [
        button for button in strip.findChildren(QToolButton) if button.text() == "Trucker and DC"
    ]
    assert len(buttons) == int(is_there)
    for button in buttons:
        with qtbot.waitSignal(strip.handheld_asked):
            button.click()
    strip.roll.stop()
