"""A chain over a real database of either kind, and merchants' sites on real sockets."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from notified_chain import Chain

from core.persistence.database import Database
from core.persistence.opening import open_any
from core.services.notify_url import WebhookSecret
from core.simulator.merchant_site import MerchantSite


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new, empty database is: a file, or a server's."""
    if request.param == "sqlite":
        return str(tmp_path / "balik.db")
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = open_any(database_url)
    yield database
    database.close()


@pytest.fixture
def chain(database: Database) -> Chain:
    return Chain(database)


def _running_site() -> MerchantSite:
    return MerchantSite(WebhookSecret.draw(bytes).text)


@pytest.fixture
def site() -> Iterator[MerchantSite]:
    with _running_site() as running:
        yield running


@pytest.fixture
def other_site() -> Iterator[MerchantSite]:
    with _running_site() as running:
        yield running
