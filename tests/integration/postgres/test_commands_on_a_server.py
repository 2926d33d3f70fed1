"""`balik` over a database on a server: by `--database`, by its settings, or refused in words."""

import io
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from core.cli import main
from core.persistence.database import REVISIONS

Balik = Callable[..., SimpleNamespace]
NOWHERE = "postgresql://balik:geheim@127.0.0.1:1/balik"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory that is no demonstration."""
    directory = tmp_path / "data"
    directory.mkdir(mode=0o700)
    (directory / "balik.toml").write_text("demonstration = false\n")
    return directory


@pytest.fixture
def balik(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Balik:
    """Runs a command."""

    def run(*arguments: object) -> SimpleNamespace:
        monkeypatch.setattr("sys.stdin", io.StringIO(""))
        code = main(["--data", str(data), *map(str, arguments)])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return SimpleNamespace(code=code, out=said.out, err=said.err)

    return run


def test_a_merchants_file_goes_in_and_comes_out(
    balik: Balik, postgres_url: str, data: Path, tmp_path: Path
) -> None:
    there = ("--database", postgres_url)
    newest = REVISIONS[-1]
    said = balik("db", "upgrade", *there)
    assert said.out == f"The returns database was up to date, at {newest}.\n"
    assert balik("admin", "merchant", "add", "001", "Merchant A", *there).code == 0
    assert balik("admin", "store", "add", "0166", "Pasig Blvd", "NCR", *there).code == 0
    (tmp_path / "orders.csv").write_text("uid,order_number\nAX-1,108\nAX-2,109\n")
    assert balik("import", tmp_path / "orders.csv", "--merchant", "001", *there).code == 0
    said = balik("export", "-", "--merchant", "001", *there)
    assert said.code == 0
    assert "AX-1" in said.out
    assert "AX-2" in said.out
    assert not (data / "balik.db").exists()


def test_the_settings_name_the_server_as_well(balik: Balik, postgres_url: str, data: Path) -> None:
    with (data / "balik.toml").open("a") as settings:
        settings.write(f'database = "{postgres_url}"\n')
    assert balik("admin", "merchant", "add", "001", "Merchant A").code == 0
    assert "up to date" in balik("doctor").out
    assert not (data / "balik.db").exists()


def test_a_backup_names_the_servers_own_program(
    balik: Balik, postgres_url: str, tmp_path: Path
) -> None:
    said = balik("db", "backup", tmp_path / "a copy.db", "--database", postgres_url)
    assert said.code == 1
    assert "pg_dump --format=custom" in said.err
    assert f"--file='{tmp_path}/a copy.db'" in said.err
    assert not (tmp_path / "a copy.db").exists()


@pytest.mark.parametrize(
    "command",
    [
        ("ecms", "--port", "0"),
        ("db", "upgrade"),
        ("export", "-", "--merchant", "001"),
        ("admin", "merchant", "add", "001", "Merchant A"),
    ],
)
def test_a_server_that_does_not_answer_is_one_sentence_without_the_password(
    balik: Balik, command: tuple[str, ...]
) -> None:
    said = balik(*command, "--database", NOWHERE)
    assert said.code == 1
    assert said.err.startswith("The database server does not answer, or does not let Balik in.\n")
    assert "postgresql://balik@127.0.0.1:1/balik" in said.err
    assert "geheim" not in said.out + said.err


def test_the_doctor_says_the_same(balik: Balik) -> None:
    said = balik("doctor", "--database", NOWHERE)
    assert said.code == 1
    assert "The database server does not answer" in said.out
    assert "geheim" not in said.out + said.err


@pytest.mark.parametrize("url", ["mysql://balik:geheim@db/balik", "balik.db"])
def test_another_kind_of_database_is_refused(balik: Balik, url: str) -> None:
    for command in (("db", "upgrade"), ("ecms",), ("doctor",)):
        said = balik(*command, "--database", url)
        assert said.code == 1
        assert "named in a way that Balik does not know" in said.out + said.err
        assert "geheim" not in said.out + said.err
