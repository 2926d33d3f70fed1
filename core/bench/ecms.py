"""The look-up and the acceptance, beside raw sqlite3 that says the same statements.

The yardstick knows no domain, no refusals, no values: it runs the very statements that the use case
was overheard to run, on a connection that is set up the same way, and fetches the rows. Both run in
turns in one process, so that a busy machine troubles both alike.
"""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final
from uuid import uuid4

from core.bench.ecms_world import (
    CLERK,
    COUNTER,
    KIOSK,
    RAW_COUNTER,
    RULES,
    Statement,
    World,
    overhear,
)
from core.bench.figure import Figure
from core.clock import SystemClock
from core.domain.codes import ReturnCode
from core.domain.references import Reference
from core.services.accept_parcel import accept_parcel
from core.services.ecms import AcceptParcel
from core.services.find_orders import find_orders

_WARM_UP: Final = 0.3  # of the rounds; neither side's caches are cold then


@dataclass(frozen=True, slots=True)
class Timing:
    """Ours and the yardstick's medians of one run, in microseconds, and our 99th percentile."""

    rounds: int
    ours_us: float
    ours_p99_us: float
    raw_us: float

    @property
    def multiple(self) -> float:
        """Our time as a multiple of the yardstick's."""
        return self.ours_us / self.raw_us


class _Stopwatch:
    """Times of both sides, the first ones left out."""

    def __init__(self) -> None:
        self._ours: list[int] = []
        self._raw: list[int] = []

    def add(self, begin_ns: int, between_ns: int, end_ns: int) -> None:
        """Ours first, then the yardstick."""
        self._ours.append(between_ns - begin_ns)
        self._raw.append(end_ns - between_ns)

    def timing(self) -> Timing:
        """The medians."""
        first = int(len(self._ours) * _WARM_UP)
        ours, raw = sorted(self._ours[first:]), sorted(self._raw[first:])
        return Timing(
            len(ours),
            statistics.median(ours) / 1000,
            ours[len(ours) * 99 // 100] / 1000,
            statistics.median(raw) / 1000,
        )


class _LookUp:
    """Both sides of one look-up in one world."""

    def __init__(self, world: World) -> None:
        self._world: Final = world
        self._connection: Final = world.raw()
        self._cursor: Final = self._connection.cursor()
        self._sample: Final = world.reference()
        now = SystemClock().now()
        self._said: Final = overhear(
            world,
            self._connection,
            lambda storage: find_orders(storage, RULES, self._sample, KIOSK, now),
        )
        self.watch: Final = _Stopwatch()

    def turn(self) -> None:
        """Look any order up, then any other one raw."""
        reference = self._world.reference()
        other = self._statements_for(self._world.reference())
        ecms, cursor = self._world.ecms, self._cursor
        begin = time.perf_counter_ns()
        found = ecms.find_orders(reference, KIOSK)
        between = time.perf_counter_ns()
        for sql, values in other:
            rows = cursor.execute(sql, values).fetchall()
        self.watch.add(begin, between, time.perf_counter_ns())
        if not len(found) == len(rows) == 1:
            raise RuntimeError("the look-ups found different things")

    def _statements_for(self, reference: Reference) -> list[Statement]:
        key = self._sample.key
        return [
            (sql, tuple(reference.key if value == key else value for value in values))
            for sql, values in self._said
        ]

    def close(self) -> None:
        """Close the yardstick's connection."""
        self._connection.close()


def measure_look_ups(worlds: list[World], rounds: int) -> list[Timing]:
    """Look up in each world in turns.

    Args:
        worlds: of different sizes.
        rounds: how often in each.
    """
    look_ups = [_LookUp(world) for world in worlds]
    for _ in range(rounds):
        for look_up in look_ups:
            look_up.turn()
    for look_up in look_ups:
        look_up.close()
    return [look_up.watch.timing() for look_up in look_ups]


def measure_acceptance(world: World, rounds: int) -> Timing:
    """Accept a parcel, then another one raw, so many times; each is durable.

    Args:
        world: a fresh one.
        rounds: how often.
    """
    codes = world.issue(2 * rounds + 1)
    watch = _Stopwatch()
    with closing(world.raw()) as connection:
        accept_raw = _raw_acceptance(world, connection, codes.pop())
        for ours, other in zip(codes[::2], codes[1::2], strict=True):
            command = AcceptParcel(ours, COUNTER, CLERK, str(uuid4()))
            begin = time.perf_counter_ns()
            world.ecms.accept_parcel(command)
            between = time.perf_counter_ns()
            accept_raw(other.digits)
            watch.add(begin, between, time.perf_counter_ns())
        _check_both_accepted(connection, rounds)
    return watch.timing()


def _raw_acceptance(
    world: World, connection: sqlite3.Connection, code: ReturnCode
) -> Callable[[str], None]:
    """The same statements as an acceptance of ours, with their values put in by hand."""
    command = AcceptParcel(code, COUNTER, CLERK, str(uuid4()))
    said = overhear(
        world, connection, lambda storage: accept_parcel(storage, command, SystemClock().now())
    )
    return partial(_accept_raw, connection.cursor(), tuple(sql for sql, _ in said))


def _accept_raw(cursor: sqlite3.Cursor, said: tuple[str, ...], code: str) -> None:
    find, last, accept, moved, happened, tell = said
    store, terminal = RAW_COUNTER.store.code, RAW_COUNTER.number
    cursor.execute("BEGIN IMMEDIATE")
    order_id = cursor.execute(find, (code,)).fetchall()[0][0]
    serial = (cursor.execute(last, (store, terminal)).fetchall()[0][0] or 0) + 1
    at = time.time_ns() // 1000
    attempt = str(uuid4())
    clerk = (CLERK.number, CLERK.name)
    cursor.execute(accept, (order_id, store, terminal, serial, *clerk, at, attempt))
    cursor.execute(moved, ("RETURNED", store, order_id))
    receipt = f"{store}-{terminal}-{serial:06d}"
    place = (store, terminal, CLERK.number)
    cursor.execute(happened, (order_id, "RETURNED", "POS transaction", at, *place, receipt))
    cursor.execute(tell, (order_id, "RETURNED"))
    cursor.execute("COMMIT")


def _check_both_accepted(connection: sqlite3.Connection, rounds: int) -> None:
    counts = connection.execute("SELECT count(*) FROM acceptances GROUP BY terminal").fetchall()
    if counts != [(rounds,), (rounds,)]:
        raise RuntimeError("the acceptances are not all there")


def measure_figures(*, quick: bool = False) -> list[Figure]:
    """The asked figures of the ECMS.

    Args:
        quick: a tenth of the orders and of the rounds.
    """
    small, large = (100_000, 500_000) if quick else (1_000_000, 5_000_000)
    rounds = 1_000 if quick else 10_000
    with tempfile.TemporaryDirectory(prefix="balik-bench-") as name:
        folder = Path(name)
        worlds = [World(folder, small), World(folder, large)]
        at_small, at_large = measure_look_ups(worlds, rounds)
        acceptance = measure_acceptance(worlds[0], rounds // 5)
        for world in worlds:
            world.close()
    return [
        Figure(
            f"Look-up among {small:,} orders, p50",
            f"{at_small.ours_us:.0f} µs",
            f"{at_small.raw_us:.0f} µs raw sqlite3",
            at_small.multiple,
            7.0,
        ),
        Figure(
            f"Look-up among {large:,} orders, p50",
            f"{at_large.ours_us:.0f} µs",
            f"{at_small.ours_us:.0f} µs among {small:,}",
            at_large.ours_us / at_small.ours_us,
            1.1,
        ),
        Figure(
            "Acceptance, durable",
            f"{1e6 / acceptance.ours_us:.0f} /s",
            f"{1e6 / acceptance.raw_us:.0f} /s raw sqlite3",
            acceptance.raw_us / acceptance.ours_us,
            0.40,
            at_least=True,
        ),
    ]
