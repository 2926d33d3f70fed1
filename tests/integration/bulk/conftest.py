"""A fresh chain of stores for every test of files, over a database of either kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from warehouse_floor import Warehouse

from core.persistence.bulk_sqlite import SqliteBulk
from core.persistence.database import Database
from core.persistence.export import StoredPages
from core.persistence.opening import bulk_over, open_any
from core.services.bulk import BulkOrders


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    """The chain over a SQLite file."""
    database = open_any(tmp_path / "balik.db")
    yield _opened(database, SqliteBulk(database, pause=lambda _: None))
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def any_warehouse(request: pytest.FixtureRequest) -> Iterator[Warehouse]:
    """The chain over a database of either kind."""
    if request.param == "sqlite":
        yield request.getfixturevalue("warehouse")
        return
    database = open_any(request.getfixturevalue("postgres_url"))
    yield _opened(database, bulk_over(database))
    database.close()


def _opened(database: Database, bulk: BulkOrders) -> Warehouse:
    warehouse = Warehouse(database, bulk, StoredPages(database))
    warehouse.set_up()
    return warehouse
