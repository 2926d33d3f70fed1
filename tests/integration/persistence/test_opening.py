"""Opening the database: made, migrated, or refused in words, without harm to the file."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from older_files import alembic, older_file
from own_tables import own_tables
from shop_floor import ecms_over
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from core.persistence import database
from core.persistence.database import REVISIONS, open_database
from core.services.ports import DatabaseTrouble, TroubleKind


def _trouble(path: Path, free_bytes: Callable[[Path], int] = database.free_bytes) -> TroubleKind:
    with pytest.raises(DatabaseTrouble) as trouble:
        open_database(path, free_bytes)
    return trouble.value.kind


def test_a_missing_file_is_made_with_its_folders_and_opens_again(tmp_path: Path) -> None:
    path = tmp_path / "balik ñ #1?" / "100%" / "balik.db"
    open_database(path).close()
    opened = open_database(path)
    with opened.reading() as work:
        assert work.directory.store("0166") is None
    opened.close()


def test_an_empty_file_is_filled(tmp_path: Path) -> None:
    (tmp_path / "balik.db").touch()
    open_database(tmp_path / "balik.db").close()


def test_what_was_stored_is_there_after_a_restart(shop: Path) -> None:
    opened = open_database(shop)
    terminal = ecms_over(opened).terminal("0166", "01")
    assert terminal.store.name == "Pasig Blvd"
    opened.close()


def test_an_up_to_date_file_opens_without_loading_alembic(shop: Path) -> None:
    script = (
        "import sys; from pathlib import Path;"
        "from core.persistence.database import open_database;"
        "open_database(Path(sys.argv[1])).close();"
        "sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script, str(shop)], check=True)


def test_processes_that_open_a_new_file_at_once_all_get_it(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path;"
        "import alembic.command;"
        "from core.persistence.database import open_database;"
        "sys.stdin.read();"
        "open_database(Path(sys.argv[1])).close()"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / "balik.db")], stdin=subprocess.PIPE
        )
        for _ in range(4)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.close()
    assert [process.wait() for process in processes] == [0, 0, 0, 0]


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A file as the first migration left it, with a store in it."""
    return older_file(
        tmp_path / "older.db", "0001", ["INSERT INTO stores VALUES ('0166', 'Pasig', 'NCR', 'UTC')"]
    )


def test_an_older_file_is_brought_up_to_date_with_what_is_in_it(older: Path) -> None:
    opened = open_database(older)
    with opened.reading() as work:
        assert work.directory.store("0166") is not None
    opened.close()
    with closing(sqlite3.connect(older)) as file:
        assert file.execute("SELECT * FROM alembic_version").fetchall() == [(REVISIONS[-1],)]
        triggers = file.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")
        assert triggers.fetchone()[0] > 10


def test_a_migration_that_fails_half_way_leaves_the_older_file(older: Path) -> None:
    with closing(sqlite3.connect(older)) as file:
        file.execute("CREATE TABLE webhook_endpoints (in_the_way TEXT)")
    with closing(sqlite3.connect(older)) as file:
        before = list(file.iterdump())
    with pytest.raises(OperationalError, match="already exists"):
        open_database(older)
    with closing(sqlite3.connect(older)) as file:
        assert list(file.iterdump()) == before


def test_a_newer_file_is_refused_and_not_touched(shop: Path) -> None:
    with closing(sqlite3.connect(shop)) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
        file.commit()
        file.execute("PRAGMA journal_mode = DELETE")
    before = shop.read_bytes()

    assert _trouble(shop) is TroubleKind.NEWER
    assert shop.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all", b"PK\x03\x04" * 5000])
def test_a_file_of_another_kind_is_refused_and_not_touched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "balik.db"
    path.write_bytes(content)
    assert _trouble(path) is TroubleKind.NOT_OURS
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "balik.db"
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE alembic_version (version_num TEXT)")
    before = path.read_bytes()
    assert _trouble(path) is TroubleKind.NOT_OURS
    assert path.read_bytes() == before


def test_a_damaged_file_is_refused_and_not_touched(shop: Path) -> None:
    with closing(sqlite3.connect(shop)) as file:
        file.execute("PRAGMA journal_mode = DELETE")
    content = shop.read_bytes()
    damaged = content[:100] + os.urandom(len(content) - 100)
    shop.write_bytes(damaged)
    assert _trouble(shop) is TroubleKind.DAMAGED
    assert shop.read_bytes() == damaged


def test_a_folder_where_a_file_is_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    assert _trouble(tmp_path / "data" / "balik.db") is TroubleKind.UNWRITABLE


def test_a_folder_in_the_files_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "balik.db").mkdir()
    assert _trouble(tmp_path / "balik.db") is TroubleKind.UNREADABLE


_AS_SOMEBODY = """
import os, sys
from pathlib import Path
from core.persistence.database import open_database
from core.services.ports import DatabaseTrouble
if os.geteuid() == 0:
    os.seteuid(65534)
try:
    open_database(Path(sys.argv[1]))
except DatabaseTrouble as trouble:
    print(trouble.kind.name)
"""


def _opened_by_somebody(path: Path) -> str:
    probe = subprocess.run(
        [sys.executable, "-c", _AS_SOMEBODY, str(path)], check=True, capture_output=True, text=True
    )
    return probe.stdout.strip()


@pytest.fixture
def public_folder(tmp_path: Path) -> Path:
    """A folder that somebody without rights may look into."""
    for folder in (tmp_path, *tmp_path.parents[:3]):
        if folder.owner() == tmp_path.owner() and folder.name.startswith(
            ("pytest", "test", "popen")
        ):
            folder.chmod(0o755)
    return tmp_path


def test_an_unwritable_folder_is_refused(public_folder: Path) -> None:
    folder = public_folder / "data"
    folder.mkdir(mode=0o555)
    assert _opened_by_somebody(folder / "balik.db") == "UNWRITABLE"
    assert list(folder.iterdir()) == []


def test_an_unwritable_file_is_refused_and_not_touched(public_folder: Path, shop: Path) -> None:
    shop.chmod(0o444)
    public_folder.chmod(0o555)
    before = shop.read_bytes()
    assert _opened_by_somebody(shop) == "UNWRITABLE"
    assert shop.read_bytes() == before


def test_a_full_disk_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    assert _trouble(tmp_path / "balik.db", lambda _: 1_000_000) is TroubleKind.FULL
    assert list(tmp_path.iterdir()) == []


def test_a_disk_with_room_is_taken_as_it_is(tmp_path: Path) -> None:
    assert database.free_bytes(tmp_path) > 0


def test_a_file_that_another_program_keeps_is_refused_after_a_while(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.persistence.engine._PRAGMAS", ("PRAGMA busy_timeout = 20",))
    with closing(sqlite3.connect(shop, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert _trouble(shop) is TroubleKind.BUSY


def test_every_connection_is_durable_and_keeps_its_references(shop: Path) -> None:
    opened = open_database(shop)
    with opened.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
    }
    opened.close()


def test_the_known_revisions_are_alembics() -> None:
    scripts = ScriptDirectory.from_config(alembic()).walk_revisions()
    assert tuple(script.revision for script in scripts)[::-1] == REVISIONS


def test_the_migrated_file_is_what_the_tables_say(tmp_path: Path) -> None:
    open_database(tmp_path / "migrated.db").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'models.db'}")
    own_tables().create_all(engine)
    engine.dispose()
    migrated, models = (_schema(tmp_path / name) for name in ("migrated.db", "models.db"))
    migrated.pop("alembic_version")
    assert migrated == models


def _schema(path: Path) -> dict[str, list[str]]:
    """Every table and index, as its parts: columns in their order, then the rest in any."""
    with closing(sqlite3.connect(path)) as file:
        rows = file.execute(
            "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql NOT NULL"
        ).fetchall()
    schema = {}
    for name, sql in rows:
        # A table that was renamed has quotes around its name.
        bare = sql.replace(f'"{name}"', name, 1)
        words, ended, end = " ".join(bare.split()).rpartition(" )")
        columns, *constraints = re.split(", (?=CONSTRAINT)", words or end)
        schema[name] = [columns, *sorted(constraints), end if ended else ""]
    return schema
