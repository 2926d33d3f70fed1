"""A world that was opened once, to be copied and harmed."""

import shutil
from pathlib import Path

import pytest

from core.bootstrap import Shop


@pytest.fixture(scope="session")
def opened_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of a demonstration that was started and ended."""
    data = tmp_path_factory.mktemp("opened") / "balik"
    shop = Shop(data)
    shop.kiosk()
    shop.close()
    return data


@pytest.fixture
def world(opened_world: Path, tmp_path: Path) -> Path:
    """A copy of it of one's own."""
    return Path(shutil.copytree(opened_world, tmp_path / "world"))
