"""A shop with one parcel at its counter and one accepted, in a fresh file for every test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from shop_floor import COUNTERS, ecms_over, issue_codes, open_shop, press

from core.persistence.database import Database, open_database


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
