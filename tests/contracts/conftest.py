"""A fresh chain for every test of the Ecms's contract, once for each adapter."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from ecms_chain import RULES, BuildEcms, Chain, Draws, SetClock
from remote_chain import RemoteChain

from core.persistence.database import open_database
from core.persistence.pins import Argon2Pins
from core.services.ecms import Ecms
from core.services.embedded import EmbeddedEcms
from core.services.storage import Pins, Storage


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


@pytest.fixture(params=[_embedded, RemoteChain], ids=["embedded", "remote"])
def chain(
    request: pytest.FixtureRequest, tmp_path: Path, chain_file: Path, cheap_pins: Argon2Pins
) -> Iterator[Chain]:
    """The chain over one adapter: in this process, or over HTTP."""
    build: BuildEcms = request.param
    shutil.copy(chain_file, tmp_path / "chain.db")
    database = open_database(tmp_path / "chain.db")
    clock, draws = SetClock(), Draws()
    ecms = build(database, cheap_pins, clock, draws)
    yield Chain(ecms, database, cheap_pins, clock, draws)
    if isinstance(ecms, RemoteChain):
        ecms.close()
    database.close()
