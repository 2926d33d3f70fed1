"""Units of work over one PostgreSQL connection each."""

from types import TracebackType
from typing import Any, Final

import psycopg
from sqlalchemy import PoolProxiedConnection

from core.persistence.postgres_cursor import PostgresCursor
from core.persistence.postgres_troubles import FAILURES, raise_trouble
from core.persistence.statements import Link
from core.persistence.unit_of_work import Books, Reading, Writing

BEGIN: Final = "BEGIN ISOLATION LEVEL READ COMMITTED"


def cursor_of(connection: PoolProxiedConnection) -> PostgresCursor:
    """The one cursor of a pooled connection, which knows what is prepared there."""
    cursor: PostgresCursor | None = connection.info.get("cursor")
    if cursor is None:
        driver_connection: Any = connection.driver_connection
        cursor = connection.info["cursor"] = PostgresCursor(driver_connection)
    return cursor


class PostgresReading(Reading):
    """Questions alone; each is answered from the newest committed state.

    Its connections commit every statement by itself.
    """

    _has_company = False

    def __enter__(self) -> Books:
        try:
            self._connection = connection = self._engine.raw_connection()
            # A connection keeps its books, of which those that write hold what they read.
            name = f"books {self._has_company}"
            books: Books | None = connection.info.get(name)
            if books is None:
                cursor = cursor_of(connection)
                link = Link(cursor, self._phrasebook, cursor if self._has_company else None)
                books = connection.info[name] = Books(link)
        except FAILURES as error:
            raise_trouble(error)
            raise
        return books

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, psycopg.Error):
            self._give_back(error)
            raise_trouble(error)
            return
        self._connection.close()

    def _give_back(self, error: psycopg.Error) -> None:
        """Return the connection; one that is broken is thrown away."""
        driver_connection: Any = self._connection.driver_connection
        if driver_connection is None or driver_connection.broken or driver_connection.closed:
            self._connection.invalidate(error)
        else:
            self._connection.close()


class PostgresWriting(PostgresReading, Writing):
    """One transaction, READ COMMITTED; what it reads in order to change it, it holds first.

    Holding rows instead of serializing everything keeps terminals that have nothing to do with each
    other out of each other's way, and lets no transaction be sent back (decision record 0052).
    """

    _has_company = True

    def __enter__(self) -> Books:
        books = super().__enter__()
        try:
            books.link.say(BEGIN)
        except psycopg.Error as error:
            self._give_back(error)
            raise_trouble(error)
            raise
        self._link = books.link
        return books

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            try:
                self._link.say("COMMIT")
            except psycopg.Error as refused:
                self._undo_and_give_back(refused)
                raise_trouble(refused)
                raise
            self._connection.close()
            return
        self._undo_and_give_back(error)
        if isinstance(error, psycopg.Error):
            raise_trouble(error)

    def _undo_and_give_back(self, error: BaseException) -> None:
        """Roll back; a connection that can't is thrown away, and the server rolls back."""
        try:
            self._link.undo()
        except psycopg.Error as lost:
            self._connection.invalidate(lost)
            return
        if isinstance(error, psycopg.Error):
            self._give_back(error)
        else:
            self._connection.close()
