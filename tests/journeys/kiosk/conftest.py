"""The store and the kiosk that these journeys take place at."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from core.pytest_shop import Shopfloor
from kiosk.pytest_plugin import kiosk, new_shop, open_kiosk, shopfloor

__all__ = ["kiosk", "new_shop", "open_kiosk", "shopfloor"]

Books = Callable[[], dict[str, list[tuple[object, ...]]]]


@pytest.fixture
def books(shopfloor: Shopfloor) -> Books:
    """Reads all that the store has written down, wrong numbers apart: those are counted."""

    def read() -> dict[str, list[tuple[object, ...]]]:
        with closing(sqlite3.connect(shopfloor.data / "balik.db")) as file:
            names = file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            return {
                name: file.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 - our own
                for (name,) in names
                if name != "failed_attempts"
            }

    return read
