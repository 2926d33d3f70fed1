"""How fast a file of return orders comes in, beside `sqlite3`'s own `.import` of the same rows.

Both are whole processes over a file of the same orders, into the same table with the same indexes,
page cache and durability. Ours reads, checks and turns the merchant's file into rows; `.import` is
given the rows as they are stored.
"""

import csv
import json
import shutil
import sqlite3
import sys
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Final, Self

from core.bench.figure import Figure
from core.bench.process import Run, run_process
from core.domain.merchants import Merchant
from core.persistence.database import open_database
from core.services.administration import save_merchants

_TOOL: Final = "sqlite3"
#: What our import tells its connection, in the tool's words.
_SAME_TERMS: Final = (
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -65536",
    "PRAGMA wal_autocheckpoint = 65536",
)
_HEADER: Final = (
    "uid",
    "order_number",
    "waybill",
    "warehouse",
    "validity_days",
    "first_day",
    "length_mm",
    "breadth_mm",
    "height_mm",
    "weight_g",
    "item_code",
    "item_name",
    "item_sku",
    "item_reason",
)
_ITEMS: Final = (
    ("Canvas shoes, size 42", "Different size"),
    ("Rain jacket, navy", "Damaged product"),
    ("Kettle, 1.7 l", "Changed my mind"),
)
# Odd, so that times it, modulo a power of two, each number comes once, in no visible order.
_SCATTER: Final = 2_654_435_761


def measure_figures(*, quick: bool) -> list[Figure]:
    """What `balik bench` shows of it; quick: 100,000 orders instead of 1,000,000."""
    count = 100_000 if quick else 1_000_000
    with TemporaryDirectory(prefix="balik-bench-") as place:
        return _Bench(Path(place), count).figures()


class _Bench:
    def __init__(self, place: Path, count: int) -> None:
        self._place: Final = place
        self._count: Final = count
        self._tool: Final = shutil.which(_TOOL)
        self._yardstick: Final = (
            "sqlite3 .import" if self._tool else "Python's sqlite3; the sqlite3 tool is missing"
        )

    def figures(self) -> list[Figure]:
        """All of them; each world begins as the one before left it."""
        empty = self._empty_world()
        quarter = order_file(self._place / "quarter.csv", 0, self._count // 4)
        whole = order_file(self._place / "whole.csv", 0, self._count)
        more = order_file(self._place / "more.csv", self._count, self._count)
        small = self._ours(self._copy(empty, "quarter"), quarter)
        full = self._copy(empty, "full")
        ours = self._ours(full, whole)
        theirs = self._theirs(self._copy(empty, "theirs"), as_stored(whole, 1))
        live = self._copy(full, "live")
        with _OtherWriter(live / "balik.db") as other:
            beside = self._ours(live, more)
        again = self._ours(live, more)
        theirs_live = self._theirs(full, as_stored(more, 2 * self._count))
        return [
            self._rates("First import of {n} orders", ours, theirs, 1.2),
            self._rates("Import of {n} more, beside a writer", beside, theirs_live, 0.5),
            Figure(
                what="Longest wait of that writer for its commit",
                ours=f"{other.longest_s * 1000:.0f} ms",
                yardstick="1 s",
                ratio=other.longest_s,
                asked=1.0,
            ),
            Figure(
                what=f"Memory of importing {self._count:,} orders",
                ours=f"{ours.peak_mb:.0f} MB",
                yardstick=f"{small.peak_mb:.0f} MB, a quarter of them",
                ratio=ours.peak_mb / small.peak_mb,
                asked=1.25,
            ),
            Figure(
                what="Importing the same file again",
                ours=f"{again.seconds:.1f} s",
                yardstick=f"{beside.seconds:.1f} s, the first time",
                ratio=again.seconds / beside.seconds,
                asked=1.0,
            ),
        ]

    def _rates(self, what: str, ours: Run, theirs: Run, asked: float) -> Figure:
        return Figure(
            what=what.format(n=f"{self._count:,}"),
            ours=f"{self._count / ours.seconds:,.0f}/s",
            yardstick=f"{self._count / theirs.seconds:,.0f}/s, {self._yardstick}",
            ratio=theirs.seconds / ours.seconds,
            asked=asked,
            at_least=True,
        )

    def _empty_world(self) -> Path:
        world = self._place / "empty"
        database = open_database(world / "balik.db")
        save_merchants(database, [Merchant("001", "Merchant A")])
        database.close()
        return world

    def _copy(self, world: Path, name: str) -> Path:
        return Path(shutil.copytree(world, self._place / name))

    def _ours(self, world: Path, file: Path) -> Run:
        return run_import(file, "--data", str(world))

    def _theirs(self, world: Path, file: Path) -> Run:
        database = str(world / "balik.db")
        if self._tool:
            return run_process(
                [self._tool, database, *_SAME_TERMS, f".import --csv '{file}' return_orders"]
            )
        return run_process([sys.executable, "-m", __name__, database, str(file)])


def order_file(path: Path, begin: int, count: int) -> Path:
    """Write a merchant's file: order numbers count up, UIDs and waybills come in no order."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        writer.writerows(map(_order, range(begin, begin + count)))
    return path


def as_stored(file: Path, first_id: int) -> Path:
    """Write the same orders as the table has them, numbered from `first_id`."""
    path = file.with_suffix(".stored.csv")
    today = date.today()  # noqa: DTZ011 - any day does
    last_day = (today + timedelta(days=14)).isoformat()
    with (
        file.open(encoding="utf-8", newline="") as orders,
        path.open("w", encoding="utf-8", newline="") as stored,
    ):
        rows = csv.reader(orders)
        next(rows)
        csv.writer(stored).writerows(
            (
                number,
                "001",
                *row[:3],
                *row[:3],
                json.dumps([row[10:]], separators=(",", ":")),
                row[3],
                row[4],
                today.isoformat(),
                row[5],
                last_day,
                "",
                *row[6:10],
            )
            for number, row in enumerate(rows, first_id)
        )
    return path


def run_import(file: Path, *where: str) -> Run:
    """Import a file for merchant 001 by `balik import`."""
    command = [sys.executable, "-m", "core.cli", "import", str(file), "--merchant", "001"]
    return run_process([*command, *where])


def _order(number: int) -> tuple[object, ...]:
    scattered = number * _SCATTER % 2**40
    name, reason = _ITEMS[number % len(_ITEMS)]
    return (
        f"AXDY{scattered:013}",
        100_000_000 + number,
        f"HYN{scattered * 7 % 2**40:013}",
        "Wid234",
        14,
        "2026-11-21",
        100,
        200,
        50,
        900,
        f"I{number % 9973:05}",
        name,
        10_000_000 + number % 7919,
        reason,
    )


class _OtherWriter:
    """Commits one small change after the other, and remembers its longest wait.

    Args:
        database: a file that others write as well.
    """

    def __init__(self, database: Path) -> None:
        self.longest_s = 0.0
        self._database: Final = database
        self._ended: Final = Event()
        self._thread: Final = Thread(target=self._write, name="balik-bench-writer")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _write(self) -> None:
        with closing(sqlite3.connect(self._database, isolation_level=None, timeout=30)) as file:
            file.execute("PRAGMA synchronous = FULL")
            # As a counter does, whose customers come one after the other.
            while not self._ended.wait(0.02):
                began = time.monotonic()
                file.execute("BEGIN IMMEDIATE")
                file.execute(
                    "INSERT INTO failed_attempts (subject, at) VALUES ('bench', ?)",
                    (time.time_ns() // 1000,),
                )
                file.execute("COMMIT")
                self.longest_s = max(self.longest_s, time.monotonic() - began)


def _import_by_python(database: str, rows: str) -> None:
    """The yardstick where the tool is missing: the driver alone, in one transaction."""
    with (
        closing(sqlite3.connect(database, isolation_level=None)) as file,
        Path(rows).open(encoding="utf-8", newline="") as stored,
    ):
        for pragma in _SAME_TERMS:
            file.execute(pragma)
        places = ",".join("?" * 19)
        file.execute("BEGIN IMMEDIATE")
        file.executemany(f"INSERT INTO return_orders VALUES ({places})", csv.reader(stored))  # noqa: S608 - no text of others
        file.execute("COMMIT")


if __name__ == "__main__":
    _import_by_python(*sys.argv[1:])
