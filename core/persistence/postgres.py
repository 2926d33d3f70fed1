"""Opens the returns database on a PostgreSQL server: for a chain with many ECMS processes."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import ArgumentError

from core.persistence.database import REVISIONS, Database
from core.persistence.postgres_troubles import FAILURES, POSTGRES, raise_trouble
from core.persistence.postgres_work import PostgresReading, PostgresWriting
from core.persistence.statements import Phrasebook
from core.services.ports import DatabaseTrouble, TroubleKind

#: How statements are written for `PostgresCursor`.
LIBPQ: Final[Dialect] = PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]  # SQLAlchemy has no types here
#: Connections of one process; more threads than that wait for each other.
CONNECTIONS: Final = 16
_LONGEST_WAIT_S: Final = 10

# Names the lock that only one process at a time may migrate under; any number would do.
_MIGRATING: Final = 0x42414C4B
_SETTING_UP: Final = _MIGRATING + 1
# How long a process waits for another one that migrates or sets up.
_PATIENCE: Final = "60s"
_SCHEMES: Final = re.compile(r"(postgres|postgresql)://")
# For every connection. What a transaction waits for ends within the time that a terminal waits, and
# a process that died in mid-transaction holds nothing up for long. The commit is durable.
_SETTINGS: Final = {
    "application_name": "balik",
    "connect_timeout": "5",
    # A server that vanished without a word is noticed within the time that a terminal waits.
    "tcp_user_timeout": "15000",
    "keepalives_idle": "10",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "options": (
        "-c lock_timeout=5s -c statement_timeout=0 -c idle_in_transaction_session_timeout=60s"
        " -c synchronous_commit=on -c timezone=UTC"
    ),
}


class PostgresDatabase(Database):
    """`core.services.storage.Storage` over a PostgreSQL database; any thread may ask it."""

    kind = POSTGRES

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, Phrasebook(LIBPQ))

    def reading(self) -> PostgresReading:
        """See `Storage.reading`."""
        return PostgresReading(self.engine, self._phrasebook)

    def writing(self) -> PostgresWriting:
        """See `Storage.writing`."""
        return PostgresWriting(self.engine, self._phrasebook)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """See `Database.alone`: two transactions could each find that nothing is there yet."""
        try:
            pooled: Any = self.engine.raw_connection()
            connection = pooled.driver_connection
            # Out of the pool: the lock goes with the connection, however the block ends.
            pooled.detach()
            try:
                connection.execute(f"SET lock_timeout = '{_PATIENCE}'")
                connection.execute(f"SELECT pg_advisory_lock({_SETTING_UP})")
                yield
            finally:
                connection.close()
        except FAILURES as error:
            raise_trouble(error)
            raise

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def without_password(url: str) -> str:
    """The URL as it may be shown, and still be used by whoever knows the password."""
    try:
        whole = make_url(url)
    except (ArgumentError, ValueError):
        return "postgresql://…"
    query = {name: value for name, value in whole.query.items() if "password" not in name}
    shown = whole.set(query=query)._replace(password=None)
    return shown.render_as_string(hide_password=False)


def open_postgres(url: str) -> PostgresDatabase:
    """Open the database, made or migrated first where that is needed; several processes may.

    A database that is not ours, or newer than this program, is only ever read.

    Args:
        url: `postgresql://user:password@host/name`.

    Raises:
        DatabaseTrouble: it can't be used, and says why.
    """
    engine = postgres_engine(url)
    try:
        with engine.begin() as connection:
            if _revision_in(connection) != REVISIONS[-1]:
                # Whoever comes second finds it done.
                connection.execute(text(f"SET LOCAL lock_timeout = '{_PATIENCE}'"))
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
                if _revision_in(connection) != REVISIONS[-1]:
                    _migrate(connection)
    except FAILURES as error:
        engine.dispose()
        raise_trouble(error)
        raise
    except BaseException:
        engine.dispose()
        raise
    return PostgresDatabase(engine)


def revision_at(url: str) -> str:
    """The migration a database stands at, "" for one still to be made; touches nothing.

    Raises:
        DatabaseTrouble: it does not answer, is not ours, or is newer.
    """
    engine = postgres_engine(url)
    try:
        with engine.connect() as connection:
            return _revision_in(connection)
    except FAILURES as error:
        raise_trouble(error)
        raise
    finally:
        engine.dispose()


def postgres_engine(
    url: str, connections: int = CONNECTIONS, patience_s: float = _LONGEST_WAIT_S
) -> Engine:
    """An engine whose connections commit each statement by itself, unless BEGIN is said.

    Args:
        url: as of `open_postgres`.
        connections: how many there are at most.
        patience_s: how long one is waited for while all are in use.

    Raises:
        DatabaseTrouble: the text is no URL.
    """
    try:
        parsed = make_url(_SCHEMES.sub("postgresql+psycopg://", url, count=1))
    except (ArgumentError, ValueError):
        # Its text may hold a password.
        raise DatabaseTrouble(TroubleKind.UNREADABLE) from None
    engine = create_engine(
        parsed,
        connect_args={name: value for name, value in _SETTINGS.items() if name not in parsed.query},
        pool_size=connections,
        pool_use_lifo=True,
        max_overflow=0,
        pool_timeout=patience_s,
        # A server that was started again has forgotten the connections; that must not be the next
        # customer's trouble.
        pool_pre_ping=True,
        # Units of work end every transaction themselves.
        pool_reset_on_return=None,
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        connection.autocommit = True

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    @event.listens_for(engine, "commit")
    def commit(connection: Connection) -> None:
        connection.exec_driver_sql("COMMIT")

    @event.listens_for(engine, "rollback")
    def rollback(connection: Connection) -> None:
        connection.exec_driver_sql("ROLLBACK")

    return engine


def _revision_in(connection: Connection) -> str:
    tables = connection.execute(
        text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    ).scalars()
    known = set(tables)
    if not known:
        return ""
    if not {"alembic_version", "return_orders"} <= known:
        raise DatabaseTrouble(TroubleKind.NOT_OURS)
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if revision not in REVISIONS:
        raise DatabaseTrouble(TroubleKind.NEWER)
    return str(revision)


def _migrate(connection: Connection) -> None:
    """Bring the database to the newest migration, in one transaction: wholly or not at all."""
    from alembic import command  # noqa: PLC0415 - only a first start needs it
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
