"""A shop with one parcel at its counter and one accepted, in a fresh file for every test."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from postgres_server import Kept, Server
from shop_floor import COUNTERS, ecms_over, issue_codes, open_shop, press

from core.domain.custody import sha256_hex
from core.persistence.database import Database, open_database
from core.persistence.opening import open_any


@pytest.fixture(scope="session")
def shop_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file, made once and copied."""
    path = tmp_path_factory.mktemp("shop") / "shop.db"
    open_shop(path, 3)
    codes = issue_codes(path, 2)
    database = open_database(path)
    ecms_over(database).accept_parcel(press(codes[0], COUNTERS[0]))
    database.close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where a database of either kind is to be: a file that is not there, or an empty one's URL."""
    if request.param == "sqlite":
        return tmp_path / "shop.db"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture(scope="session")
def shop_on_server(postgres_server: Server) -> Kept:
    """That shop on PostgreSQL, made once and brought back."""
    url = postgres_server.new()
    open_shop(url, 3)
    codes = issue_codes(url, 2)
    database = open_any(url)
    ecms_over(database).accept_parcel(press(codes[0], COUNTERS[0]))
    database.close()
    return postgres_server.keep(url)


@pytest.fixture
def shop_url(shop_on_server: Kept) -> str:
    """The URL of that shop, as it was made."""
    return shop_on_server.url()


@pytest.fixture
def shop(shop_file: Path, tmp_path: Path) -> Path:
    """A copy of its own."""
    return Path(shutil.copy(shop_file, tmp_path / "shop.db"))


@pytest.fixture
def database(shop: Path) -> Iterator[Database]:
    """The copy, opened."""
    database = open_database(shop)
    yield database
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def execute(request: pytest.FixtureRequest) -> Iterator[Callable[[str], Any]]:
    """Runs a statement as any other program would."""
    if request.param == "sqlite":
        with closing(
            sqlite3.connect(request.getfixturevalue("shop"), isolation_level=None)
        ) as file:
            file.create_function("sha256_hex", 1, sha256_hex, deterministic=True)
            file.execute("PRAGMA foreign_keys = ON")
            file.execute("PRAGMA recursive_triggers = ON")
            yield file.execute
        return
    import psycopg  # noqa: PLC0415 - only here

    with psycopg.connect(request.getfixturevalue("shop_url"), autocommit=True) as connection:
        yield lambda sql: connection.execute(sql.encode())
