"""Kills a process that accepts parcels over a server, and looks at what it left behind.

Run as a program: `server_kill_probe.py URL TRIALS SEED [piecemeal|hasty]`. Every second trial ends
before a certain way to the server (each in turn), the others at a random moment, on the way or in
mid-commit. Prints a JSON report of what was found. The broken variants must be found out:
`piecemeal` commits each statement by itself, `hasty` answers before it commits.
"""

import json
import os
import signal
import sys
from collections.abc import Sequence
from functools import partial
from time import perf_counter
from typing import Any

import psycopg
from deaths import PARCELS, READY, Deaths, is_gapless
from race_probe import Piecemeal, without_constraints
from shop_floor import COUNTERS, ecms_over, issue_codes, open_shop, press

from core.domain.codes import ReturnCode
from core.persistence import postgres_work
from core.persistence.database import Database
from core.persistence.opening import open_any
from core.persistence.postgres_cursor import PostgresCursor

_COUNTER = COUNTERS[0]

# Every fact of an acceptance, for each return: all of them are there, or none.
_FACTS = """
SELECT r.return_code,
    (r.status = 'RETURNED')::int + (r.accepted_order_id IS NOT NULL)::int
    + (SELECT count(*) FROM acceptances a WHERE a.order_id = r.order_id)
    + (SELECT count(*) FROM status_events e
       WHERE e.order_id = r.order_id AND e.status = 'RETURNED')
    + (SELECT count(*) FROM outbox o WHERE o.order_id = r.order_id AND o.status = 'RETURNED')
FROM returns r WHERE r.return_code = ANY(%s)
"""
_STILL_THERE = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"


class _Life:
    """Where this life ends, and whom it tells of what it accepted."""

    die_before = 10**9
    ways = 0
    tell = -1
    hasty = False
    code: ReturnCode | None = None

    @classmethod
    def perhaps_end(cls) -> None:
        """Die, where it is time; else it is one way more."""
        if cls.ways == cls.die_before:
            os.kill(os.getpid(), signal.SIGKILL)
        cls.ways += 1

    @classmethod
    def report(cls) -> None:
        """Tell that the parcel is accepted."""
        if cls.code is not None:
            os.write(cls.tell, f"{cls.code.digits}\n".encode())


class _MortalCursor(PostgresCursor):
    """One that may be its process's last."""

    def execute(self, sql: str, values: Sequence[object] | None = None) -> None:
        """Run a statement, or die before."""
        if sql == "COMMIT" and _Life.hasty:
            _Life.report()
        _Life.perhaps_end()
        super().execute(sql, values)


def _live(database: Database, codes: list[ReturnCode]) -> None:
    ecms = ecms_over(database)
    # A first question opens the connection, which is not what is looked at here.
    ecms.terminal(_COUNTER.store.code, _COUNTER.number)
    os.write(_Life.tell, READY)
    _Life.ways = 0
    for code in codes:
        _Life.code = code
        ecms.accept_parcel(press(code, _COUNTER))
        # Committed, but nobody was told.
        _Life.perhaps_end()
        if not _Life.hasty:
            _Life.report()


def _life(database: Database, codes: list[ReturnCode], tell: int, die_before: int) -> None:
    _Life.tell, _Life.die_before = tell, die_before
    _live(database, codes)


def _facts(url: str, codes: list[str]) -> dict[str, int]:
    """How many facts of an acceptance there are, of each parcel."""
    with psycopg.connect(url, autocommit=True) as connection:
        # What the dead one sent last is still carried out.
        while connection.execute(_STILL_THERE).fetchall() != [(1,)]:
            connection.execute("SELECT pg_sleep(0.002)")
        rows: list[Any] = connection.execute(_FACTS, (codes,)).fetchall()
    return dict(rows)


def main(url: str, trials: int, seed: int, broken: str) -> None:
    """Set the scene, kill and look, print the report."""
    open_shop(url, PARCELS * trials + 3)
    codes = issue_codes(url, PARCELS * trials + 3)
    if broken == "piecemeal":
        without_constraints(url)
    postgres_work.PostgresCursor = _MortalCursor  # type: ignore[misc]  # death is put in
    _Life.hasty = broken == "hasty"
    database = open_any(url)
    if broken == "piecemeal":
        database = Piecemeal(database)
    _Life.tell = os.open(os.devnull, os.O_WRONLY)
    _live(database, [codes.pop()])  # the first is slow: statements are compiled
    begin = perf_counter()
    _live(database, [codes.pop() for _ in range(PARCELS)])
    places, life_s = _Life.ways, perf_counter() - begin
    database.close()
    deaths = Deaths(partial(_life, database), partial(_facts, url), places, life_s, codes)
    report = deaths.report(trials, seed)
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT serial FROM acceptances ORDER BY serial").fetchall()
    json.dump({**report, "gapless": is_gapless([serial for (serial,) in rows])}, sys.stdout)


if __name__ == "__main__":
    _url, _trials, _seed, *_broken = sys.argv[1:]
    main(_url, int(_trials), int(_seed), "".join(_broken))
