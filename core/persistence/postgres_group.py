"""Changes on PostgreSQL: each in a transaction of its own, several at a time.

A server with many writers lets them share a trip to the disk by itself, and one that waits for a
row holds up nobody else (decision record 0052).
"""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Lock
from types import TracebackType
from typing import Any, Final, TypeVar

from core.persistence.access_work import AccessBooks, AccessDatabase, AccessUnit
from core.persistence.postgres_troubles import TRY_AGAIN
from core.persistence.postgres_work import BEGIN
from core.services.group import Job
from core.services.ports import DatabaseTrouble

T = TypeVar("T")

#: How many changes are at work at a time, in one process.
WRITERS: Final = 8
#: How often a change is tried that met another one.
TRIES: Final = 5


class PostgresGroup:
    """`core.services.group.Group` over a PostgreSQL database.

    Args:
        database: an open one; stays the caller's to close, after this.
    """

    def __init__(self, database: AccessDatabase) -> None:
        self._database: Final = database
        self._writers: Final = ThreadPoolExecutor(WRITERS, "balik-writer")

    def reading(self) -> AccessUnit:
        """See `AccessStorage.reading`."""
        return self._database.reading()

    def writing(self) -> AccessUnit:
        """See `AccessStorage.writing`."""
        return self._database.writing()

    def run(self, job: Job[T]) -> Future[T]:
        """See `Group.run`."""
        return self._writers.submit(self._do, job)

    def run_all(self, jobs: Sequence[Job[Any]]) -> Future[list[Any]]:
        """See `Group.run_all`."""
        together = _Together(len(jobs))
        for place, job in enumerate(jobs):
            self.run(job).add_done_callback(partial(together.one, place))
        return together.answer

    def close(self) -> None:
        """Finish what waits, then end."""
        self._writers.shutdown()

    def _do(self, job: Job[T]) -> T:
        for _ in range(TRIES - 1):
            try:
                return self._try(job)
            except TRY_AGAIN:
                continue
            except DatabaseTrouble as trouble:
                if not isinstance(trouble.__cause__, TRY_AGAIN):
                    raise
        return self._try(job)

    def _try(self, job: Job[T]) -> T:
        refused: Exception | None = None
        with self._database.writing() as work:
            within = _Within(work)
            try:
                result = job(within)
            except (DatabaseTrouble, *TRY_AGAIN):
                raise
            except Exception as error:
                # What the job did before stays, a wrong number that was counted: only the block
                # that the error ended is undone.
                refused = error
        if refused is not None:
            raise refused
        return result


class _Together:
    """Answers of several jobs, given at once.

    Args:
        count: how many jobs.
    """

    def __init__(self, count: int) -> None:
        self.answer: Final[Future[list[Any]]] = Future()
        self._results: Final[list[Any]] = [None] * count
        self._left = count
        self._lock: Final = Lock()
        if count == 0:
            self.answer.set_result([])

    def one(self, place: int, done: Future[Any]) -> None:
        """One of them is done."""
        self._results[place] = done.exception() or done.result()
        with self._lock:
            self._left -= 1
            is_last = self._left == 0
        # Whoever gave up waiting must not stop those who have not.
        if is_last and self.answer.set_running_or_notify_cancel():
            self.answer.set_result(self._results)


class _Within:
    """A storage inside an open transaction, which is one job's alone."""

    def __init__(self, work: AccessBooks) -> None:
        self.work: Final = work
        self.is_untouched = True

    def reading(self) -> "_Open":
        """Questions, answered from within the transaction."""
        return _Open(self)

    def writing(self) -> "_Part":
        """A part of the transaction that is undone by itself."""
        return _Part(self)


class _Open:
    def __init__(self, within: _Within) -> None:
        self._within: Final = within

    def __enter__(self) -> AccessBooks:
        return self._within.work

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass


class _Part(_Open):
    """The first is the whole transaction; those after it and within it are savepoints."""

    def __enter__(self) -> AccessBooks:
        self._is_whole = self._within.is_untouched
        if self._is_whole:
            self._within.is_untouched = False
        else:
            self._say("SAVEPOINT part")
        return self._within.work

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            if not self._is_whole:
                self._say("RELEASE part")
        elif self._is_whole:
            self._say("ROLLBACK")
            self._say(BEGIN)
            self._within.is_untouched = True
        else:
            self._say("ROLLBACK TO part")
            self._say("RELEASE part")

    def _say(self, sql: str) -> None:
        self._within.work.link.say(sql)
