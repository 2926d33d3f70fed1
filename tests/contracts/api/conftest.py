"""A fresh shop behind the API for every test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from api_shop import ApiShop, furnish, open_shop

from core.persistence.database import open_database
from core.persistence.pins import Argon2Pins


@pytest.fixture(scope="session")
def shop_file(tmp_path_factory: pytest.TempPathFactory, cheap_pins: Argon2Pins) -> Path:
    """A furnished database, made once and copied."""
    path = tmp_path_factory.mktemp("shop") / "shop.db"
    database = open_database(path)
    furnish(database, cheap_pins)
    database.close()
    return path


@pytest.fixture
def shop(tmp_path: Path, shop_file: Path, cheap_pins: Argon2Pins) -> Iterator[ApiShop]:
    """The shop, called in this process."""
    shutil.copy(shop_file, tmp_path / "shop.db")
    database = open_database(tmp_path / "shop.db")
    shop = open_shop(database, cheap_pins)
    with shop.http:
        yield shop
    shop.group.close()
    database.close()
