"""A chain of stores with parcels at their counters, made quickly, on SQLite or PostgreSQL."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from core.persistence.engine import sqlite_engine
from core.persistence.opening import is_server, open_any

PER_STORE: Final = 100

# Customers come to all stores at the same time, so a store's parcels lie scattered in every table.
_NUMBERS: Final = (
    "WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last})"
)
_SCENE: Final = (
    "INSERT INTO clerks VALUES ('1042', 'R. Santos', 'nobody signs in here')",
    *(
        f"INSERT INTO merchants VALUES ('00{n}', 'Merchant {n}', 'merchant-1',"  # noqa: S608 - ours
        " 'merchant picks up', 14, 0)"
        for n in range(1, 10)
    ),
    ("{stores_cte} INSERT INTO stores SELECT {store}, 'Store ' || i, 'NCR', 'Asia/Manila' FROM n"),
    "INSERT INTO terminals SELECT code, '02' FROM stores",
    "INSERT INTO terminals SELECT code, 'K1' FROM stores",
    (
        "{parcels_cte} INSERT INTO return_orders (id, merchant_code, uid, order_number, waybill,"
        " uid_key, lines, warehouse, submitted_on, last_day)"
        " SELECT i, '00' || (1 + i % 9), 'UID-' || i, '', '', 'UID' || i,"
        " '[[\"I1\",\"A shirt\",\"S1\",\"Too small\"]]', 'Wid234', '2026-11-20', '2026-12-20'"
        " FROM n"
    ),
    (
        "{parcels_cte} INSERT INTO returns SELECT i, substr(CAST(1000000000000 + i AS TEXT), 2),"
        " CAST(30310533000000000 + i AS TEXT), '09123456789', '6789', 'RETURNED', 1,"
        " {store}, 'K1', 'tap ' || i, i, {store} FROM n"
    ),
    (
        "{parcels_cte} INSERT INTO acceptances SELECT i, {store}, '02', 1 + i / {stores},"
        " '1042', 'R. Santos', 1795000000000000 + i * 1000, 'press ' || i FROM n"
    ),
    (
        "INSERT INTO status_events SELECT order_id, 'FOR RETURN', 'Kiosk transaction', 1,"
        " store_code, 'K1', '', '' FROM returns"
    ),
    (
        "INSERT INTO status_events SELECT order_id, 'RETURNED', 'POS transaction', at, store_code,"
        " '02', '1042', store_code || '-02-' || serial FROM acceptances"
    ),
    # As many entries as there are facts; the job looks at the last one alone.
    (
        "{facts_cte} INSERT INTO custody SELECT i, (i + 1) / 2, CASE i % 2 WHEN 1 THEN 'FOR RETURN'"
        " ELSE 'RETURNED' END, '', substr('{digits}', 1, 56) || substr(CAST(100000000 + i AS TEXT),"
        " 2) FROM n"
    ),
)

#: The job's change as plain statements over everything, in one transaction.
PLAIN: Final = (
    (
        "INSERT INTO pull_out_lists (store_code, day, serial, built_at)"
        " SELECT code, '2026-11-21', 1, 1795000000000000 FROM stores"
        " WHERE EXISTS (SELECT 1 FROM returns WHERE held_by = code)"
    ),
    (
        "INSERT INTO pull_out_lines (list_id, order_id, left_behind)"
        " SELECT id, order_id, 0 FROM pull_out_lists JOIN returns ON held_by ="
        " pull_out_lists.store_code"
    ),
    "UPDATE returns SET status = 'FOR PULL OUT' WHERE status = 'RETURNED'",
    (
        "INSERT INTO status_events SELECT order_id, 'FOR PULL OUT', 'ECMS job', 1795000000000000,"
        " held_by, '', '', 'APO-' || held_by || '-20261121' FROM returns"
        " WHERE status = 'FOR PULL OUT'"
    ),
    (
        "INSERT INTO outbox (order_id, status) SELECT order_id, status FROM returns"
        " WHERE status = 'FOR PULL OUT'"
    ),
)


def fill(where: Path | str, stores: int) -> None:
    """Make a chain of so many stores, each with `PER_STORE` parcels that wait for their list.

    Args:
        where: a file that is not there yet, or the URL of an empty database.
        stores: how many, at most 9,999.
    """
    open_any(where).close()
    parcels = stores * PER_STORE
    words = {
        "stores": stores,
        "store": f"substr(CAST(10000 + i % {stores} AS TEXT), 2)",
        "stores_cte": _NUMBERS.format(first=0, last=stores - 1),
        "parcels_cte": _NUMBERS.format(first=1, last=parcels),
        "facts_cte": _NUMBERS.format(first=1, last=2 * parcels),
        "digits": "0" * 64,
    }
    statements = [statement.format(**words) for statement in _SCENE]
    if is_server(where):
        _fill_server(str(where), statements)
    else:
        _fill_file(Path(where), statements)


def run_plainly(where: Path | str) -> None:
    """The yardstick: the same change by the driver alone."""
    if is_server(where):
        with _connected(str(where)) as connection:
            for statement in PLAIN:
                connection.execute(statement.encode())
        return
    engine = sqlite_engine(Path(where))
    connection = engine.raw_connection()
    for statement in ("BEGIN IMMEDIATE", *PLAIN, "COMMIT"):
        connection.cursor().execute(statement)
    connection.close()
    engine.dispose()


def _fill_file(path: Path, statements: list[str]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        # Nothing of it needs to survive, nor to be guarded.
        for pragma in ("synchronous = OFF", "cache_size = -262144", "foreign_keys = OFF"):
            file.execute(f"PRAGMA {pragma}")
        guards = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = guards.fetchall()
        file.execute("BEGIN")
        for sql in (
            *(f"DROP TRIGGER {name}" for name, _ in triggers),
            *statements,
            *(sql for _, sql in triggers),
        ):
            file.execute(sql)
        file.execute("COMMIT")
        file.execute("ANALYZE")
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _fill_server(url: str, statements: list[str]) -> None:
    with _connected(url) as connection:
        # Neither guards nor foreign keys look on.
        for sql in ("SET LOCAL session_replication_role = replica", *statements):
            connection.execute(sql.encode())
    with _connected(url) as connection:
        connection.autocommit = True
        connection.execute(b"VACUUM ANALYZE")


def _connected(url: str) -> Any:
    import psycopg  # noqa: PLC0415 - slow to import, and only here

    return psycopg.connect(url)


def _place(where: str) -> Path | str:
    return where if is_server(where) else Path(where)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["fill", where, count]:
            fill(_place(where), int(count))
        case ["plain", where]:
            run_plainly(_place(where))
        case _:
            sys.exit("fill WHERE STORES, or plain WHERE")
