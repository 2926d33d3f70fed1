"""What is left in the data directory after a day says what happened, never to whom."""

import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from core.domain.codes import ReturnCode
from core.pytest_shop import Shopfloor
from core.services.ports import PrinterStatus
from kiosk.driver import KioskDriver
from pos.driver import PosDriver

MOBILE = "09987654321"
SHOES = "AXDY43322222524544"
KETTLE = "AXDY43322222524545"
UNKNOWN = "NOSUCHNUMBER"


@pytest.fixture
def _everything_is_logged() -> Iterator[None]:
    """Nothing is left out for being unimportant."""
    log = logging.getLogger("balik")
    before = log.level
    log.setLevel(logging.DEBUG)
    yield
    log.setLevel(before)


@pytest.mark.usefixtures("_everything_is_logged")
def test_no_number_of_a_person_is_left_in_any_file_but_database_and_papers(
    kiosk: KioskDriver, pos: PosDriver, shopfloor: Shopfloor
) -> None:
    """A return, a refusal, printers that fail, a wrong PIN, a database that stays locked."""
    kiosk.enter(SHOES)
    kiosk.sees("Is this what you are returning?")
    kiosk.tap("Yes, continue")
    kiosk.give_mobile(MOBILE)
    kiosk.sees("Your ticket is printed")
    code = shopfloor.last_ticket()
    shopfloor.ticket_printer.set_status(PrinterStatus.PAPER_OUT)
    kiosk.tap("Print again")
    kiosk.sees("The printer is out of paper")
    kiosk.tap("I have my code")
    kiosk.enter(UNKNOWN)
    kiosk.sees("We don't know this number")
    kiosk.tap("Finish")
    _take(pos, code, shopfloor)
    _ask_while_locked(kiosk, shopfloor)

    written = {
        path.name: path.read_text("utf-8", "replace")
        for path in shopfloor.data.rglob("*")
        if path.is_file() and not path.name.startswith("balik.db") and path.parent.name != "pos-02"
        if path.parent.name != "kiosk-K1"
    }
    log = written["balik.log"]
    assert "paper not printed" in log
    assert "returns database unusable" in log
    numbers = (MOBILE, MOBILE[1:], SHOES, KETTLE, UNKNOWN, code, str(ReturnCode(code)))
    for name, text in written.items():
        assert not [number for number in numbers if number in text.upper()], name
    # Four digits may well be the microseconds of a time.
    told = [{**json.loads(line), "timestamp": ""} for line in log.splitlines()]
    assert not [pin for pin in (shopfloor.clerk.pin, "9753") if pin in str(told)]


def _take(pos: PosDriver, code: str, shopfloor: Shopfloor) -> None:
    """A wrong PIN, the right one, a jam in mid-receipt, a search by mobile number."""
    pos.sign_in(shopfloor.clerk.number, "9753")
    pos.sees("do not belong together")
    pos.type(shopfloor.clerk.pin)
    pos.press("Enter")
    pos.sees("Scan the RETURN CODE")
    shopfloor.printer.jam_next()
    pos.scan(code)
    pos.sees("Check the parcel")
    pos.check_parcel()
    pos.press("F9")
    pos.sees("Parcel accepted", "The paper jammed")
    pos.press("F3")
    pos.type(MOBILE[-4:])
    pos.press("Enter")
    pos.sees(SHOES)


def _ask_while_locked(kiosk: KioskDriver, shopfloor: Shopfloor) -> None:
    """Another program holds the database for longer than anybody waits."""
    with closing(sqlite3.connect(shopfloor.data / "balik.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        patient = KioskDriver(kiosk.window, patience_s=60)
        patient.enter(KETTLE)
        patient.tap("Yes, continue")
        patient.give_mobile(MOBILE)
        patient.sees("Try again")
        other.execute("ROLLBACK")
