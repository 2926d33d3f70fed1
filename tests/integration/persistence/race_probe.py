"""Two processes ask the same database for the same thing at the same instant, over and over.

Run as a program: `race_probe.py accept|queue|request|ask DATABASE COUNT [--broken]`, where DATABASE
is a file or a URL. `accept`: both take the same parcel, each at its own counter. `queue`: each
takes parcels of its own, at the same counter. `request`: both ask for the return of the same order.
`ask`: each for that of an order of its own. Prints what each process was answered, as one JSON list
of [first's answer, second's answer] for each number. With --broken the database has lost its
constraints and the storage its transactions, so that the race is lost.
"""

import json
import os
import secrets
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
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
from core.persistence.database import Database
from core.persistence.opening import is_server, open_any
from core.persistence.unit_of_work import Reading
from core.services.ecms import Ecms, RequestReturn


class Piecemeal(Database):
    """A storage whose every statement is its own transaction: the mistake to be found."""

    def __init__(self, whole: Database) -> None:
        super().__init__(whole.engine)
        self._whole = whole

    def reading(self) -> Reading:
        """Questions alone."""
        return self._whole.reading()

    def writing(self) -> Reading:  # type: ignore[override]  # that is what is wrong with it
        """No transaction at all."""
        return self._whole.reading()


def without_constraints(where: Path | str) -> None:
    """Take away what would have refused a second acceptance."""
    database = open_any(where)
    connection: Any = database.engine.raw_connection().driver_connection
    on_server = is_server(where)
    if not on_server:
        connection.execute("PRAGMA foreign_keys = OFF")
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in rows.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
    for table in ("acceptances", "status_events", "outbox", "returns"):
        connection.execute(f"CREATE TABLE plain AS SELECT * FROM {table}")  # noqa: S608 - our names
        connection.execute(f"DROP TABLE {table} {'CASCADE' if on_server else ''}")
        connection.execute(f"ALTER TABLE plain RENAME TO {table}")
    database.close()
    connection.close()


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


def main(what: str, where: Path | str, count: int, *, broken: bool) -> None:
    """Set the scene, run the race, print the answers."""
    many = 2 * count if what in {"queue", "ask"} else count
    open_shop(where, many)
    codes = issue_codes(where, many) if what in {"accept", "queue"} else []
    if broken:
        without_constraints(where)
    storage = open_any(where)
    if broken:
        storage = Piecemeal(storage)
    # A forked process must not touch a connection of its parent's.
    storage.close()
    # Two processes that count up draw the same codes, which different orders may not have.
    ecms: Ecms = replace(ecms_over(storage), random_below=secrets.randbelow)

    def accepting(place: int) -> Callable[[int], str]:
        counter = COUNTERS[place]
        return lambda number: str(ecms.accept_parcel(press(codes[number], counter)).receipt)

    def queueing(place: int) -> Callable[[int], str]:
        return lambda number: str(
            ecms.accept_parcel(press(codes[2 * number + place], COUNTERS[0])).receipt
        )

    def requesting(order: int) -> str:
        request = RequestReturn(order, MOBILE, KIOSK, str(uuid4()))
        issued = ecms.request_return(request)
        return issued.code.digits if what == "request" else issued.tracking_number.digits

    jobs: dict[str, Callable[[int], Callable[[int], str]]] = {
        "accept": accepting,
        "queue": queueing,
        "request": lambda _: lambda number: requesting(number + 1),
        "ask": lambda place: lambda number: requesting(2 * number + place + 1),
    }
    json.dump(race((jobs[what](0), jobs[what](1)), count), sys.stdout)


if __name__ == "__main__":
    place = sys.argv[2] if is_server(sys.argv[2]) else Path(sys.argv[2])
    main(sys.argv[1], place, int(sys.argv[3]), broken="--broken" in sys.argv)
