"""Runs a program, hears its heart beat, and starts it again when it ends or hangs.

The program beats by writing to its standard output, from the event loop that customers wait for:
a kiosk that paints nothing any more is as dead as one that crashed. It is the same on every system,
and the program notices the keeper's own end by its pipe.
"""

import os
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import IO, Final

from core.log import get_logger

#: How often the keeper says that it is alive itself; far below any watchdog's patience.
_TICK_S: Final = 1.0

_log = get_logger("keeper")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the keeper waits, in seconds.

    Args:
        first_beat: from the start to the first beat; a cold machine reads its disk.
        between_beats: without a beat, until the program counts as hung.
        ending: from asking it to end until it is killed.
        healthy_after: alive that long, its next end is the first one again.
        pauses: before the first, second, … start after it ended early; the last one for all others.
    """

    first_beat: float = 60
    between_beats: float = 10
    ending: float = 10
    healthy_after: float = 60
    pauses: tuple[float, ...] = (0.2, 1, 2, 5, 10, 30)


@dataclass(frozen=True, slots=True)
class _Beat:
    """The program's heart, or the end of it, by the number of its start."""

    start: int
    is_end: bool = False


class Keeper:
    """Keeps one program running until it ends well, or `end` is called.

    Args:
        command: the program; it beats on its standard output, and its exit status 0 means that a
            person ended it.
        tell: gets what systemd's notify protocol wants to hear (`READY=1`, `WATCHDOG=1`, …).
        patience: how long to wait.
        environment: the program's; by default this process's.
    """

    def __init__(
        self,
        command: Sequence[str],
        tell: Callable[[str], None] = lambda _: None,
        patience: Patience | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._command = list(command)
        self._tell = tell
        self._patience = patience or Patience()
        self._environment = dict(os.environ if environment is None else environment)
        # Of all queues only this one may be put to in a signal's handler.
        self._news: SimpleQueue[_Beat | None] = SimpleQueue()
        self._program: subprocess.Popen[bytes] | None = None
        self._is_ending = False
        self._starts = 0

    @property
    def program(self) -> int | None:
        """The process id of the program that runs now."""
        return self._program.pid if self._program is not None else None

    @property
    def starts(self) -> int:
        """How often it was started."""
        return self._starts

    def end(self) -> None:
        """End the program and then `run`; may be called in a signal's handler."""
        self._is_ending = True
        self._news.put(None)

    def run(self) -> int:
        """Keep it running; the answer is 0, once a person or `end` ended it."""
        early = 0
        while not self._is_ending:
            began = time.monotonic()
            if self._run_once() == 0:
                break
            is_early = time.monotonic() - began < self._patience.healthy_after
            early = early + 1 if is_early else 1
            pauses = self._patience.pauses
            self._rest(pauses[min(early, len(pauses)) - 1])
        self._tell("STOPPING=1")
        return 0

    def _run_once(self) -> int:
        """Start it and wait for its end, which a hung one is helped to; the exit status."""
        self._starts += 1
        try:
            program = subprocess.Popen(  # noqa: S603 - our own command
                self._command,
                stdout=subprocess.PIPE,
                stdin=subprocess.DEVNULL,
                env=self._environment,
            )
        except OSError as trouble:
            _log.error("program not started", errno=trouble.errno)
            return 1
        self._program = program
        if program.stdout is not None:
            threading.Thread(
                target=self._hear, args=(program.stdout, self._starts), daemon=True
            ).start()
        try:
            self._watch(program)
            status = self._finish(program)
        finally:
            self._program = None
        if status != 0:
            _log.error("program ended", status=status, starts=self._starts)
            self._tell(f"STATUS=Started again after exit status {status}")
        return status

    def _hear(self, beats: IO[bytes], start: int) -> None:
        """On a thread of its own, for Windows cannot wait for a pipe and a clock at once."""
        with beats:
            while os.read(beats.fileno(), 4096):
                self._news.put(_Beat(start))
        self._news.put(_Beat(start, is_end=True))

    def _watch(self, program: subprocess.Popen[bytes]) -> None:
        """Until the program ends, hangs, or is to be ended."""
        due = time.monotonic() + self._patience.first_beat
        # Asked as well, for what it started may still hold its pipe.
        while not self._is_ending and program.poll() is None:
            self._tell("WATCHDOG=1")
            left = due - time.monotonic()
            if left <= 0:
                _log.error("program hangs", starts=self._starts)
                program.kill()
                return
            try:
                news = self._news.get(timeout=min(left, _TICK_S))
            except Empty:
                continue
            if news is None or news.start != self._starts:
                continue
            if news.is_end:
                return
            self._tell("READY=1")
            due = time.monotonic() + self._patience.between_beats

    def _finish(self, program: subprocess.Popen[bytes]) -> int:
        """Its exit status; asked to end, or killed where it does not listen."""
        if self._is_ending:
            program.terminate()
            try:
                program.wait(self._patience.ending)
            except subprocess.TimeoutExpired:
                program.kill()
            program.wait()
            return 0
        try:
            # Its pipe is closed, or it was killed: it ends this moment.
            return program.wait(_TICK_S)
        except subprocess.TimeoutExpired:
            program.kill()
            return program.wait()

    def _rest(self, seconds: float) -> None:
        """Wait before the next start, and go on saying that the keeper lives."""
        due = time.monotonic() + seconds
        while not self._is_ending and (left := due - time.monotonic()) > 0:
            self._tell("WATCHDOG=1")
            try:
                self._news.get(timeout=min(left, _TICK_S))
            except Empty:
                continue
