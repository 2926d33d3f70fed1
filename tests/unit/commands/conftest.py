"""A data directory that is no demonstration, and `balik` run on it."""

import io
import shutil
from pathlib import Path

import pytest
from said import Balik, Said

from core.cli import main
from core.domain.merchants import Merchant, Store
from core.persistence.database import open_database
from core.persistence.pins import Argon2Pins
from core.services.administration import (
    save_clerk,
    save_merchants,
    save_stores,
    save_terminals,
)
from core.services.ecms import Clerk, Terminal


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data directory."""
    directory = tmp_path / "data"
    directory.mkdir(mode=0o700)
    (directory / "balik.toml").write_text("demonstration = false\n")
    return directory


@pytest.fixture
def balik(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Balik:
    """Runs a command; `typed` is what its standard input holds."""

    def run(*arguments: object, typed: str = "") -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = main(["--data", str(data), *map(str, arguments)])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Said(code, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def chain_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a kiosk, a POS and a clerk, and a merchant; made once and copied."""
    path = tmp_path_factory.mktemp("chain") / "balik.db"
    database = open_database(path)
    store = Store("0166", "Pasig Blvd", "NCR")
    save_stores(database, [store])
    save_terminals(database, [Terminal(store, "K1"), Terminal(store, "02")])
    save_merchants(database, [Merchant("001", "Merchant A")])
    save_clerk(database, Argon2Pins(memory_kib=64), Clerk("7", "L. Cruz"), "471147")
    database.close()
    return path


@pytest.fixture
def chain(data: Path, chain_file: Path) -> None:
    """The data directory holds that chain."""
    shutil.copy(chain_file, data / "balik.db")
