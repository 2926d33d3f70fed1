"""Kills a process that accepts parcels, over and over, and looks at what it left behind.

Run as a program: `kill_probe.py DATABASE TRIALS SEED [piecemeal|hasty|numbered]`. Every second
trial ends before a certain statement (each in turn, those of the triggers too), the others at a
random moment. Prints a JSON report of what was found after all restarts. The broken variants must
be found out: `piecemeal` commits each statement by itself, `hasty` answers before it commits,
`numbered` takes receipt numbers outside the transaction.
"""

import gc
import json
import os
import signal
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from deaths import AT_RANDOM, PARCELS, READY, Deaths, is_gapless
from race_probe import Piecemeal
from shop_floor import COUNTERS, ecms_over, issue_codes, open_shop, press
from sqlalchemy import event

from core.domain.codes import ReceiptNumber, ReturnCode
from core.persistence import unit_of_work
from core.persistence.database import Database, open_database
from core.persistence.returns import StoredReturns
from core.services.ecms import Terminal

_COUNTER = COUNTERS[0]

# Every fact of an acceptance, for each return: all of them are there, or none.
_FACTS = """
SELECT r.return_code,
    (r.status = 'RETURNED') + (r.accepted_order_id IS NOT NULL)
    + (SELECT count(*) FROM acceptances a WHERE a.order_id = r.order_id)
    + (SELECT count(*) FROM status_events e
       WHERE e.order_id = r.order_id AND e.status = 'RETURNED')
    + (SELECT count(*) FROM outbox o WHERE o.order_id = r.order_id AND o.status = 'RETURNED')
FROM returns r WHERE r.return_code IN (SELECT value FROM json_each(?))
"""


class _Numbered(StoredReturns):
    """Receipt numbers from a file beside the database, the mistake to be found."""

    file: Path

    def next_receipt(self, terminal: Terminal) -> ReceiptNumber:
        """One more than the last one that anybody began to use."""
        with self.file.open("a") as numbers:
            numbers.write(".")
        return ReceiptNumber(terminal.store.code, terminal.number, self.file.stat().st_size)


class _Victim:
    """The process that accepts parcels until it is killed.

    Args:
        database: with no connection open, so that a fork may use it.
        hasty: tell of the acceptance before the commit.
    """

    def __init__(self, database: Database, *, hasty: bool) -> None:
        self._ecms = ecms_over(database)
        self._hasty = hasty
        self._die_before = AT_RANDOM
        self._statements = 0
        self._tell: int | None = None
        self._code: ReturnCode | None = None
        event.listen(database.engine, "connect", self._watch)

    def _watch(self, connection: Any, _record: object) -> None:
        connection.set_trace_callback(self._traced)

    def _traced(self, sql: str) -> None:
        if self._hasty and sql == "COMMIT":
            self._report()
        self._perhaps_die()
        self._statements += 1

    def _perhaps_die(self) -> None:
        if self._statements == self._die_before:
            os.kill(os.getpid(), signal.SIGKILL)

    def _report(self) -> None:
        if self._tell is not None and self._code is not None:
            os.write(self._tell, f"{self._code.digits}\n".encode())

    def life(self, codes: list[ReturnCode], tell: int, die_before: int) -> int:
        """Accept the parcels one by one and tell of each, to the end or to death.

        Returns:
            How many statements it ran, which are the places to die at.
        """
        # A first question opens the connection, which is not what is looked at here.
        self._ecms.terminal(_COUNTER.store.code, _COUNTER.number)
        os.write(tell, READY)
        self._tell, self._die_before, self._statements = tell, die_before, 0
        for code in codes:
            self._code = code
            self._ecms.accept_parcel(press(code, _COUNTER))
            # Committed, but nobody was told.
            self._perhaps_die()
            if not self._hasty:
                self._report()
        return self._statements


def _one_whole_life(victim: _Victim, codes: list[ReturnCode]) -> tuple[int, float]:
    """How many places there are to die at, and how long a life lasts, in seconds."""
    reading, writing = os.pipe()
    begin = perf_counter()
    places = victim.life(codes, writing, 10**9)
    life_s = perf_counter() - begin
    os.close(reading)
    os.close(writing)
    return places, life_s


def _facts(path: Path, codes: Iterable[str]) -> dict[str, int]:
    """How many facts of an acceptance there are, of each parcel; opening is the restart."""
    with closing(sqlite3.connect(path)) as file:
        return dict(file.execute(_FACTS, (json.dumps([*codes]),)).fetchall())


def _set_the_scene(path: Path, parcels: int) -> list[ReturnCode]:
    """A shop with codes issued, by a child of its own: what that loads need not be forked again."""
    child = os.fork()
    if child == 0:
        try:
            open_shop(path, parcels)
            issue_codes(path, parcels)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    with closing(sqlite3.connect(path)) as file:
        rows = file.execute("SELECT return_code FROM returns").fetchall()
    return [ReturnCode(digits) for (digits,) in rows]


def _break(database: Database, path: Path, broken: str) -> Database:
    """The storage with a mistake in it."""
    if broken in {"piecemeal", "numbered"}:
        with closing(sqlite3.connect(path)) as file:
            file.execute("DROP TRIGGER acceptances_in_turn")
    if broken == "numbered":
        _Numbered.file = path.with_suffix(".numbers")
        unit_of_work.StoredReturns = _Numbered  # type: ignore[misc]  # the mistake is put in
    if broken == "piecemeal":
        database = Piecemeal(database)
        event.listen(database.engine, "connect", _without_foreign_keys)
    return database


def main(path: Path, trials: int, seed: int, broken: str) -> None:
    """Set the scene, kill and look, print the report."""
    codes = _set_the_scene(path, PARCELS * trials + 3)
    database = _break(open_database(path), path, broken)
    victim = _Victim(database, hasty=broken == "hasty")
    database.close()
    _one_whole_life(victim, [codes.pop()])  # the first is slow: statements are compiled
    places, life_s = _one_whole_life(victim, [codes.pop() for _ in range(PARCELS)])
    database.close()
    gc.freeze()  # forks then share what is there
    deaths = Deaths(victim.life, partial(_facts, path), places, life_s, codes)
    report = deaths.report(trials, seed)
    with closing(sqlite3.connect(path)) as file:
        rows = file.execute("SELECT serial FROM acceptances ORDER BY serial").fetchall()
        ((integrity,),) = file.execute("PRAGMA integrity_check").fetchall()
    serials = [serial for (serial,) in rows]
    found = {"gapless": is_gapless(serials), "integrity": integrity}
    json.dump({**report, **found}, sys.stdout)


def _without_foreign_keys(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")


if __name__ == "__main__":
    _path, _trials, _seed, *_broken = sys.argv[1:]
    main(Path(_path), int(_trials), int(_seed), "".join(_broken))
