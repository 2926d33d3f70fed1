"""A database for the use cases that no terminal calls: the merchants' and the administration's."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_chain import SmallChain

from core.domain.merchants import Merchant, Store
from core.persistence.database import Database, open_database
from core.services.administration import save_merchants, save_stores


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with one merchant and one store, made once and copied."""
    path = tmp_path_factory.mktemp("storage") / "empty.db"
    database = open_database(path)
    save_merchants(database, [Merchant("001", "Merchant A")])
    save_stores(database, [Store("0166", "Pasig Blvd", "NCR")])
    database.close()
    return path


@pytest.fixture
def storage(empty_file: Path, tmp_path: Path) -> Iterator[Database]:
    """A copy of its own, opened."""
    database = open_database(Path(shutil.copy(empty_file, tmp_path / "storage.db")))
    yield database
    database.close()


@pytest.fixture(scope="session")
def chain_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the small chain, made once and copied."""
    path = tmp_path_factory.mktemp("chain") / "chain.db"
    database = open_database(path)
    SmallChain(database)
    database.close()
    return path


@pytest.fixture
def chain(chain_file: Path, tmp_path: Path) -> Iterator[SmallChain]:
    """The small chain over a copy of its own."""
    database = open_database(Path(shutil.copy(chain_file, tmp_path / "chain.db")))
    yield SmallChain(database)
    database.close()
