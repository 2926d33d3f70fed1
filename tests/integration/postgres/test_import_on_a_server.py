"""A merchant's first file into PostgreSQL: in one piece, and the table is as it was."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import psycopg
import pytest

from core.bulk.csv_orders import CsvOrders
from core.domain.merchants import Merchant
from core.persistence.bulk_postgres import MANY
from core.persistence.database import Database
from core.persistence.opening import bulk_over, open_any
from core.services.administration import save_merchants
from core.services.bulk import Fates
from core.services.rules import EcmsRules
from core.services.storage import OrderContent
from core.services.submit_orders import submit_orders

MERCHANT = Merchant("001", "Merchant A")
TODAY = date(2026, 11, 21)
LINES = [f"UID{number * 7919 % MANY:06},{number},HY{number}" for number in range(MANY)]
SHAPE = (
    "SELECT conname::text, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE conrelid = 'return_orders'::regclass"
    " UNION SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'return_orders'"
    " ORDER BY 1, 2"
)


@pytest.fixture
def database(postgres_url: str) -> Iterator[Database]:
    database = open_any(postgres_url)
    save_merchants(database, [MERCHANT])
    yield database
    database.close()


def _rows(url: str, sql: str) -> list[Any]:
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(sql.encode()).fetchall()


def _take_in(database: Database, lines: list[str], meanwhile: str = "") -> Fates:
    """Import lines; somebody else may submit an order between reading and writing."""
    file = BytesIO("\n".join(["uid,order_number,waybill", *lines]).encode())
    with bulk_over(database).staged(MERCHANT, TODAY) as staged:
        for batch in CsvOrders(file):
            staged.add(batch.orders)
        staged.settle()
        if meanwhile:
            content = OrderContent(meanwhile, (), waybill="OTHER")
            now = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
            submit_orders(database, EcmsRules(), "001", [content], now)
        return staged.write(lambda _: None)


def test_a_first_file_leaves_keys_and_indexes_as_they_were(
    database: Database, postgres_url: str
) -> None:
    before = _rows(postgres_url, SHAPE)
    assert _take_in(database, LINES) == Fates(MANY, 0, 0, 0)
    assert _rows(postgres_url, SHAPE) == before
    assert _rows(postgres_url, "SELECT count(*) FROM return_orders") == [(MANY,)]
    # The same again, now beside others, and one more.
    assert _take_in(database, [*LINES, "ONEMORE,1,HY1"]) == Fates(1, MANY, 0, 0)


def test_a_first_file_that_names_an_order_twice_has_it_once(database: Database) -> None:
    same, other = LINES[0], LINES[1].replace("HY1", "HY9")
    assert _take_in(database, [*LINES, same, other]) == Fates(MANY, 1, 0, 1)


def test_who_submits_while_a_first_file_is_read_is_respected(
    database: Database, postgres_url: str
) -> None:
    before = _rows(postgres_url, SHAPE)
    fates = _take_in(database, LINES, meanwhile="UID000000")
    assert (fates.new, fates.changed) == (MANY - 1, 1)
    assert _rows(postgres_url, SHAPE) == before
    assert _rows(postgres_url, "SELECT count(*) FROM return_orders") == [(MANY,)]


def test_a_first_file_that_is_broken_off_leaves_nothing(
    database: Database, postgres_url: str
) -> None:
    before = _rows(postgres_url, SHAPE)
    with psycopg.connect(postgres_url, autocommit=True) as other:
        other.execute(
            "ALTER TABLE return_orders ADD CONSTRAINT in_the_way CHECK (uid <> 'UID000001')"
        )
        with pytest.raises(psycopg.IntegrityError):
            _take_in(database, LINES)
        other.execute("ALTER TABLE return_orders DROP CONSTRAINT in_the_way")
    assert _rows(postgres_url, SHAPE) == before
    assert _rows(postgres_url, "SELECT count(*) FROM return_orders") == [(0,)]
