"""Many return orders at once into PostgreSQL: copied into a temporary table, written from there.

A first import drops the table's indexes and its two keys for its one transaction and builds them
last, which also checks them; whoever looks something up meanwhile waits, in a shop where nobody can
return anything yet.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, Final

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint, literal_column, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import (
    AddConstraint,
    Constraint,
    CreateIndex,
    CreateTable,
    DropIndex,
    ExecutableDDLElement,
)

from core.domain.merchants import Merchant
from core.persistence import bulk_statements as say
from core.persistence.bulk import Staging
from core.persistence.database import Database
from core.persistence.postgres import LIBPQ
from core.persistence.postgres_cursor import PostgresCursor
from core.persistence.postgres_troubles import FAILURES, raise_trouble
from core.persistence.postgres_work import BEGIN, cursor_of
from core.persistence.statements import Link, Phrasebook, Row
from core.persistence.tables import return_orders
from core.services.bulk import Fate, Fates, StagedOrders

#: From so many orders on, a first import builds the indexes last.
MANY: Final = 10_000

_INDEXES: Final = sorted(return_orders.indexes, key=lambda index: str(index.name))
# What refers to the table is the number of an order, which stays; these two nothing refers to.
_KEYS: Final = sorted(
    (
        key
        for key in return_orders.constraints
        if isinstance(key, UniqueConstraint | ForeignKeyConstraint)
    ),
    key=lambda key: str(key.name),
)
# Room to sort in, for this connection alone.
_ROOM: Final = "SET work_mem = '64MB'; SET maintenance_work_mem = '128MB'"
_ADD_PIECE: Final = (
    insert(return_orders)
    .from_select(say.NEW_COLUMNS, say.NEW_PIECE)
    .on_conflict_do_nothing(index_elements=["merchant_code", "uid"])
    .inline()
)
_ADD_ALL: Final = insert(return_orders).from_select(say.NEW_COLUMNS, say.NEW).inline()
_ANY: Final = select(return_orders.c.id).limit(literal_column("1"))
# Stands for NULL until what is escaped in values is escaped.
_NOTHING: Final = "\0"
_COPY: Final = f"COPY incoming ({', '.join((*say.STAGED, 'line'))}) FROM STDIN"


class PostgresBulk:
    """`core.services.bulk.BulkOrders` over a PostgreSQL database.

    Args:
        database: an open one.
    """

    def __init__(self, database: Database) -> None:
        self._database: Final = database

    def merchant(self, code: str) -> Merchant | None:
        """See `BulkOrders.merchant`."""
        with self._database.reading() as work:
            return work.directory.merchant(code)

    @contextmanager
    def staged(self, merchant: Merchant, today: date) -> Iterator[StagedOrders]:
        """See `BulkOrders.staged`."""
        engine = self._database.engine
        try:
            pooled: Any = engine.raw_connection()
            connection, cursor = pooled.driver_connection, cursor_of(pooled)
            # Out of the pool: its temporary table goes with it.
            pooled.detach()
            try:
                ground = _PostgresGround(connection, cursor, engine.dialect)
                ground.link.say(_ROOM)
                ground.say(CreateTable(say.incoming))
                yield _PostgresStaging(ground, merchant, today)
            finally:
                connection.close()
        except FAILURES as error:
            raise_trouble(error)
            raise


class _PostgresGround:
    def __init__(self, connection: Any, cursor: PostgresCursor, dialect: Dialect) -> None:
        self._connection: Final = connection
        self._dialect: Final = dialect
        self.link: Final = Link(cursor, Phrasebook(LIBPQ), cursor)

    def fill(self, rows: Iterable[Row]) -> None:
        """See `Ground.fill`; no value holds a control character."""
        lines = "\n".join(
            ["\t".join([_NOTHING if v is None else str(v) for v in row]) for row in rows]
        )
        if lines:
            text = lines.replace("\\", "\\\\").replace(_NOTHING, "\\N")
            with self._connection.cursor() as cursor, cursor.copy(_COPY) as copy:
                copy.write(text + "\n")

    def filled(self) -> None:
        """See `Ground.filled`; where there are orders, they will be written piece by piece."""
        self.link.say("ANALYZE incoming")
        if self.link.one(_ANY) is not None:
            self.find_pieces()

    def find_pieces(self) -> None:
        """Make the orders of a piece quick to find."""
        self.link.say("CREATE INDEX IF NOT EXISTS ix_incoming ON incoming (uid, line)")

    def begin(self) -> None:
        """See `Ground.begin`."""
        self.link.say(BEGIN)

    def commit(self) -> None:
        """See `Ground.commit`."""
        self.link.say("COMMIT")

    def rollback(self) -> None:
        """See `Ground.rollback`."""
        if not self._connection.closed:
            self.link.undo()

    def give_way(self) -> None:
        """See `Ground.give_way`: here others need not wait for the end of a transaction."""

    def add_new(self, merchant_code: str, today: str, after: str, upto: str) -> int:
        """See `Ground.add_new`."""
        return self.link.run(
            _ADD_PIECE, merchant_code=merchant_code, today=today, after=after, upto=upto
        )

    def add_all(self, merchant_code: str, today: str) -> int:
        """Write every new order into a table that has none, and build its indexes last.

        Returns:
            How many; 0 where others have begun to submit orders, and nothing is done.
        """
        self.begin()
        self.link.say("LOCK TABLE return_orders IN ACCESS EXCLUSIVE MODE")
        if self.link.one(_ANY) is not None:
            self.rollback()
            return 0
        for index in _INDEXES:
            self.say(DropIndex(index))
        for key in _KEYS:
            self.link.say(f"ALTER TABLE return_orders DROP CONSTRAINT {self._name(key)}")
        count = self.link.run(_ADD_ALL, merchant_code=merchant_code, today=today)
        for index in _INDEXES:
            self.say(CreateIndex(index))
        for key in _KEYS:
            # Without the flag the table would never again be made with it.
            self.say(AddConstraint(key, isolate_from_table=False))
        self.commit()
        return count

    def say(self, statement: ExecutableDDLElement) -> None:
        """Make or drop a table or an index."""
        self.link.say(str(statement.compile(dialect=self._dialect)))

    def _name(self, key: Constraint) -> str:
        return str(self._dialect.identifier_preparer.format_constraint(key))


class _PostgresStaging(Staging):
    def __init__(self, ground: _PostgresGround, merchant: Merchant, today: date) -> None:
        super().__init__(ground, merchant, today)
        self._whole: Final = ground

    def write(self, told: Callable[[int], None]) -> Fates:
        """See `StagedOrders.write`."""
        new = self._counts()[Fate.NEW]
        if new >= MANY and self._link.one(_ANY) is None:
            try:
                added = self._whole.add_all(self._merchant.code, self._today.isoformat())
            except BaseException:
                self._whole.rollback()
                raise
            if added:
                told(added)
                return self._fates(added, 0)
        self._whole.find_pieces()
        return super().write(told)
