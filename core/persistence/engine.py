"""The SQLite engine: how every connection is set up."""

import sqlite3
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Engine, create_engine, event

from core.domain.custody import sha256_hex

BUSY_TIMEOUT_MS: Final = 5_000

# What each connection is told, in this order. FULL: after a power cut no acceptance that was
# reported is gone (in WAL mode NORMAL loses the last ones). The page cache is in KiB. The log is
# folded into the file every 4000 pages, 16 MiB: at the usual 1000 the same pages are written again
# and again, which took a sixth of an acceptance.
_PRAGMAS: Final = (
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -16384",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA wal_autocheckpoint = 4000",
)


def sqlite_engine(path: Path) -> Engine:
    """An engine over one SQLite file that is there, whose transactions begin IMMEDIATE."""
    address = f"{path.absolute().as_uri()}?mode=rw"

    def connect() -> sqlite3.Connection:
        # Never made here: a file that vanishes must not come back empty. A connection is used by
        # one thread at a time, but not always by the same.
        return sqlite3.connect(address, uri=True, check_same_thread=False)

    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        creator=connect,
        # Units of work end every transaction themselves.
        pool_reset_on_return=None,
        pool_size=4,
        pool_use_lifo=True,
        max_overflow=-1,
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        # The driver's own BEGIN comes late and deferred, and loses updates: we say our own.
        connection.isolation_level = None
        # The ledger's trigger asks for it.
        connection.create_function("sha256_hex", 1, sha256_hex, deterministic=True)
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
