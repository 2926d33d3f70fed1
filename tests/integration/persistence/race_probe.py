"""Two processes ask the same database for the same thing at the same instant, over and over.

Run as a program: `race_probe.py accept|queue|request|ask DATABASE COUNT [--broken]`, where DATABASE
is a file or a URL. `accept`: both take the same parcel, each at its own counter. `queue`: each
takes parcels of its own, at the same counter. `request`: both ask for the return of the same order.
`ask`: each for that of an order of its own. Prints what each process was answered, as one JSON list
of [first's answer, second's answer] for each number. With --broken the database has lost its
constraints and the storage its transactions, and each process waits for the other once more before
it writes anything of it: both have looked by then, so that the race is lost.
"""

import json
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from core.domain.returns import Return
from core.persistence.database import Database
from core.persistence.opening import is_server, open_any
from core.persistence.returns import StoredReturns
from core.persistence.statements import Link
from core.persistence.unit_of_work import Books, Reading
from core.services.ecms import Ecms, RequestReturn


class Piecemeal(Database):
    """A storage whose every statement is its own transaction: the mistake to be found."""

    def __init__(self, whole: Database) -> None:
        super().__init__(whole.engine)
        self._whole = whole
        #: Called once it was looked how a return is, before anything of it is written.
        self.look_ends: Callable[[], None] = lambda: None

    def reading(self) -> Reading:
        """Questions alone."""
        return self._whole.reading()

    @contextmanager
    def writing(self) -> Iterator[Books]:  # type: ignore[override]  # that is what is wrong with it
        """No transaction at all."""
        with self._whole.reading() as books:
            yield _HesitantBooks(books.link, self.look_ends)


class _HesitantBooks(Books):
    def __init__(self, link: Link, look_ends: Callable[[], None]) -> None:
        super().__init__(link)
        self.returns = _HesitantReturns(link, look_ends)  # type: ignore[misc]  # the mistake is put in


class _HesitantReturns(StoredReturns):
    def __init__(self, link: Link, look_ends: Callable[[], None]) -> None:
        super().__init__(link)
        self._look_ends = look_ends

    def save(self, parcel: Return) -> None:
        """See `Returns.save`."""
        self._look_ends()
        super().save(parcel)


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


class Meetings:
    """Where one process waits for the other.

    Args:
        ready: a pipe to the other one.
        go: the pipe from it.
    """

    def __init__(self, ready: int, go: int) -> None:
        self._ready = ready
        self._go = go
        self._is_owed = False

    def start(self) -> None:
        """Wait for the other before a number."""
        self._wait()
        self._is_owed = True

    def look_ends(self) -> None:
        """Wait for it in the middle of one, once."""
        if self._is_owed:
            self._is_owed = False
            self._wait()

    def _wait(self) -> None:
        os.write(self._ready, b".")
        os.read(self._go, 1)


def _ask(
    job: Callable[[int], str], count: int, out: int, meetings: Meetings, broken: Piecemeal | None
) -> None:
    """One process: at each number wait for the other one, then ask."""
    if broken is not None:
        broken.look_ends = meetings.look_ends
    answers = []
    for number in range(count):
        meetings.start()
        try:
            answers.append(job(number))
        except Refusal as refusal:
            answers.append(refusal.code.value)
        if broken is not None:
            broken.look_ends()  # whoever was refused had nothing to write
    with os.fdopen(out, "w") as pipe:
        json.dump(answers, pipe)


def race(
    jobs: tuple[Callable[[int], str], Callable[[int], str]], count: int, broken: Piecemeal | None
) -> list[list[str]]:
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
            _ask(job, count, out, Meetings(ready, go), broken)
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
    whole = open_any(where)
    piecemeal = Piecemeal(whole) if broken else None
    storage = piecemeal or whole
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
    both = (jobs[what](0), jobs[what](1))
    json.dump(race(both, count, piecemeal), sys.stdout)


if __name__ == "__main__":
    place = sys.argv[2] if is_server(sys.argv[2]) else Path(sys.argv[2])
    main(sys.argv[1], place, int(sys.argv[3]), broken="--broken" in sys.argv)
