"""A fresh chain of stores for every test of files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from warehouse_floor import Warehouse

from core.persistence.bulk_sqlite import SqliteBulk
from core.persistence.database import open_database
from core.persistence.export import StoredPages


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    """The chain, open."""
    database = open_database(tmp_path / "balik.db")
    warehouse = Warehouse(
        database, SqliteBulk(database, pause=lambda _: None), StoredPages(database)
    )
    warehouse.set_up()
    yield warehouse
    database.close()
