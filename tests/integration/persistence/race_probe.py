"""Two processes ask the same database for the same thing at the same instant, over and over.

Run as a program: `race_probe.py accept|request DATABASE COUNT [--broken]`. Prints what each process
was answered, as one JSON list of [first's answer, second's answer] for each number. With --broken
the database has lost its constraints and the storage its transactions, so that the race is lost.
"""

import json
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import uuid4

from shop_floor import (
    COUNTERS,
    KIOSK,
    MOBILE,
    ecms_over,
    issue_codes,
    open_shop,
    press,
)

from core.domain.refusals import Refusal
from core.persistence.database import Database, open_database
from core.persistence.unit_of_work import Reading
from core.services.ecms import Ecms, RequestReturn


class Piecemeal(Database):
    """A storage whose every statement is its own transaction: the mistake to be found."""

    def writing(self) -> Reading:  # type: ignore[override]  # that is what is wrong with it
        """No transaction at all."""
        return self.reading()


def without_constraints(path: Path) -> None:
    """Take away what would have refused a second acceptance."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        triggers = file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            file.execute(f"DROP TRIGGER {name}")
        for table in ("acceptances", "status_events", "outbox", "returns"):
            file.execute(f"CREATE TABLE plain AS SELECT * FROM {table}")  # noqa: S608 - our names
            file.execute(f"DROP TABLE {table}")
            file.execute(f"ALTER TABLE plain RENAME TO {table}")


def _ask(job: Callable[[int], str], count: int, out: int, ready: int, go: int) -> None:
    """One process: at each number wait for the other one, then ask."""
    answers = []
    for number in range(count):
        os.write(ready, b".")
        os.read(go, 1)
        try:
            answers.append(job(number))
        except Refusal as refusal:
            answers.append(refusal.code.value)
    with os.fdopen(out, "w") as pipe:
        json.dump(answers, pipe)


def race(jobs: tuple[Callable[[int], str], Callable[[int], str]], count: int) -> list[list[str]]:
    """Run both jobs, each in a process of its own, number by number at the same instant."""
    to_first, to_second = os.pipe(), os.pipe()
    outs = [os.pipe(), os.pipe()]
    children = []
    for job, out, ready, go in (
        (jobs[0], outs[0][1], to_second[1], to_first[0]),
        (jobs[1], outs[1][1], to_first[1], to_second[0]),
    ):
        child = os.fork()
        if child == 0:
            _ask(job, count, out, ready, go)
            os._exit(0)
        children.append(child)
    answers = []
    for reading, writing in outs:
        os.close(writing)
        with os.fdopen(reading) as pipe:
            answers.append(json.load(pipe))
    for child in children:
        os.waitpid(child, 0)
    return [list(pair) for pair in zip(*answers, strict=True)]


def main(what: str, path: Path, count: int, *, broken: bool) -> None:
    """Set the scene, run the race, print the answers."""
    open_shop(path, count)
    codes = issue_codes(path, count) if what == "accept" else []
    storage = open_database(path)
    if broken:
        storage.close()
        without_constraints(path)
        storage = Piecemeal(storage.engine)
    # A forked process must not touch a connection of its parent's.
    storage.close()
    ecms: Ecms = ecms_over(storage)

    def accepting(place: int) -> Callable[[int], str]:
        counter = COUNTERS[place]
        return lambda number: str(ecms.accept_parcel(press(codes[number], counter)).receipt)

    def asking(_place: int) -> Callable[[int], str]:
        return lambda number: (
            ecms.request_return(RequestReturn(number + 1, MOBILE, KIOSK, str(uuid4()))).code.digits
        )

    job = accepting if what == "accept" else asking
    json.dump(race((job(0), job(1)), count), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), broken="--broken" in sys.argv)
