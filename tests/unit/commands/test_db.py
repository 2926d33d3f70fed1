"""`balik db upgrade` and `balik db backup`."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from said import Balik

from core.persistence import backup
from core.persistence.database import REVISIONS, open_database


def test_upgrade_makes_the_database_and_then_leaves_it(balik: Balik) -> None:
    newest = REVISIONS[-1]
    assert balik("db", "upgrade").out == f"The returns database was made, at {newest}.\n"
    assert balik("db", "upgrade").out == f"The returns database was up to date, at {newest}.\n"


def test_a_backup_holds_what_was_there_and_nothing_but_its_owner_reads_it(
    balik: Balik, data: Path, tmp_path: Path
) -> None:
    balik("admin", "merchant", "add", "001", "Merchant A")
    # Somebody has the database open and has written: what is committed is in the copy.
    with closing(sqlite3.connect(data / "balik.db", isolation_level=None)) as other:
        other.execute("UPDATE merchants SET name = 'Other name'")
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE merchants SET name = 'Not committed'")
        said = balik("db", "backup", tmp_path / "copy.db")
        assert said.code == 0
        other.execute("ROLLBACK")
    copy = tmp_path / "copy.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == ["copy.db"]
    with closing(sqlite3.connect(copy)) as file:
        assert file.execute("SELECT name FROM merchants").fetchall() == [("Other name",)]
    # It is a database to work on.
    open_database(copy).close()


def test_a_backup_replaces_nothing_unasked(balik: Balik, tmp_path: Path, data: Path) -> None:
    balik("db", "upgrade")
    copy = tmp_path / "copy.db"
    copy.write_text("precious")
    said = balik("db", "backup", copy)
    assert said.code == 1
    assert "--force" in said.err
    assert copy.read_text() == "precious"
    assert balik("db", "backup", copy, "--force").code == 0
    said = balik("db", "backup", data / "balik.db", "--force")
    assert said.code == 1
    assert "itself" in said.err


def test_a_damaged_database_gives_no_backup(balik: Balik, tmp_path: Path, data: Path) -> None:
    balik("db", "upgrade")
    file = data / "balik.db"
    content = bytearray(file.read_bytes())
    content[4096:] = b"\x55" * (len(content) - 4096)
    file.write_bytes(content)
    said = balik("db", "backup", tmp_path / "copy.db")
    assert said.code == 1
    assert not (tmp_path / "copy.db").exists()
    assert list(tmp_path.glob(".copy*")) == []


def test_a_copy_with_a_broken_reference_is_not_kept(
    balik: Balik, tmp_path: Path, data: Path
) -> None:
    balik("db", "upgrade")
    with closing(sqlite3.connect(data / "balik.db")) as file:
        file.execute("INSERT INTO terminals VALUES ('9999', 'K1')")
        file.commit()
    with pytest.raises(backup.BadCopy):
        backup.back_up(data / "balik.db", tmp_path / "copy.db")
    said = balik("db", "backup", tmp_path / "copy.db")
    assert said.code == 1
    assert "not sound" in said.err


def test_what_can_not_be_backed_up_is_one_sentence(
    balik: Balik, tmp_path: Path, data: Path
) -> None:
    assert "no returns database" in balik("db", "backup", tmp_path / "copy.db").err
    balik("db", "upgrade")
    assert "can't be written" in balik("db", "backup", tmp_path / "no" / "copy.db").err
    (data / "balik.db").write_text("I am a diary, and nobody's database at all.\n")
    said = balik("db", "backup", tmp_path / "copy.db")
    assert "belongs to another program" in said.err
    assert said.code == 1
