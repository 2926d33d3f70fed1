"""A fresh chain for every test of the Ecms's contract, once for each adapter."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from ecms_chain import RULES, BuildEcms, Chain, Draws, SetClock
from postgres_server import Kept, Server
from remote_chain import RemoteChain

from core.persistence.database import Database, open_database
from core.persistence.opening import open_any
from core.persistence.pins import Argon2Pins
from core.services.ecms import Ecms
from core.services.embedded import EmbeddedEcms
from core.services.pins import Pins
from core.services.storage import Storage


def _embedded(storage: Storage, pins: Pins, clock: SetClock, draws: Draws) -> Ecms:
    return EmbeddedEcms(storage, clock, pins, draws, RULES)


@pytest.fixture(scope="session")
def cheap_pins() -> Argon2Pins:
    """Argon2 with so little memory that a test need not wait for it."""
    return Argon2Pins(memory_kib=64)


@pytest.fixture(scope="session")
def chain_file(tmp_path_factory: pytest.TempPathFactory, cheap_pins: Argon2Pins) -> Path:
    """A database with stores, terminals, clerks and merchants, made once and copied."""
    path = tmp_path_factory.mktemp("chain") / "chain.db"
    database = open_database(path)
    clock, draws = SetClock(), Draws()
    ecms = _embedded(database, cheap_pins, clock, draws)
    Chain(ecms, database, cheap_pins, clock, draws).set_up()
    database.close()
    return path


@pytest.fixture(scope="session")
def chain_on_server(postgres_server: Server, cheap_pins: Argon2Pins) -> Kept:
    """The same on PostgreSQL, made once and brought back."""
    url = postgres_server.new()
    database = open_any(url)
    clock, draws = SetClock(), Draws()
    ecms = _embedded(database, cheap_pins, clock, draws)
    Chain(ecms, database, cheap_pins, clock, draws).set_up()
    database.close()
    return postgres_server.keep(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def chain_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database with the chain, of either kind, as every test finds it."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("chain_file"), tmp_path / "chain.db")
        database = open_any(tmp_path / "chain.db")
        yield database
        database.close()
        return
    kept: Kept = request.getfixturevalue("chain_on_server")
    database = open_any(kept.url())
    yield database
    database.close()


@pytest.fixture(params=[_embedded, RemoteChain], ids=["embedded", "remote"])
def chain(
    request: pytest.FixtureRequest, chain_database: Database, cheap_pins: Argon2Pins
) -> Iterator[Chain]:
    """The chain over one adapter: in this process, or over HTTP."""
    build: BuildEcms = request.param
    clock, draws = SetClock(), Draws()
    ecms = build(chain_database, cheap_pins, clock, draws)
    yield Chain(ecms, chain_database, cheap_pins, clock, draws)
    if isinstance(ecms, RemoteChain):
        ecms.close()
