"""Many return orders at once into SQLite.

Into a database without orders they go straight, in one transaction, and the indexes are built last
(decision record 0050). Beside other writers they are staged, and written in short transactions with
room between them.
"""

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from time import monotonic, sleep
from typing import Any, Final

from sqlalchemy import bindparam, literal_column, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.schema import CreateIndex, CreateTable, DropIndex, ExecutableDDLElement

from core.domain.merchants import Merchant
from core.persistence import bulk_statements as say
from core.persistence.bulk import Staging, rows_of
from core.persistence.database import Database
from core.persistence.engine import BUSY_TIMEOUT_MS
from core.persistence.statements import Link, Phrasebook, Row
from core.persistence.tables import merchants, return_orders
from core.persistence.unit_of_work import as_trouble
from core.services.bulk import REFUSED_FATES, Fate, Fates, OrderBatch, RefusedLine, StagedOrders

#: Other writers look every 100 ms whether they may go on (sqlite3BusyHandler): a shorter pause
#: could pass unseen.
ROOM_S: Final = 0.11

# Sorting and staging stay on the disk, so that memory is flat. The log is emptied by ourselves,
# between transactions; a commit of others would otherwise have to wait for it.
_PRAGMAS: Final = (
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = FILE",
    "PRAGMA wal_autocheckpoint = 0",
)
_INDEXES: Final = sorted(return_orders.indexes, key=lambda index: str(index.name))
_ADD_PIECE: Final = (
    insert(return_orders)
    .from_select(say.NEW_COLUMNS, say.NEW_PIECE)
    .on_conflict_do_nothing(index_elements=["merchant_code", "uid"])
)
# In the order in which `rows_of` gives them; an order's number is its line.
_ADD_FIRST: Final = (
    f"INSERT INTO return_orders ({', '.join((*say.STAGED, 'id'))}, merchant_code, submitted_on)"  # noqa: S608 - our own column names
    f" VALUES ({', '.join('?' for _ in (*say.STAGED, 'id'))}, {{merchant_code}}, {{submitted_on}})"
    " ON CONFLICT (merchant_code, uid) DO NOTHING"
)
_MERCHANT: Final = select(merchants.c.code).where(merchants.c.code == bindparam("merchant_code"))
_ANY: Final = select(return_orders.c.id).limit(literal_column("1"))
_OF_UID: Final = select(return_orders.c.id, *[return_orders.c[name] for name in say.CONTENT]).where(
    return_orders.c.merchant_code == bindparam("merchant_code"),
    return_orders.c.uid == bindparam("uid"),
)


class SqliteBulk:
    """`core.services.bulk.BulkOrders` over a SQLite file.

    Args:
        database: an open one.
        pause: waits for so many seconds, as `time.sleep`.
        beside_others: others write all the time, so that even a first import goes in short
            transactions.
    """

    def __init__(
        self,
        database: Database,
        pause: Callable[[float], None] = sleep,
        *,
        beside_others: bool = False,
    ) -> None:
        self._database: Final = database
        self._pause: Final = pause
        self._beside_others: Final = beside_others

    def merchant(self, code: str) -> Merchant | None:
        """See `BulkOrders.merchant`."""
        with self._database.reading() as work:
            return work.directory.merchant(code)

    @contextmanager
    def staged(self, merchant: Merchant, today: date) -> Iterator[StagedOrders]:
        """See `BulkOrders.staged`."""
        engine = self._database.engine
        connection = sqlite3.connect(str(engine.url.database), isolation_level=None)
        try:
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            # Without it Ctrl-C would wait for the end of a statement that takes many seconds.
            connection.set_progress_handler(lambda: 0, 1_000_000)
            ground = _SqliteGround(connection, Phrasebook(engine.dialect), self._pause)
            # The one row that each of a first import's rows refers to is looked at once, here.
            connection.execute("PRAGMA foreign_keys = OFF")
            ground.begin()
            known = ground.link.one(_MERCHANT, merchant_code=merchant.code) is not None
            if known and not self._beside_others and ground.link.one(_ANY) is None:
                yield _FirstImport(ground, merchant, today)
            else:
                ground.rollback()
                connection.execute("PRAGMA foreign_keys = ON")
                ground.link.say(str(CreateTable(say.incoming).compile(dialect=engine.dialect)))
                yield Staging(ground, merchant, today)
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                raise KeyboardInterrupt from None
            raise as_trouble(error) from error
        finally:
            # What was begun and not committed is undone with it.
            connection.close()


class _SqliteGround:
    def __init__(
        self, connection: sqlite3.Connection, phrasebook: Phrasebook, pause: Callable[[float], None]
    ) -> None:
        self._connection: Final = connection
        self._phrasebook: Final = phrasebook
        self._pause: Final = pause
        cursor: Any = connection.cursor()
        self.link: Final = Link(cursor, phrasebook)

    def fill(self, rows: Iterable[Row]) -> None:
        """See `Ground.fill`."""
        columns = ", ".join((*say.STAGED, "line"))
        places = ", ".join("?" for _ in (*say.STAGED, "line"))
        self._connection.execute("BEGIN")
        self._connection.executemany(f"INSERT INTO incoming ({columns}) VALUES ({places})", rows)  # noqa: S608 - our own column names
        self._connection.execute("COMMIT")

    def filled(self) -> None:
        """See `Ground.filled`."""
        self._connection.execute("CREATE INDEX temp.ix_incoming ON incoming (uid, line)")

    def begin(self) -> None:
        """See `Ground.begin`."""
        self._connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """See `Ground.commit`."""
        self._connection.execute("COMMIT")

    def rollback(self) -> None:
        """See `Ground.rollback`."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def give_way(self) -> None:
        """See `Ground.give_way`: fold the log into the file, which holds no writer up."""
        began = monotonic()
        self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        self._pause(max(0.0, ROOM_S - (monotonic() - began)))

    def add_new(self, merchant_code: str, today: str, after: str, upto: str) -> int:
        """See `Ground.add_new`."""
        return self.link.run(
            _ADD_PIECE, merchant_code=merchant_code, today=today, after=after, upto=upto
        )

    def add_first(self, rows: Iterable[Row], merchant_code: str, today: str) -> int:
        """Write rows into a table without orders; how many were not there."""
        # A constant is a part of the statement: bound, it would be given a million times.
        (merchant_code,) = self._connection.execute("SELECT quote(?)", (merchant_code,)).fetchone()
        (today,) = self._connection.execute("SELECT quote(?)", (today,)).fetchone()
        sql = _ADD_FIRST.format(merchant_code=merchant_code, submitted_on=today)
        return self._connection.executemany(sql, rows).rowcount

    def say(self, statement: ExecutableDDLElement) -> None:
        """Make or drop an index."""
        self.link.say(str(statement.compile(dialect=sqlite.dialect())))


class _FirstImport:
    """Straight into a table without orders, in one transaction, the indexes last.

    An order's number is its line, so that a line that names an order again knows the first.
    """

    def __init__(self, ground: _SqliteGround, merchant: Merchant, today: date) -> None:
        self._ground: Final = ground
        self._merchant: Final = merchant
        self._today: Final = today
        self._new = 0
        self._unchanged = 0
        self._twice: Final[array[int]] = array("q")
        self._given = 0
        for index in _INDEXES:
            ground.say(DropIndex(index))

    def add(self, batch: OrderBatch) -> None:
        """See `StagedOrders.add`."""
        rows = rows_of(batch, self._merchant, self._today)
        added = self._ground.add_first(rows, self._merchant.code, self._today.isoformat())
        self._new += added
        if added < len(batch.lines):
            self._find_twice(batch)

    def _find_twice(self, batch: OrderBatch) -> None:
        for uid, row in zip(batch.uids, rows_of(batch, self._merchant, self._today), strict=True):
            stored = self._ground.link.one(_OF_UID, merchant_code=self._merchant.code, uid=uid)
            line = row[-1]
            if stored is None or stored[0] == line:
                continue
            if stored[1:] == row[4:-2]:
                self._unchanged += 1
            else:
                self._twice.append(line)

    def settle(self) -> Fates:
        """See `StagedOrders.settle`."""
        return Fates(self._new, self._unchanged, 0, len(self._twice))

    def refused(self) -> Iterator[RefusedLine]:
        """See `StagedOrders.refused`."""
        for line in self._twice[self._given :]:
            yield RefusedLine(line, REFUSED_FATES[Fate.TWICE])
        self._given = len(self._twice)

    def write(self, told: Callable[[int], None]) -> Fates:
        """See `StagedOrders.write`."""
        for index in _INDEXES:
            self._ground.say(CreateIndex(index))
        self._ground.commit()
        told(self._new)
        self._ground.give_way()
        return self.settle()
