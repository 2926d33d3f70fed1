"""A process whose connections to the server are all in use: busy, and no mistake of the program."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest

from core.domain.merchants import Merchant
from core.persistence.database import Database
from core.persistence.opening import bulk_over
from core.persistence.postgres import PostgresDatabase, postgres_engine
from core.services.ports import DatabaseTrouble, TroubleKind

_MERCHANT = Merchant("001", "Merchant A")
_WAYS_IN: dict[str, Callable[[Database], AbstractContextManager[Any]]] = {
    "reading": lambda database: database.reading(),
    "writing": lambda database: database.writing(),
    "alone": lambda database: database.alone(),
    "bulk": lambda database: bulk_over(database).staged(_MERCHANT, date(2026, 11, 21)),
}


@pytest.fixture
def database(postgres_url: str) -> Iterator[PostgresDatabase]:
    """One with a single connection, for which nobody waits."""
    database = PostgresDatabase(postgres_engine(postgres_url, connections=1, patience_s=0))
    yield database
    database.close()


@pytest.mark.parametrize("way_in", _WAYS_IN.values(), ids=_WAYS_IN)
def test_who_gets_no_connection_is_told_that_it_is_busy(
    database: PostgresDatabase, way_in: Callable[[Database], AbstractContextManager[Any]]
) -> None:
    with database.writing(), pytest.raises(DatabaseTrouble) as trouble, way_in(database):
        pytest.fail("there was one more")
    assert trouble.value.kind is TroubleKind.BUSY
    with way_in(database):
        """As soon as it is given back, it is there."""
