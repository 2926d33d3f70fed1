"""A chain with millions of open return orders, made quickly, and what to ask of it."""

import random
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import Any, Final, Self
from uuid import uuid4

from core.clock import SystemClock
from core.domain.codes import ReturnCode
from core.domain.merchants import Merchant, Store
from core.domain.mobile import MobileNumber
from core.domain.orders import last_day_of
from core.domain.references import Reference, parse_reference
from core.persistence.database import Database, open_database
from core.persistence.engine import sqlite_engine
from core.persistence.pins import Argon2Pins
from core.persistence.statements import Link, Phrasebook
from core.persistence.unit_of_work import Books
from core.services.administration import save_clerk, save_merchants, save_stores, save_terminals
from core.services.ecms import Clerk, RequestReturn, Terminal
from core.services.embedded import EmbeddedEcms
from core.services.rules import EcmsRules
from core.services.storage import Storage

#: A statement's text and its values.
Statement = tuple[str, tuple[Any, ...]]

STORE: Final = Store("0166", "Pasig Blvd", "NCR")
KIOSK: Final = Terminal(STORE, "K1")
COUNTER: Final = Terminal(STORE, "01")
RAW_COUNTER: Final = Terminal(STORE, "02")
CLERK: Final = Clerk("1042", "R. Santos")
RULES: Final = EcmsRules()

_MERCHANTS: Final = 9
_PRIME: Final = 1_000_000_007

# Order and waybill numbers lie scattered in their indexes, as real ones do.
_FILL: Final = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :orders)
INSERT INTO return_orders (merchant_code, uid, order_number, waybill, uid_key, order_key,
    waybill_key, lines, warehouse, submitted_on, last_day)
SELECT printf('%03d', 1 + i * :merchants / (:orders + 1)), printf('UID-%012d', i),
    printf('ORD-%010d', i * 7919 % :prime), printf('WB%010d', i * 104729 % :prime),
    printf('UID%012d', i), printf('ORD%010d', i * 7919 % :prime),
    printf('WB%010d', i * 104729 % :prime),
    '[["I' || i || '","A shirt with long sleeves","SKU' || (i % 9973) || '","Too small"]]',
    'Wid234', :today, :last_day
FROM n
"""


class World:
    """A database with so many open orders.

    Args:
        folder: where the file is made.
        orders: how many; takes some 300 bytes and 8 microseconds each.
    """

    def __init__(self, folder: Path, orders: int) -> None:
        self.path: Final = folder / f"orders-{orders}.db"
        self.orders: Final = orders
        self.database: Final = _filled(self.path, orders)
        self.ecms: Final = EmbeddedEcms(
            self.database, SystemClock(), Argon2Pins(), secrets.randbelow, RULES
        )
        self._dice: Final = random.Random(orders)  # noqa: S311 - any customer will do

    def reference(self) -> Reference:
        """The UID, order number or waybill of any order, as a customer would type it."""
        number = self._dice.randint(1, self.orders)
        return parse_reference(
            self._dice.choice(
                (
                    f"UID-{number:012d}",
                    f"ORD-{number * 7919 % _PRIME:010d}",
                    f"WB{number * 104729 % _PRIME:010d}",
                )
            )
        )

    def issue(self, count: int) -> list[ReturnCode]:
        """Ask for the return of so many orders, spread over all."""
        step = self.orders // count
        return [
            self.ecms.request_return(
                RequestReturn(1 + n * step, MobileNumber("09123456789"), KIOSK, str(uuid4()))
            ).code
            for n in range(count)
        ]

    def raw(self) -> sqlite3.Connection:
        """A bare connection of sqlite3, set up as Balik's own."""
        engine = sqlite_engine(self.path)
        connection = engine.raw_connection()
        bare = connection.driver_connection
        connection.detach()
        engine.dispose()
        assert isinstance(bare, sqlite3.Connection)  # noqa: S101 - for the type alone
        return bare

    def close(self) -> None:
        """Close the database."""
        self.database.close()


class _NotingCursor(sqlite3.Cursor):
    """Notes the statements that it runs."""

    said: list[Statement]

    def execute(self, sql: str, parameters: Any = (), /) -> Self:
        """Note and run a statement."""
        self.said.append((sql, parameters))
        return super().execute(sql, parameters)


class Overheard:
    """A storage that notes which statements a use case says, for the yardstick to repeat."""

    def __init__(self, world: World, connection: sqlite3.Connection) -> None:
        cursor = connection.cursor(_NotingCursor)
        self.said: Final[list[Statement]] = []
        cursor.said = self.said
        phrasebook = Phrasebook(world.database.engine.dialect)
        self._books: Final = Books(Link(cursor, phrasebook))

    def reading(self) -> AbstractContextManager[Books]:
        """See `Storage.reading`."""
        return nullcontext(self._books)

    def writing(self) -> AbstractContextManager[Books]:
        """See `Storage.writing`; the transaction is the caller's."""
        return nullcontext(self._books)


def overhear(
    world: World, connection: sqlite3.Connection, use_case: Callable[[Storage], object]
) -> list[Statement]:
    """The statements of a use case, whose changes are undone.

    Args:
        world: in which it happens.
        connection: of `World.raw`.
        use_case: what to listen to.
    """
    storage = Overheard(world, connection)
    connection.execute("BEGIN IMMEDIATE")
    use_case(storage)
    connection.execute("ROLLBACK")
    return storage.said


def _filled(path: Path, orders: int) -> Database:
    database = open_database(path)
    save_merchants(
        database,
        [Merchant(f"{n:03d}", f"Merchant {n}", validity_days=60) for n in range(1, _MERCHANTS + 1)],
    )
    save_stores(database, [STORE])
    save_terminals(database, [KIOSK, COUNTER, RAW_COUNTER])
    save_clerk(database, Argon2Pins(memory_kib=64), CLERK, "4711")
    database.close()
    today = STORE.today(SystemClock().now())
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        # Nothing of it needs to survive, and indexes are quicker built at the end.
        file.execute("PRAGMA journal_mode = OFF")
        file.execute("PRAGMA synchronous = OFF")
        file.execute("PRAGMA cache_size = -262144")
        indexes = file.execute(
            "SELECT name, sql FROM sqlite_master"
            " WHERE type = 'index' AND tbl_name = 'return_orders' AND sql NOT NULL"
        ).fetchall()
        for name, _ in indexes:
            file.execute(f"DROP INDEX {name}")
        file.execute(
            _FILL,
            {
                "orders": orders,
                "merchants": _MERCHANTS,
                "prime": _PRIME,
                "today": today.isoformat(),
                "last_day": last_day_of(today, 60).isoformat(),
            },
        )
        for _, sql in indexes:
            file.execute(sql)
        file.execute("PRAGMA journal_mode = WAL")
    return open_database(path)
