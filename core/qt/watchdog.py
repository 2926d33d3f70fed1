"""How long the UI thread ever kept the event loop waiting, and where.

A person notices a window that does not answer after some 50 ms. What counts is the time from when
the loop begins to deliver events until it looks for new ones again, whatever fills it: a slow slot,
a wait for a lock, a big picture. On a busy machine the same time also passes while the thread is
ready and another process has the core; Linux counts that for each thread, so a stall says how much
of it was the machine's.
"""

from __future__ import annotations

import faulthandler
import gc
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Final, Self

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QEvent, QObject

_HOUSE: Final = Path(__file__).resolve().parents[2]
_OURS: Final = ("core", "kiosk", "pos")
_LINE: Final = re.compile(r'  File "(?P<file>.*)", line (?P<line>\d+) in ')
_GLANCE_S: Final = 0.015


@dataclass(frozen=True, slots=True)
class Stall:
    """One stretch in which the event loop had to wait.

    Args:
        wall_ms: how long, by the clock on the wall.
        cpu_ms: how much of it the UI thread spent computing.
        queued_ms: how much of it the thread was ready to run and had no core; 0 where the
            operating system does not tell.
        where: `file:line` that the thread was seen in meanwhile, or "" where it was too short.
    """

    wall_ms: float
    cpu_ms: float
    queued_ms: float
    where: str

    @property
    def own_ms(self) -> float:
        """The part that is ours: computing, and waiting for disks, locks and other threads.

        The three clocks are read one after the other, and the core may go to somebody else in
        between: what was computed is ours in any case, and no more than the time there was.
        """
        return min(self.wall_ms, max(self.cpu_ms, self.wall_ms - self.queued_ms))


@dataclass(frozen=True, slots=True)
class _Instant:
    wall_s: float
    cpu_s: float
    queued_ns: int


class StallWatchdog(QObject):
    """Watches the event loop of the thread that enters it, until it is left.

    A test's own work on the UI thread (taking a picture, asking the database) stands between two
    turns of the loop as well: it belongs inside `aside`.

    Args:
        longest_ms: stalls with more than this of our own are kept in `stalls`.
    """

    def __init__(self, longest_ms: float = 50) -> None:
        super().__init__()
        self.stalls: list[Stall] = []
        self.worst = Stall(0, 0, 0, "")
        self._longest_ms = longest_ms
        self._since: _Instant | None = None
        self._stretch = 0
        # The stretch that was looked at last, and where it was then.
        self._seen: tuple[int, str] = (-1, "")
        self._ended = threading.Event()

    def __enter__(self) -> Self:
        app = QCoreApplication.instance()
        if app is None:
            raise RuntimeError("there is no event loop to watch")
        dispatcher = QAbstractEventDispatcher.instance()
        self._dispatcher, self._app = dispatcher, app
        thread = threading.current_thread()
        self._schedule = Path(f"/proc/self/task/{thread.native_id}/schedstat")
        dispatcher.awake.connect(self._turned)
        dispatcher.aboutToBlock.connect(self._resting)
        app.installEventFilter(self)
        self._glancer = threading.Thread(
            target=self._glance, args=(thread.ident,), name="balik-stalls", daemon=True
        )
        self._glancer.start()
        self._turned()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._resting()
        self._app.removeEventFilter(self)
        self._dispatcher.awake.disconnect(self._turned)
        self._dispatcher.aboutToBlock.disconnect(self._resting)
        self._ended.set()
        self._glancer.join()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is done in here on the UI thread is the test's own and no stall."""
        self._resting()
        try:
            yield
        finally:
            self._since = self._now()

    def eventFilter(self, receiver: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - Qt's
        """Qt calls this before each event: the first one after a rest begins a stretch."""
        if self._since is None:
            self._since = self._now()
        return False

    def _turned(self) -> None:
        """The loop looks for events: one stretch is over, the next one may begin."""
        self._resting()
        self._since = self._now()

    def _resting(self) -> None:
        """The loop has nothing to do."""
        since, self._since = self._since, None
        if since is None:
            return
        now = self._now()
        stall = Stall(
            wall_ms=(now.wall_s - since.wall_s) * 1000,
            cpu_ms=(now.cpu_s - since.cpu_s) * 1000,
            queued_ms=(now.queued_ns - since.queued_ns) / 1e6,
            where=self._seen[1] if self._seen[0] == self._stretch else "",
        )
        self._stretch += 1
        if stall.own_ms > self.worst.own_ms:
            self.worst = stall
        if stall.own_ms > self._longest_ms:
            self.stalls.append(stall)

    def _now(self) -> _Instant:
        queued = 0
        with suppress(OSError, IndexError, ValueError):
            queued = int(self._schedule.read_bytes().split()[1])
        return _Instant(time.perf_counter(), time.thread_time(), queued)

    def _glance(self, watched: int) -> None:
        """On a thread of its own: look where the UI thread is when it takes long."""
        with TemporaryFile() as paper:
            while not self._ended.wait(_GLANCE_S):
                since, stretch = self._since, self._stretch
                if since is None or stretch == self._seen[0]:
                    # A second look may come when the work is done and the loop has not turned yet.
                    continue
                if time.perf_counter() - since.wall_s > _GLANCE_S:
                    self._seen = (stretch, _place(watched, paper))


def _place(watched: int, paper: IO[bytes]) -> str:
    """The innermost line of Balik's own code in a thread, or of any where there is none.

    The interpreter's fault handler writes it down: `sys._current_frames` makes frames of a running
    thread into objects, and has crashed Python 3.11 by that.
    """
    paper.seek(0)
    paper.truncate()
    faulthandler.dump_traceback(paper, all_threads=True)
    paper.seek(0)
    said = paper.read().decode(errors="replace")
    thread = said.partition(f"0x{watched:016x} (most recent call first):\n")[2].partition("\n\n")[0]
    lines = [_LINE.match(line) for line in thread.splitlines()]
    places = [(Path(line["file"]), line["line"]) for line in lines if line]
    for file, line in places:
        if file.is_relative_to(_HOUSE) and file.relative_to(_HOUSE).parts[0] in _OURS:
            return f"{file.relative_to(_HOUSE)}:{line}"
    return f"{places[0][0]}:{places[0][1]}" if places else ""


@contextmanager
def watched_as_in_a_shop(longest_ms: float = 50) -> Iterator[StallWatchdog]:
    """A watchdog over what a person does, with what came before kept out of the collections.

    A shop's terminal does the same once it is open (`core.memory`).

    Args:
        longest_ms: as for `StallWatchdog`.
    """
    gc.collect()
    gc.freeze()
    try:
        with StallWatchdog(longest_ms) as watchdog:
            yield watchdog
    finally:
        gc.unfreeze()
