"""One writer that commits together what arrived together.

Several connections that write at once wait for each other by sleeping, which gives tails of a
second at sixteen clients (decision record 0033). Here they queue, and share the trip to the disk.
"""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Final, TypeVar

from core.persistence.access_work import AccessBooks, AccessDatabase, AccessUnit
from core.persistence.unit_of_work import as_trouble
from core.services.access import AccessStorage
from core.services.ports import DatabaseTrouble

T = TypeVar("T")


class _TransactionLost(Exception):  # noqa: N818 - it is what happened
    """The database itself rolled back in mid-group, so that nothing of the group is there."""


LARGEST_GROUP: Final = 64


class GroupCommit:
    """`core.services.group.Group` over a database, by a thread of its own.

    Args:
        database: an open one; stays the caller's to close, after this.
    """

    def __init__(self, database: AccessDatabase) -> None:
        self._database: Final = database
        self._waiting: Final[SimpleQueue[_Job | _Turn | None]] = SimpleQueue()
        self._thread: Final = threading.Thread(
            target=self._work, name="balik-group-commit", daemon=True
        )
        self._thread.start()

    def reading(self) -> AccessUnit:
        """See `AccessStorage.reading`."""
        return self._database.reading()

    def writing(self) -> AccessUnit:
        """A transaction of the caller's own, in its turn among the groups."""
        if threading.current_thread() is self._thread:
            raise RuntimeError("a job must write through the storage that it was given")
        return _InTurn(self._waiting, self._database)

    def run(self, job: Callable[[AccessStorage], T]) -> "Future[T]":
        """See `Group.run`."""
        waiting = _Job(job)
        self._waiting.put(waiting)
        return waiting.answer

    def close(self) -> None:
        """Commit what waits, then end."""
        self._waiting.put(None)
        self._thread.join()

    def _work(self) -> None:
        following: _Job | _Turn | None = self._waiting.get()
        while following is not None:
            if isinstance(following, _Turn):
                following.give()
                following = self._waiting.get()
            else:
                following = self._commit_from(following)

    def _commit_from(self, first: "_Job") -> "_Job | _Turn | None":
        """Commit a group that begins with `first`; what comes after it."""
        group = _Gathering(first, self._waiting)
        try:
            with self._database.writing() as work:
                for job in group:
                    job.attempt(work)
        except DatabaseTrouble as trouble:
            for job in group.taken:
                job.fail(trouble)
        except Exception as error:
            self._commit_alone(group.taken, error)
        else:
            for job in group.taken:
                job.tell()
        return group.following if group.ended else self._waiting.get()

    def _commit_alone(self, jobs: "list[_Job]", error: Exception) -> None:
        """After a refused commit: each by itself, so that one's mistake is only its own."""
        if len(jobs) == 1:
            jobs[0].fail(error)
            return
        for job in jobs:
            try:
                with self._database.writing() as work:
                    job.attempt(work)
            except Exception as alone:
                job.fail(alone)
            else:
                job.tell()


class _Job:
    """A change that waits, is tried, and is answered once it is durable."""

    def __init__(self, job: Callable[[AccessStorage], Any]) -> None:
        self.answer: Final[Future[Any]] = Future()
        self._job: Final = job
        self._result: object = None
        self._error: Exception | None = None

    def attempt(self, work: AccessBooks) -> None:
        """Do the change inside an open transaction; a job's own error undoes the job alone.

        Raises:
            DatabaseTrouble, _TransactionLost: the transaction itself is broken.
        """
        self._error = None
        try:
            with _Savepoint(work):
                self._result = self._job(_Nested(work))
        except (DatabaseTrouble, _TransactionLost):
            raise
        except sqlite3.Error as error:
            trouble = as_trouble(error)
            if isinstance(trouble, DatabaseTrouble):
                raise trouble from error
            self._error = error
        except Exception as error:
            self._error = error

    def tell(self) -> None:
        """The commit is durable: answer."""
        if self._error is not None:
            self.fail(self._error)
        elif self.answer.set_running_or_notify_cancel():
            self.answer.set_result(self._result)

    def fail(self, error: Exception) -> None:
        """Answer with an error."""
        if self.answer.set_running_or_notify_cancel():
            self.answer.set_exception(error)


class _Gathering:
    """The jobs of one group: the first, and all that arrive while the group is at work."""

    def __init__(self, first: _Job, waiting: "SimpleQueue[_Job | _Turn | None]") -> None:
        self._first: Final = first
        self._waiting: Final = waiting
        self.taken: Final[list[_Job]] = []
        self.following: _Job | _Turn | None = None
        self.ended = False

    def __iter__(self) -> "_Gathering":
        return self

    def __next__(self) -> _Job:
        if not self.taken:
            return self._take(self._first)
        if self.ended or len(self.taken) >= LARGEST_GROUP:
            raise StopIteration
        try:
            following = self._waiting.get_nowait()
        except Empty:
            raise StopIteration from None
        if isinstance(following, _Job):
            return self._take(following)
        self.following, self.ended = following, True
        raise StopIteration

    def _take(self, job: _Job) -> _Job:
        self.taken.append(job)
        return job


class _Turn:
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


class _InTurn:
    def __init__(
        self, waiting: "SimpleQueue[_Job | _Turn | None]", database: AccessDatabase
    ) -> None:
        self._waiting: Final = waiting
        self._unit: Final = database.writing()
        self._turn: Final = _Turn()

    def __enter__(self) -> AccessBooks:
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
        try:
            self._unit.__exit__(kind, error, trace)
        finally:
            self._turn.end()


class _Nested:
    """A storage inside an open transaction."""

    def __init__(self, work: AccessBooks) -> None:
        self._work: Final = work

    def reading(self) -> "_Open":
        """Questions, answered from within the transaction."""
        return _Open(self._work)

    def writing(self) -> "_Savepoint":
        """A part of the transaction that is undone by itself."""
        return _Savepoint(self._work)


class _Open:
    def __init__(self, work: AccessBooks) -> None:
        self._work: Final = work

    def __enter__(self) -> AccessBooks:
        return self._work

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass


class _Savepoint(_Open):
    def __enter__(self) -> AccessBooks:
        self._work.link.say("SAVEPOINT part")
        return self._work

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self._work.link.say("RELEASE part")
            return
        try:
            self._work.link.say("ROLLBACK TO part")
            self._work.link.say("RELEASE part")
        except sqlite3.Error as lost:
            # A savepoint that is gone took the whole transaction with it. To go on would commit
            # each following job by itself, unasked.
            raise _TransactionLost from lost
