"""What backstage does to a scanner happens to whatever the demonstration holds under it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import Store, opened_store
from PySide6.QtGui import QAction

from core.qt.demo_numbers import DemoNumbers

SHOES, KETTLE = "AXDY43322222524544", "AXDY43322222524545"


@pytest.fixture(scope="module")
def store(
    qapp: object, new_shop: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    with opened_store(new_shop, tmp_path_factory.mktemp("scanners")) as opened:
        yield opened


def _number_to_try(store: Store, number: str) -> QAction:
    numbers = store.at_kiosk.desk.findChild(DemoNumbers)
    return next(each for each in numbers.findChildren(QAction) if each.text().startswith(number))


def test_a_number_to_try_is_misread_at_the_kiosk(store: Store) -> None:
    kiosk = store.kiosk()
    kiosk.sees("Start a return")
    store.panel.faults.switch("kiosk-scanner-misread")
    _number_to_try(store, SHOES).trigger()
    kiosk.sees("Is this what you are returning?", KETTLE)
    store.panel.faults.all_off()
    kiosk.tap("Start over")
    _number_to_try(store, SHOES).trigger()
    kiosk.sees("Is this what you are returning?", SHOES)
    kiosk.tap("Start over")


def test_a_ticket_that_is_held_under_the_poss_scanner_is_misread(store: Store) -> None:
    store.gets_code(SHOES)
    printer = store.shop.kiosk().simulated_printer
    assert printer is not None
    pos = store.clerk_at_work()
    store.panel.faults.switch("pos-scanner-misread")
    store.at_pos.scan_picture(printer.papers[-1].png)
    pos.sees("digit")
    store.panel.faults.all_off()
    store.at_pos.scan_picture(printer.papers[-1].png)
    pos.sees("Check the parcel")
