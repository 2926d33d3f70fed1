"""A transaction of a thread's own, in its turn among the groups of the one writer.

Where only one may write at a time, a thread that writes by itself takes a place in the same queue:
it neither waits by sleeping nor comes between a group and its commit.
"""

import threading
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Final

from core.persistence.access_work import AccessBooks, AccessDatabase


class Turn:
    """A place in the queue for a thread that writes by itself."""

    def __init__(self) -> None:
        self._begun: Final = threading.Event()
        self._over: Final = threading.Event()

    def give(self) -> None:
        """Let the thread write, and wait until it has."""
        self._begun.set()
        self._over.wait()

    def wait(self) -> None:
        """Wait until it is one's turn."""
        self._begun.wait()

    def end(self) -> None:
        """Let the others go on."""
        self._over.set()


class InTurn:
    """`AccessStorage.writing` that waits for its turn.

    Args:
        waiting: what the one writer works through, which gives a `Turn` its time.
        database: an open one.
    """

    def __init__(self, waiting: SimpleQueue[Any], database: AccessDatabase) -> None:
        self._waiting: Final = waiting
        self._unit: Final = database.writing()
        self._turn: Final = Turn()

    def __enter__(self) -> AccessBooks:
        """Wait, then begin."""
        self._waiting.put(self._turn)
        self._turn.wait()
        try:
            return self._unit.__enter__()
        except BaseException:
            self._turn.end()
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the transaction, and let the others go on."""
        try:
            self._unit.__exit__(kind, error, trace)
        finally:
            self._turn.end()
