"""One writer that commits together what arrived together.

Several connections that write to a file at once wait for each other by sleeping, which gives tails
of a second at sixteen clients (decision record 0033). Here they queue, and share the trip to the
disk. On a server each process has such a writer, so that a counter's receipts are counted without a
trip to the disk for each (decision record 0053).
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Any, Final, TypeVar

from core.persistence.access_work import AccessBooks, AccessDatabase, AccessUnit
from core.persistence.group_parts import BareParts, NeedsCare, Parts, TransactionLost
from core.persistence.group_turns import InTurn, Turn
from core.persistence.kinds import Kind
from core.services.group import Job
from core.services.ports import DatabaseTrouble

T = TypeVar("T")
_Expect = Callable[[AccessBooks], None]

LARGEST_GROUP: Final = 64
#: How often a change is tried by itself that met another process's.
TRIES: Final = 5


class GroupCommit:
    """`core.services.group.Group` over a database, by a thread of its own.

    Args:
        database: an open one; stays the caller's to close, after this.
    """

    def __init__(self, database: AccessDatabase) -> None:
        self._database: Final = database
        self._kind: Final = database.kind
        self._waiting: Final[SimpleQueue[_Bunch | Turn | None]] = SimpleQueue()
        self._thread: Final = threading.Thread(
            target=self._work, name="balik-group-commit", daemon=True
        )
        self._thread.start()

    def reading(self) -> AccessUnit:
        """See `AccessStorage.reading`."""
        return self._database.reading()

    def writing(self) -> AccessUnit:
        """A transaction of the caller's own, in its turn among the groups where one may write."""
        if threading.current_thread() is self._thread:
            raise RuntimeError("a job must write through the storage that it was given")
        if self._kind.has_company:
            return self._database.writing()
        return InTurn(self._waiting, self._database)

    def run(self, job: Job[T]) -> "Future[T]":
        """See `Group.run`."""
        answer: Future[T] = Future()

        def tell(done: list[_Done]) -> None:
            # Whoever gave up waiting must not stop those who have not.
            if not answer.set_running_or_notify_cancel():
                return
            if done[0].error is not None:
                answer.set_exception(done[0].error)
            else:
                answer.set_result(done[0].value)

        self._waiting.put(_Bunch([job], self._kind, tell))
        return answer

    def run_all(self, jobs: Sequence[Job[Any]]) -> "Future[list[Any]]":
        """See `Group.run_all`."""
        answer: Future[list[Any]] = Future()

        def tell(done: list[_Done]) -> None:
            if answer.set_running_or_notify_cancel():
                answer.set_result([one.error or one.value for one in done])

        self._waiting.put(_Bunch(jobs, self._kind, tell))
        return answer

    def close(self) -> None:
        """Commit what waits, then end."""
        self._waiting.put(None)
        self._thread.join()

    def _work(self) -> None:
        following: _Bunch | Turn | None = self._waiting.get()
        while following is not None:
            if isinstance(following, Turn):
                following.give()
                following = self._waiting.get()
            else:
                following = self._commit_from(following)

    def _commit_from(self, first: "_Bunch") -> "_Bunch | Turn | None":
        """Commit a group that begins with `first`; what comes after it."""
        group = _Gathering(first, self._waiting)
        try:
            try:
                self._commit(group, BareParts)
            except NeedsCare:
                self._commit(group, Parts)
        except DatabaseTrouble as trouble:
            for bunch in group.taken:
                bunch.fail(trouble)
        except TransactionLost as gone:
            self._commit_alone(group.tasks(), gone.error)
        except Exception as error:
            self._commit_alone(group.tasks(), error)
        else:
            self._commit_alone([task for task in group.tasks() if task.met])
        for bunch in group.taken:
            bunch.tell()
        return group.following if group.ended else self._waiting.get()

    def _commit(self, group: "_Gathering", parts: type[Parts]) -> None:
        with self._database.writing() as work:
            if self._kind.hurry:
                work.link.say_ahead(self._kind.hurry)
            for bunch in group:
                if parts is BareParts:
                    self._expect(work, bunch)
                bunch.attempt(work, parts)
            if self._kind.patience:
                work.link.say_ahead(self._kind.patience)
            try:
                work.link.settle()
            except self._kind.error as error:
                raise NeedsCare from error

    def _expect(self, work: AccessBooks, bunch: "_Bunch") -> None:
        """Have a server asked on one way what all jobs of a bunch will ask."""
        try:
            for task in bunch.tasks:
                task.expect(work)
        except self._kind.error as error:
            raise NeedsCare from error

    def _commit_alone(self, tasks: "list[_Done]", refused: Exception | None = None) -> None:
        """Each job by itself, so that one's mistake is only its own.

        Args:
            tasks: nothing of them is there.
            refused: why a commit was refused that had all of them in it.
        """
        if refused is not None and len(tasks) == 1:
            tasks[0].error = refused
            return
        lost: DatabaseTrouble | None = None
        for task in tasks:
            for _ in range(TRIES):
                if lost is not None:
                    # Whom the database does not answer, it does not answer the next one either.
                    task.error = lost
                    break
                try:
                    with self._database.writing() as work:
                        task.attempt(work, Parts)
                except DatabaseTrouble as trouble:
                    lost = trouble
                    continue
                except TransactionLost as gone:
                    # The driver's error says what happened.
                    task.error = gone.error
                except Exception as alone:
                    task.error = alone
                if not isinstance(task.error, self._kind.met):
                    break


class _Done:
    """A job, and what came of it."""

    def __init__(self, job: Job[Any], kind: Kind) -> None:
        self._job: Final = job
        self._kind: Final = kind
        self._expect: Final[_Expect | None] = (
            getattr(job, "expect", None) if kind.has_company else None
        )
        self.value: Any = None
        self.error: Exception | None = None

    @property
    def met(self) -> bool:
        """Whether the database refused it for what others do at the same time, perhaps."""
        return self._kind.has_company and isinstance(self.error, self._kind.error)

    def expect(self, work: AccessBooks) -> None:
        """Let a server be asked early what the job will ask."""
        if self._expect is not None:
            self._expect(work)

    def attempt(self, work: AccessBooks, kind_of_parts: type[Parts]) -> None:
        """Do the change inside an open transaction; an error undoes the block it ends.

        Raises:
            DatabaseTrouble, TransactionLost: the transaction itself is broken.
            NeedsCare: it has to be done again, with `Parts`.
        """
        self.error = None
        parts = kind_of_parts(work, self._kind)
        own = self._kind.has_company and parts.begin()
        before = work.link.changes
        try:
            try:
                self.expect(work)
                self.value = self._job(parts)
                if self._expect is not None:
                    work.link.forgive(before)
            except (DatabaseTrouble, TransactionLost, NeedsCare, self._kind.error):
                raise
            except Exception as error:
                # What it did before stays, a wrong number that was counted.
                self.error = error
            parts.keep(own=own)
            parts.end_job()
        except self._kind.error as error:
            self.error = error
            if self._kind.has_company:
                parts.undo(error, own=own)
                return
            trouble = self._kind.as_trouble(error)
            if isinstance(trouble, DatabaseTrouble):
                raise trouble from error

    def settle(self) -> None:
        """What a driver could not do is said as a trouble."""
        if self.error is not None:
            self.error = self._kind.as_trouble(self.error)


class _Bunch:
    """Jobs that came together, and are answered together."""

    def __init__(
        self, jobs: Sequence[Job[Any]], kind: Kind, answer: Callable[[list[_Done]], None]
    ) -> None:
        self.tasks: Final = [_Done(job, kind) for job in jobs]
        self._answer: Final = answer

    def attempt(self, work: AccessBooks, parts: type[Parts]) -> None:
        """Try every job."""
        for task in self.tasks:
            task.attempt(work, parts)

    def fail(self, error: Exception) -> None:
        """None of it is there."""
        for task in self.tasks:
            task.error = error

    def tell(self) -> None:
        """What came of it is durable: answer."""
        for task in self.tasks:
            task.settle()
        self._answer(self.tasks)


class _Gathering:
    """The bunches of one group: the first, and all that arrive while the group is at work.

    To go through it again begins with the first again.

    Attributes:
        taken: who must be answered, the first from the beginning.
        following: what comes after the group, once `ended`.
    """

    def __init__(self, first: _Bunch, waiting: "SimpleQueue[_Bunch | Turn | None]") -> None:
        self._waiting: Final = waiting
        self.taken: Final = [first]
        self.following: _Bunch | Turn | None = None
        self.ended = False

    def tasks(self) -> list[_Done]:
        """The jobs of all that were taken."""
        return [task for bunch in self.taken for task in bunch.tasks]

    def __iter__(self) -> Iterator[_Bunch]:
        yield from tuple(self.taken)
        while len(self.taken) < LARGEST_GROUP and not self.ended:
            try:
                following = self._waiting.get_nowait()
            except Empty:
                return
            if not isinstance(following, _Bunch):
                self.following, self.ended = following, True
                return
            self.taken.append(following)
            yield following
