"""A process of its own that tells merchants: `dispatching_process.py DATABASE MODE`.

It waits for a line. Then `once` works until nothing is left to be told by anybody, and prints how
many tries it made; `on` works until it is killed. The shop's time is that of the tests' story.
"""

import sys
from datetime import timedelta

from notified_chain import MANILA, MovableClock

from core.notifications.dispatcher import Dispatcher, Limits
from core.notifications.transport import Transport
from core.persistence.opening import open_any
from core.persistence.outbox import StoredOutbox
from core.persistence.outbox_books import StoredNoticeBooks


def main(url: str, mode: str) -> None:
    """Work."""
    database = open_any(url)
    outbox, books = StoredOutbox(database, MANILA), StoredNoticeBooks(database, MANILA)
    limits = Limits(lease=timedelta(seconds=60), look_every=0.05)
    dispatcher = Dispatcher(outbox, Transport(), MovableClock(), limits=limits)
    print("ready", flush=True)  # noqa: T201 - it speaks to the test
    sys.stdin.readline()
    if mode == "on":
        dispatcher.start()
        sys.stdin.readline()
    else:
        tries = 0
        while books.figures():
            tries += dispatcher.deliver_due()
        print(tries, flush=True)  # noqa: T201 - the same


main(*sys.argv[1:])
