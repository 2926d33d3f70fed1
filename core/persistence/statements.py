"""Core statements as SQL text, compiled once, run on the driver's own cursor.

Building and compiling a statement at each call, and SQLAlchemy's own execution, cost several times
what SQLite needs to answer (decision record 0010). Tables, dialects and pool stay SQLAlchemy's.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ClauseElement
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.sql.compiler import SQLCompiler

Row = tuple[Any, ...]


class Phrasebook:
    """A dialect's SQL text of every statement that was asked for once.

    Args:
        dialect: the database's.
    """

    def __init__(self, dialect: Dialect) -> None:
        self._dialect: Final = dialect
        self._known: Final[dict[ClauseElement, tuple[str, Callable[[Mapping[str, Any]], Row]]]] = {}

    def sql(self, statement: ClauseElement) -> tuple[str, Callable[[Mapping[str, Any]], Row]]:
        """The text of a statement, and how to put its named values in order."""
        known = self._known.get(statement)
        if known is None:
            known = self._known[statement] = self._compile(statement)
        return known

    def _compile(self, statement: ClauseElement) -> tuple[str, Callable[[Mapping[str, Any]], Row]]:
        compiled = statement.compile(dialect=self._dialect)
        assert isinstance(compiled, SQLCompiler)  # noqa: S101 - it is no DDL
        names = compiled.positiontup or []
        constants = {
            name: bind.value for bind, name in compiled.bind_names.items() if not bind.required
        }

        def in_order(values: Mapping[str, Any]) -> Row:
            return tuple([values[name] for name in names])

        def in_order_with_constants(values: Mapping[str, Any]) -> Row:
            return tuple([values[name] if name in values else constants[name] for name in names])

        return str(compiled), in_order_with_constants if constants else in_order


class Link:
    """A connection that runs statements.

    Args:
        cursor: the driver's; used by one thread at a time.
        phrasebook: the statements' texts.
        has_company: other transactions write at the same time, so that what this one reads in order
            to change it has to be held.
    """

    def __init__(
        self, cursor: DBAPICursor, phrasebook: Phrasebook, *, has_company: bool = False
    ) -> None:
        self._cursor: Final = cursor
        self._phrasebook: Final = phrasebook
        self._has_company: Final = has_company

    def hold(self, statement: ClauseElement, /, **values: object) -> None:
        """Keep others from changing what this statement locks, until the transaction ends.

        It is a statement of its own, because only what is read after the wait is what the others
        left (decision record 0052). Where a writer is alone anyway, nothing is done.
        """
        if self._has_company:
            sql, in_order = self._phrasebook.sql(statement)
            self._cursor.execute(sql, in_order(values))

    def say(self, sql: str) -> None:
        """Run a text that belongs to the database's own dialect, `BEGIN IMMEDIATE`."""
        self._cursor.execute(sql)

    def run(self, statement: ClauseElement, /, **values: object) -> int:
        """Run a statement that changes something; how many rows it changed."""
        sql, in_order = self._phrasebook.sql(statement)
        self._cursor.execute(sql, in_order(values))
        return self._cursor.rowcount

    def one(self, statement: ClauseElement, /, **values: object) -> Row | None:
        """The first row of an answer."""
        sql, in_order = self._phrasebook.sql(statement)
        self._cursor.execute(sql, in_order(values))
        # All of it is fetched: an answer left half read would hold on to its snapshot.
        rows: Sequence[Row] = self._cursor.fetchall()
        return rows[0] if rows else None

    def all(self, statement: ClauseElement, /, **values: object) -> Sequence[Row]:
        """Every row of an answer."""
        sql, in_order = self._phrasebook.sql(statement)
        self._cursor.execute(sql, in_order(values))
        return self._cursor.fetchall()
