"""A fresh shop behind the API for every test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from api_shop import ApiShop, furnish, open_shop
from postgres_server import Kept, Server

from core.persistence.database import Database, open_database
from core.persistence.opening import open_any
from core.persistence.pins import Argon2Pins


@pytest.fixture(scope="session")
def shop_file(tmp_path_factory: pytest.TempPathFactory, cheap_pins: Argon2Pins) -> Path:
    """A furnished database, made once and copied."""
    path = tmp_path_factory.mktemp("shop") / "shop.db"
    database = open_database(path)
    furnish(database, cheap_pins)
    database.close()
    return path


@pytest.fixture(scope="session")
def shop_on_server(postgres_server: Server, cheap_pins: Argon2Pins) -> Kept:
    """The same on PostgreSQL, made once and brought back."""
    url = postgres_server.new()
    database = open_any(url)
    furnish(database, cheap_pins)
    database.close()
    return postgres_server.keep(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def shop_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A furnished database of either kind, as every test finds it."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("shop_file"), tmp_path / "shop.db")
        database = open_any(tmp_path / "shop.db")
        yield database
        database.close()
        return
    kept: Kept = request.getfixturevalue("shop_on_server")
    database = open_any(kept.url())
    yield database
    database.close()


@pytest.fixture
def shop(shop_database: Database, cheap_pins: Argon2Pins) -> Iterator[ApiShop]:
    """The shop, called in this process."""
    shop = open_shop(shop_database, cheap_pins)
    with shop.http:
        yield shop
    shop.group.close()
