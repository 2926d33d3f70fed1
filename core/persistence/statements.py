"""Core statements as SQL text, compiled once, run on the driver's own cursor.

Building and compiling a statement at each call, and SQLAlchemy's own execution, cost several times
what SQLite needs to answer (decision record 0010). Tables, dialects and pool stay SQLAlchemy's.
"""

from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from operator import itemgetter
from typing import Any, Final, Protocol

from sqlalchemy import ClauseElement
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler

Row = tuple[Any, ...]


class Cursor(Protocol):
    """The driver's, as far as it is needed; used by one thread at a time."""

    def execute(self, sql: str, values: Any = ..., /) -> object:
        """Run a statement with its values in order."""
        ...

    def fetchall(self) -> Sequence[Any]:
        """Every row of the last answer."""
        ...

    @property
    def rowcount(self) -> int:
        """How many rows the last statement changed."""
        ...


class CursorInCompany(Cursor, Protocol):
    """One that sends several statements on one way, to a server."""

    def ahead(self, sql: str, values: Sequence[object] | None = None) -> None:
        """Run a statement on the way of the next one, whose answer nobody asks for."""
        ...

    def foresee(self, sql: str, values: Sequence[object]) -> int:
        """Ask on the way of the next statement; `foreseen` of this number gives the answer."""
        ...

    def foreseen(self, number: int) -> Sequence[Row]:
        """Every row of an answer to what was foreseen; waits for no statement after it."""
        ...

    def send(self) -> None:
        """Have what waits begun with, without waiting for it."""
        ...

    def settle(self) -> None:
        """Run what waits, and wait for it."""
        ...

    def forget(self) -> None:
        """Do not run what waits."""
        ...


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
            return tuple([values[name] if name in values else constants[name] for name in names])

        # Which gives one value by itself, and several as a tuple, without a call of Python's.
        quick = len(names) > 1 and not constants
        return str(compiled), itemgetter(*names) if quick else in_order


class Link:
    """A connection that runs statements.

    Args:
        cursor: the driver's; used by one thread at a time.
        phrasebook: the statements' texts.
        company: the same cursor, where other transactions write at the same time, so that what this
            one reads in order to change it has to be held.
    """

    def __init__(
        self, cursor: Cursor, phrasebook: Phrasebook, company: CursorInCompany | None = None
    ) -> None:
        self._cursor: Final = cursor
        self._phrasebook: Final = phrasebook
        self._company: Final = company
        #: How many statements were run that may have changed something.
        self.changes = 0
        #: What nobody else can change before this transaction ends; what it was told it forgets
        #: with its end, and as soon as a part of it is undone.
        self.certain: Final[dict[Row, int]] = {}
        # What was foreseen: the number of its answer, and what had changed when it was asked.
        self._foreseen: Final[dict[tuple[str, Row], tuple[int, int]]] = {}
        self._forgiven = 0

    def hold(self, statement: ClauseElement, /, **values: object) -> None:
        """Keep others from changing what this statement locks, until the transaction ends.

        It is a statement of its own, because only what is read after the wait is what the others
        left (decision record 0052). Where a writer is alone anyway, nothing is done.
        """
        if self._company is not None:
            sql, in_order = self._phrasebook.sql(statement)
            self._company.ahead(sql, in_order(values))

    def foresees(self, statement: ClauseElement, /, **values: object) -> bool:
        """Whether this is foreseen already, or there is no server to be asked early."""
        if self._company is None:
            return True
        sql, in_order = self._phrasebook.sql(statement)
        known = self._foreseen.get((sql, in_order(values)))
        return known is not None and known[1] == self._changed

    def foresee(self, statement: ClauseElement, /, **values: object) -> None:
        """Ask early, on the way of the next statement, about what this transaction holds."""
        if self._company is not None:
            sql, in_order = self._phrasebook.sql(statement)
            ordered = in_order(values)
            number = self._company.foresee(sql, ordered)
            self._foreseen[sql, ordered] = (number, self._changed)

    def foreseen(self, statement: ClauseElement, /, **values: object) -> Sequence[Row] | None:
        """What `foresee` asked, once; None where it did not, or something changed since."""
        if self._company is None or not self._foreseen:
            return None
        sql, in_order = self._phrasebook.sql(statement)
        number, changed = self._foreseen.pop((sql, in_order(values)), (0, -1))
        if changed != self._changed:
            return None
        return self._company.foreseen(number)

    def forgive(self, since: int) -> None:
        """Let stay foreseen what was, although something changed.

        Args:
            since: what `changes` was before; what changed then is nothing that is foreseen.
        """
        self._forgiven += self.changes - since

    @property
    def _changed(self) -> int:
        return self.changes - self._forgiven

    def hold_name(self, name: str) -> None:
        """As `hold`, for something that has no row yet."""
        if self._company is not None:
            key = int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True)
            self._company.ahead("SELECT pg_advisory_xact_lock($1::BIGINT)", (key,))

    @property
    def has_company(self) -> bool:
        """Whether other transactions write at the same time."""
        return self._company is not None

    def by_index(self) -> None:
        """Let this transaction read by indexes alone, however small a table still is.

        PostgreSQL keeps the plan of a statement that is said often; one that was made for an empty
        table would read all of it for ever. SQLite plans by the indexes anyway.
        """
        if self._company is not None:
            self.say("SET LOCAL enable_seqscan = off")

    def say(self, sql: str) -> None:
        """Run a text that belongs to the database's own dialect, `BEGIN IMMEDIATE`."""
        self.changes += 1
        self.certain.clear()
        self._foreseen.clear()
        self._cursor.execute(sql)

    def say_ahead(self, sql: str) -> None:
        """As `say`, on the way of the next statement; of what changes nothing."""
        if self._company is None:
            self._cursor.execute(sql)
        else:
            self._company.ahead(sql)

    def undo(self) -> None:
        """Roll the whole transaction back."""
        if self._company is not None:
            self._company.forget()
        self.say("ROLLBACK")

    def put(self, statement: ClauseElement, /, **values: object) -> None:
        """Run a statement that changes something; on a server, on the way of the next one.

        What it breaks, the next one tells, or `settle`.
        """
        sql, in_order = self._phrasebook.sql(statement)
        self.changes += 1
        if self._company is None:
            self._cursor.execute(sql, in_order(values))
        else:
            self._company.ahead(sql, in_order(values))

    def send(self) -> None:
        """Let a server run what `put` gave it meanwhile; the next statement or `settle` waits."""
        if self._company is not None:
            self._company.send()

    def settle(self) -> None:
        """See to it that all of the above was run."""
        if self._company is not None:
            self._company.settle()

    def run(self, statement: ClauseElement, /, **values: object) -> int:
        """Run a statement that changes something; how many rows it changed."""
        sql, in_order = self._phrasebook.sql(statement)
        self.changes += 1
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
