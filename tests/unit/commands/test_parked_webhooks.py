"""`balik admin webhook parked`, of more than it shows."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest
from said import Balik

from core.clock import SystemClock
from core.domain.merchants import Merchant, Store
from core.domain.mobile import MobileNumber
from core.domain.orders import Item
from core.persistence.database import open_database
from core.persistence.pins import Argon2Pins
from core.services.administration import save_merchants
from core.services.ecms import RequestReturn, Terminal
from core.services.embedded import EmbeddedEcms
from core.services.rules import EcmsRules
from core.services.storage import OrderContent
from core.services.submit_orders import submit_orders

KIOSK = Terminal(Store("0166", "Pasig Blvd", "NCR"), "K1")
SHOWN = 100
# As if every try of every notice had been in vain.
PARK_ALL = """
    INSERT INTO webhook_notices
    SELECT order_id, 1, status, merchant_code, NULL, 'parked', 10, 10, NULL, NULL
    FROM status_events JOIN return_orders ON return_orders.id = order_id
"""


@pytest.fixture
def parked(data: Path, chain: None) -> None:
    """Merchant 001 has one notice more than are shown, merchant 002 just one."""
    place = data / "balik.db"
    database, rules, now, draws = open_database(place), EcmsRules(), datetime.now(UTC), count(1)
    ecms = EmbeddedEcms(database, SystemClock(), Argon2Pins(), lambda _: next(draws), rules)
    save_merchants(database, [Merchant("002", "Merchant B")])
    items = (Item("1", "Shirt"),)
    many = [OrderContent(f"UID{number}", items) for number in range(SHOWN + 1)]
    submit_orders(database, rules, "001", many, now)
    submit_orders(database, rules, "002", [OrderContent("OTHER", items)], now)
    for order in range(1, SHOWN + 3):
        asked = RequestReturn(order, MobileNumber("09123456789"), KIOSK, str(uuid4()))
        ecms.request_return(asked)
    database.close()
    with closing(sqlite3.connect(place)) as file, file:
        file.execute(PARK_ALL)


@pytest.mark.parametrize(
    ("merchant", "shown", "says"),
    [
        ((), SHOWN, "2 more are parked."),
        (("001",), SHOWN, "1 more is parked."),
        (("002",), 1, ""),
    ],
)
def test_how_many_more_are_parked_is_said(
    balik: Balik, parked: None, merchant: tuple[str, ...], shown: int, says: str
) -> None:
    said = balik("admin", "webhook", "parked", *merchant)
    _heading, *lines = said.out.splitlines()
    assert sum("FOR RETURN" in line for line in lines) == shown
    assert lines[shown:] == ([says] if says else [])


def test_where_nothing_is_parked_nothing_more_is(balik: Balik, chain: None) -> None:
    for merchant in ((), ("001",)):
        assert balik("admin", "webhook", "parked", *merchant).out.count("\n") == 1
