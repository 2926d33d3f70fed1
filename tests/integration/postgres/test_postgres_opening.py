"""Opening a database on a server: made, migrated, or refused in words, without harm to it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from own_tables import own_tables
from postgres_server import Server

from core.domain.merchants import Store
from core.persistence import (
    database,
    postgres,
)
from core.persistence.database import REVISIONS
from core.persistence.opening import open_any, revision_of_any
from core.persistence.postgres import open_postgres, postgres_engine, without_password
from core.services.administration import save_stores
from core.services.ports import DatabaseTrouble, TroubleKind

PASIG = Store("0166", "Pasig Blvd", "NCR")


def _rows(url: str, sql: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(sql.encode())
        return cursor.fetchall() if cursor.description else []


def _trouble(url: str) -> TroubleKind:
    with pytest.raises(DatabaseTrouble) as trouble:
        open_any(url)
    return trouble.value.kind


@pytest.fixture
def empty_url(postgres_server: Server) -> Iterator[str]:
    """The URL of a database that nobody has used yet."""
    url = postgres_server.empty()
    yield url
    postgres_server.drop(url)


def test_an_empty_database_is_filled_and_opens_again(empty_url: str) -> None:
    assert revision_of_any(empty_url) == ""
    first = open_any(empty_url)
    save_stores(first, [PASIG])
    first.close()
    assert revision_of_any(empty_url) == REVISIONS[-1]
    again = open_any(empty_url)
    with again.reading() as work:
        assert work.directory.store("0166") == PASIG
    again.close()


def test_an_up_to_date_database_opens_without_loading_alembic(postgres_url: str) -> None:
    script = (
        "import sys; from core.persistence.opening import open_any;"
        "open_any(sys.argv[1]).close();"
        "sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script, postgres_url], check=True)


def test_a_file_is_opened_without_loading_the_servers_driver() -> None:
    script = "import sys, core.bootstrap; sys.exit('psycopg' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)


def test_processes_that_open_a_new_database_at_once_all_get_it(empty_url: str) -> None:
    script = (
        "import sys, alembic.command; from core.persistence.opening import open_any;"
        "sys.stdin.read(); open_any(sys.argv[1]).close()"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", script, empty_url], stdin=subprocess.PIPE)
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.close()
    assert [process.wait() for process in processes] == [0, 0, 0]


def _migrate_to(url: str, revision: str) -> None:
    engine = postgres_engine(url)
    with engine.begin() as connection:
        config = Config()
        folder = postgres.Path(database.__file__).with_name("migrations")
        config.set_main_option("script_location", str(folder))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def test_an_older_database_is_brought_up_to_date_with_what_is_in_it(empty_url: str) -> None:
    _migrate_to(empty_url, "0001")
    _rows(empty_url, "INSERT INTO stores VALUES ('0166', 'Pasig Blvd', 'NCR', 'Asia/Manila')")
    opened = open_any(empty_url)
    with opened.reading() as work:
        assert work.directory.store("0166") == PASIG
    opened.close()
    assert revision_of_any(empty_url) == REVISIONS[-1]


def test_a_migration_that_fails_half_way_leaves_the_older_database(empty_url: str) -> None:
    _migrate_to(empty_url, "0001")
    _rows(empty_url, "CREATE TABLE webhook_endpoints (in_the_way TEXT)")
    before = _schema(empty_url)
    with pytest.raises(Exception, match="already exists"):
        open_any(empty_url)
    assert _schema(empty_url) == before


def test_a_newer_database_is_refused_and_not_touched(postgres_url: str) -> None:
    _rows(postgres_url, "UPDATE alembic_version SET version_num = '9999'")
    assert _trouble(postgres_url) is TroubleKind.NEWER
    assert _rows(postgres_url, "SELECT version_num FROM alembic_version") == [("9999",)]


def test_another_programs_database_is_refused_and_not_touched(empty_url: str) -> None:
    _rows(empty_url, "CREATE TABLE recipes (name TEXT)")
    before = _schema(empty_url)
    assert _trouble(empty_url) is TroubleKind.NOT_OURS
    assert _schema(empty_url) == before


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://balik:geheim@127.0.0.1:1/balik",
        "postgresql:///balik?host=/nowhere",
        "postgresql://balik@127.0.0.1:many/balik",
    ],
)
def test_a_server_that_does_not_answer_is_unreadable(url: str) -> None:
    assert _trouble(url) is TroubleKind.UNREADABLE
    with pytest.raises(DatabaseTrouble):
        revision_of_any(url)


def test_a_database_that_is_not_there_is_unreadable(postgres_server: Server) -> None:
    assert _trouble(postgres_server.url_of("nowhere")) is TroubleKind.UNREADABLE


def test_a_user_who_may_make_no_tables_is_told_so(empty_url: str) -> None:
    with suppress(psycopg.errors.DuplicateObject):
        _rows(empty_url, "CREATE ROLE somebody LOGIN")
    assert _trouble(empty_url.replace("postgres:@", "somebody@")) is TroubleKind.UNWRITABLE
    assert revision_of_any(empty_url) == ""


def test_a_url_is_shown_without_its_password() -> None:
    for url in (
        "postgresql://balik:geheim@db.example/balik",
        "postgres://balik:geheim@db.example/balik",
        "postgresql://balik@db.example/balik?password=geheim&sslpassword=geheim",
        "postgresql://balik:geheim@db.example:many/balik",
    ):
        shown = without_password(url)
        assert shown.startswith("postgres")
        assert "geheim" not in shown
        assert "*" not in shown
    assert without_password("postgresql://balik:x@db/balik") == "postgresql://balik@db/balik"


@contextmanager
def _other_program(url: str, *statements: str) -> Iterator[None]:
    """Another program that began a transaction and is still in it."""
    with psycopg.connect(url) as connection:
        for statement in statements:
            connection.execute(statement.encode())
        yield
        connection.rollback()


def test_what_another_program_holds_is_busy_after_a_while(postgres_url: str) -> None:
    at_once = quote("-c lock_timeout=50ms")
    opened = open_any(f"{postgres_url}&options={at_once}")
    save_stores(opened, [PASIG])
    with (
        _other_program(postgres_url, "SELECT * FROM stores FOR UPDATE"),
        pytest.raises(DatabaseTrouble) as trouble,
    ):
        save_stores(opened, [Store("0166", "Renamed", "NCR")])
    assert trouble.value.kind is TroubleKind.BUSY
    with opened.reading() as work:
        assert work.directory.store("0166") == PASIG
    opened.close()


_CUT_ALL = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def test_connections_that_were_cut_are_made_anew_unnoticed(postgres_url: str) -> None:
    opened = open_any(postgres_url)
    save_stores(opened, [PASIG])
    _rows(postgres_url, _CUT_ALL)
    with opened.reading() as work:
        assert work.directory.store("0166") == PASIG
    opened.close()


def test_a_transaction_that_was_cut_is_a_trouble_and_leaves_nothing(postgres_url: str) -> None:
    opened = open_any(postgres_url)

    def cut_after(statements: int) -> None:
        with opened.writing() as work:
            for _ in range(statements):
                work.directory.save_store(PASIG)
            _rows(postgres_url, _CUT_ALL)
            for _ in range(2 - statements):
                work.directory.save_store(PASIG)

    # In the middle, and between the last statement and the commit.
    for statements in (1, 2):
        with pytest.raises(DatabaseTrouble) as trouble:
            cut_after(statements)
        assert trouble.value.kind is TroubleKind.UNREADABLE
    with opened.reading() as work:
        assert work.directory.store("0166") is None
    opened.close()


def test_what_is_committed_is_durable(postgres_url: str) -> None:
    opened = open_postgres(postgres_url)
    with opened.engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar_one() == "on"
        assert connection.exec_driver_sql("SHOW lock_timeout").scalar_one() == "5s"
    opened.close()


def test_the_migrated_database_is_what_the_tables_say(
    postgres_server: Server, empty_url: str
) -> None:
    engine = postgres_engine(empty_url)
    own_tables().create_all(engine)
    engine.dispose()
    url = postgres_server.new()
    migrated, models = _schema(url), _schema(empty_url)
    postgres_server.drop(url)
    assert models == {part for part in migrated if part[0] != "alembic_version"}


def _schema(url: str) -> set[tuple[Any, ...]]:
    """Every column, constraint and index."""
    columns = _rows(
        url,
        "SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity"
        " FROM information_schema.columns WHERE table_schema = 'public'",
    )
    constraints = _rows(
        url,
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
        " FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 't'",
    )
    indexes = _rows(
        url, "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
    )
    return {*columns, *constraints, *indexes}
