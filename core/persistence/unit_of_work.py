"""Units of work over one SQLite connection each."""

import sqlite3
from types import TracebackType
from typing import Final

from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from core.persistence.attempts import StoredAttempts
from core.persistence.counters import StoredCounters
from core.persistence.day_books import StoredDays
from core.persistence.directory import StoredDirectory
from core.persistence.job_runs import StoredJobRuns
from core.persistence.orders import StoredOrders
from core.persistence.pull_outs import StoredPullOuts
from core.persistence.returns import StoredReturns
from core.persistence.scan_books import StoredPictures, StoredScans
from core.persistence.statements import Link, Phrasebook
from core.persistence.told import StoredNotices
from core.persistence.troubles import trouble_of


class Books:
    """`core.services.storage.UnitOfWork`: the repositories over one connection.

    They keep nothing but the connection, so they live as long as it does.
    """

    def __init__(self, link: Link) -> None:
        self.link: Final = link
        self.orders: Final = StoredOrders(link)
        self.returns: Final = StoredReturns(link)
        self.counters: Final = StoredCounters(link)
        self.attempts: Final = StoredAttempts(link)
        self.directory: Final = StoredDirectory(link)
        self.pull_outs: Final = StoredPullOuts(link)
        self.days: Final = StoredDays(link)
        self.scans: Final = StoredScans(link)
        self.pictures: Final = StoredPictures(link)
        self.job_runs: Final = StoredJobRuns(link)
        self.notices: Final = StoredNotices(link)


class Reading:
    """Questions alone; each is answered from the newest committed state.

    Args:
        engine: gives connections.
        phrasebook: the statements' texts.
    """

    def __init__(self, engine: Engine, phrasebook: Phrasebook) -> None:
        self._engine: Final = engine
        self._phrasebook: Final = phrasebook

    def __enter__(self) -> Books:
        try:
            self._connection = connection = self._engine.raw_connection()
            books: Books | None = connection.info.get("books")
            if books is None:
                books = Books(Link(connection.cursor(), self._phrasebook))
                connection.info["books"] = books
        except (sqlite3.Error, DBAPIError) as error:
            raise_trouble(error)
            raise
        return books

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()
        if isinstance(error, sqlite3.Error):
            raise_trouble(error)


class Writing(Reading):
    """One transaction, alone among the writers from its first statement on.

    It begins IMMEDIATE: a transaction that read before it asked to write could otherwise have read
    what another one was about to change (decision record 0010).
    """

    def __enter__(self) -> Books:
        books = super().__enter__()
        try:
            books.link.say("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            self._connection.close()
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
            except sqlite3.Error as refused:
                self._undo()
                raise_trouble(refused)
                raise
            self._connection.close()
            return
        self._undo()
        if isinstance(error, sqlite3.Error):
            raise_trouble(error)

    def _undo(self) -> None:
        """Roll back; a connection that can't is thrown away, which rolls back as well."""
        try:
            # SQLite itself has rolled back already where the disk failed it.
            if getattr(self._connection.dbapi_connection, "in_transaction", True):
                self._link.undo()
        except sqlite3.Error as error:
            self._connection.invalidate(error)
        else:
            self._connection.close()


def as_trouble(error: Exception) -> Exception:
    """The DatabaseTrouble behind an error; the error itself where it is a mistake of ours."""
    driver_error = error.orig if isinstance(error, DBAPIError) else error
    trouble = trouble_of(driver_error) if isinstance(driver_error, sqlite3.Error) else None
    return trouble or error


def raise_trouble(error: Exception) -> None:
    """Raise the DatabaseTrouble behind an error; nothing where it is a mistake of ours."""
    trouble = as_trouble(error)
    if trouble is not error:
        raise trouble from error
