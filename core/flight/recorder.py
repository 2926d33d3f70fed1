"""Writes a run down while it happens: on a thread of its own, concealed, bounded in size.

Whoever notes something only puts it into a queue. What was written is the operating system's at
once, so that a process that is killed loses the last moment and no more.
"""

import json
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Final

from core.flight.facts import Facts
from core.flight.holding import hold, is_held
from core.flight.papers import Papers, PaperSent
from core.flight.pseudonyms import Pseudonyms
from core.flight.reading import FORMAT, MARK, earlier_of, is_flight
from core.flight.wording import Wording
from core.log import get_logger, where
from core.texts import sentences_said
from core.trouble import StartupTrouble, marked
from core.version import VERSION

#: Bytes of one part; the part before it is kept, so a recording is at most twice as large.
LARGEST_PART: Final = 16_000_000
#: More than this waits only where the disk stands still; what comes then is counted and left out.
_MOST_WAITING: Final = 20_000

_log: Final = get_logger("flight")
_Noted = tuple[datetime, float, str, str, dict[str, object]]


class FlightRecorder:
    """Records one run; see `core.services.recording.Flight`.

    Args:
        file: where to. A recording that is there already becomes the earlier part.
        now: the shop's time.
        papers: makes papers' doubles; None where papers are only counted.
        zone: of the shop's time, IANA name.
        largest: bytes of one part.

    Raises:
        StartupTrouble: the file cannot be written, or is something else.
    """

    def __init__(
        self,
        file: Path,
        now: Callable[[], datetime],
        papers: Papers | None = None,
        *,
        zone: str = "Asia/Manila",
        largest: int = LARGEST_PART,
    ) -> None:
        self._file: Final = file
        self._now: Final = now
        self._papers: Final = papers
        self._zone: Final = zone
        self._largest: Final = largest
        self._names: Final = Pseudonyms()
        self._wording: Final = Wording(self._names, sentences_said)
        self._facts: Final = Facts(self._names, self._wording)
        self._began: Final = time.monotonic()
        self._queue: Final[SimpleQueue[_Noted | threading.Event | None]] = SimpleQueue()
        self._left_out = self._number = self._size = 0
        self._part = 1
        self._closed = False
        self._out: int | None = self._open_first()
        self._thread: Final = threading.Thread(target=self._run, name="balik-flight", daemon=True)
        self._thread.start()

    @property
    def file(self) -> Path:
        """The newest part."""
        return self._file

    def note(self, where: str, what: str, **facts: object) -> None:
        """See `Flight.note`."""
        if self._closed or self._out is None:
            return
        if self._queue.qsize() >= _MOST_WAITING:
            self._left_out += 1
            return
        self._queue.put((self._now(), time.monotonic() - self._began, where, what, facts))

    def flush(self) -> None:
        """See `Flight.flush`."""
        if not self._closed:
            written = threading.Event()
            self._queue.put(written)
            written.wait()

    def close(self) -> None:
        """Write what waits, and end."""
        if self._closed:
            return
        self.note("recorder", "end")
        self._closed = True
        self._queue.put(None)
        self._thread.join()
        if self._out is not None:
            os.close(self._out)
            self._out = None

    def _run(self) -> None:
        while True:
            noted = [self._queue.get()]
            with suppress(Empty):
                while True:
                    noted.append(self._queue.get_nowait())
            try:
                self._write([self._line(each) for each in noted if isinstance(each, tuple)])
            except OSError as trouble:
                # A run that cannot be recorded goes on all the same.
                _log.error("recording ended", errno=trouble.errno)
                self._out = None
            for each in noted:
                if isinstance(each, threading.Event):
                    each.set()
            if None in noted:
                return

    def _line(self, noted: _Noted) -> bytes:
        at, seconds, place, what, facts = noted
        self._number += 1
        entry: dict[str, Any] = {
            "n": self._number,
            "at": at.astimezone(UTC).isoformat(timespec="milliseconds"),
            "s": round(seconds, 4),
            "where": place,
            "what": what,
        }
        if self._left_out:
            entry["left_out"], self._left_out = self._left_out, 0
        try:
            entry |= self._concealed(facts)
        except Exception as error:
            # One thing that cannot be told must not end the telling.
            _log.error("entry left out", error=type(error).__name__, where=where(error))
            entry["untold"] = type(error).__name__
        return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

    def _concealed(self, facts: dict[str, object]) -> dict[str, Any]:
        said: dict[str, Any] = {}
        for name, fact in facts.items():
            if isinstance(fact, PaperSent):
                if self._papers is not None:
                    said |= self._papers.double(fact, self._names, self._wording)
            else:
                said[name] = self._facts.conceal(fact)
        return said

    def _write(self, lines: list[bytes]) -> None:
        ready = bytearray()
        for line in lines:
            if self._size + len(ready) + len(line) > self._largest:
                self._put(bytes(ready))
                ready.clear()
                self._begin_part()
            ready += line
        self._put(bytes(ready))

    def _begin_part(self) -> None:
        if self._out is not None:
            os.close(self._out)
            self._part += 1
            self._names.forget()
            self._out = self._open()

    def _put(self, lines: bytes) -> None:
        rest = memoryview(lines)
        while rest and self._out is not None:
            rest = rest[os.write(self._out, rest) :]
        self._size += len(lines)

    def _open_first(self) -> int:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            if self._file.exists() and is_held(self._file):
                raise StartupTrouble(
                    marked("{file} is being recorded to already."),
                    marked("Record to another file."),
                    file=self._file,
                )
            if self._file.exists() and not is_flight(self._file):
                raise StartupTrouble(
                    marked("{file} is there already, and is no recording of Balik’s."),
                    marked("Nothing was changed in it. Record to another file."),
                    file=self._file,
                )
            return self._open()
        except OSError as trouble:
            raise StartupTrouble(
                marked("The run cannot be recorded to {file}."),
                marked("Record to another file: {why}"),
                file=self._file,
                why=trouble.strerror or type(trouble).__name__,
            ) from None

    def _open(self) -> int:
        if self._file.exists():
            self._file.replace(earlier_of(self._file))
        # Whoever may read the data directory may read this; others need not.
        self._out = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        hold(self._out)
        self._size = 0
        header = {
            MARK: FORMAT,
            "version": VERSION,
            "part": self._part,
            "zone": self._zone,
            "at": self._now().astimezone(UTC).isoformat(timespec="milliseconds"),
        }
        self._put(json.dumps(header).encode() + b"\n")
        return self._out
