"""The one crossing between threads: work goes to a worker, its result comes home to the UI."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from core.log import get_logger, where

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future, ThreadPoolExecutor

    from core.domain.refusals import Refusal

T = TypeVar("T")

#: How the names of all workers' threads begin.
WORKERS: Final = "balik-task"

_HURRY_S: Final = 0.05
_log = get_logger("tasks")


class _Task(Generic[T]):
    """One piece of work and who wants to hear how it ended."""

    def __init__(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        refused: Callable[[Refusal], None] | None,
        broke: Callable[[], None],
    ) -> None:
        self._work = work
        self._done = done
        self._refused = refused
        self._broke = broke
        self._tell: Callable[[], None] = broke

    def work(self) -> None:
        """On the worker: whatever happens, there is something to tell afterwards."""
        try:
            result = self._work()
        except Exception as error:
            # A bug must end in "trouble", not in a dead screen.
            self._tell = self._ending_of(error)
        else:
            self._tell = lambda: self._done(result)

    def tell(self) -> None:
        """On the UI thread."""
        self._tell()

    def _ending_of(self, error: Exception) -> Callable[[], None]:
        # Not at the top: a first frame needs the worker, but not yet the rules.
        from core.domain.refusals import Refusal  # noqa: PLC0415

        refused = self._refused
        if refused is not None and isinstance(error, Refusal):
            no = error
            return lambda: refused(no)
        # The exception's own text may hold what the customer typed: its type and place suffice.
        _log.error("task failed", error=type(error).__name__, where=where(error))
        return self._broke


class Tasks(QObject):
    """Runs work off the UI thread and brings the results home.

    Owned by a window's presenter; `close` waits for the pieces under way, except for those that may
    be left, and drops the rest.

    Args:
        parent: owns it.
        at_once: how many pieces may be under way; one, where each builds on the one before.
    """

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None, *, at_once: int = 1) -> None:
        super().__init__(parent)
        self._at_once = at_once
        self._pool: ThreadPoolExecutor | None = None
        self._pieces: set[Future[None]] = set()
        self._left: set[Future[None]] = set()
        # So that nobody is told any more once this is cut, and may be thrown away.
        self._telling = Lock()
        self._open = True
        self._under_way = 0
        self._finished.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way: whoever waits for a result has heard it."""
        return self._under_way == 0

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        *,
        refused: Callable[[Refusal], None] | None = None,
        broke: Callable[[], None],
        may_be_left: bool = False,
    ) -> None:
        """Run `work` on a worker, then exactly one of the others on the UI thread.

        Args:
            work: may block; must not touch a widget.
            done: gets its result.
            refused: gets the Refusal that it raised; without it a refusal counts as broken.
            broke: it raised anything else (logged by type, never shown).
            may_be_left: `close` need not wait for it: it only loads or opens something.
        """
        if not self._open:
            return
        self._under_way += 1
        task = _Task(work, done, refused, broke)
        piece = self._workers().submit(self._work, task)
        self._pieces = {other for other in self._pieces if not other.done()} | {piece}
        self._left = {other for other in self._left if not other.done()}
        if may_be_left:
            self._left.add(piece)

    def cut(self) -> None:
        """Begin nothing more, tell nothing any more, and wait for nothing.

        What is under way goes on, unheard, until they `are_over`.
        """
        with self._telling:
            self._open = False
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    @property
    def are_over(self) -> bool:
        """Whether no piece is under way."""
        return all(piece.done() for piece in self._pieces)

    def close(self, hurry: Callable[[], None] = lambda: None) -> None:
        """Wait for the pieces under way that may not be left; nothing is told any more.

        Args:
            hurry: makes pieces that wait for somebody else end; called until all have ended, since
                one may only be about to begin to wait.
        """
        self.cut()
        if self._pool is None:
            return
        from concurrent.futures import wait  # noqa: PLC0415 - after the first frame

        under_way = {piece for piece in self._pieces - self._left if not piece.cancelled()}
        while under_way:
            hurry()
            under_way = wait(under_way, _HURRY_S).not_done
        self._pool.shutdown(wait=self.are_over)

    def _workers(self) -> ThreadPoolExecutor:
        if self._pool is None:
            # Loaded when first used: the first frame comes before the first task.
            from concurrent.futures import ThreadPoolExecutor as Pool  # noqa: PLC0415

            self._pool = Pool(max_workers=self._at_once, thread_name_prefix=WORKERS)
        return self._pool

    def _work(self, task: _Task[Any]) -> None:
        task.work()
        with self._telling:
            if self._open:
                self._finished.emit(task)

    @Slot(object)
    def _tell(self, task: _Task[Any]) -> None:
        self._under_way -= 1
        if self._open:
            task.tell()
