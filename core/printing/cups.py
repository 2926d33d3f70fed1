"""A queue of the system's own printing (CUPS), through its commands `lp`, `lpstat` and `cancel`.

A queue knows that a paper was sent, never that it came out: its best word is Unsure.
"""

import os
import re
import subprocess
import time
from collections.abc import Callable
from typing import Final

from core.printing.conversation import Patience
from core.printing.models import Model
from core.printing.rounds import Rounds
from core.services.ports import NotPrinted, PrinterStatus, PrintJob, PrintOutcome, Unsure

_COMMAND_S: Final = 5.0
_LOOK_S: Final = 0.2
_REQUEST: Final = re.compile(rb"request id is (\S+)")
#: The reasons of RFC 8011, 5.4.12, as far as a receipt printer has them; the first that fits.
_REASONS: Final = (
    ("cover-open", PrinterStatus.COVER_OPEN),
    ("door-open", PrinterStatus.COVER_OPEN),
    ("media-empty", PrinterStatus.PAPER_OUT),
    ("media-needed", PrinterStatus.PAPER_OUT),
    ("media-jam", PrinterStatus.JAMMED),
    ("offline", PrinterStatus.OFFLINE),
    ("connecting-to-device", PrinterStatus.OFFLINE),
    ("timed-out", PrinterStatus.SILENT),
    ("media-low", PrinterStatus.PAPER_LOW),
)


class QueuePrinter:
    """A `Printer` that is a queue.

    Args:
        name: the queue's.
        model: what the bytes are made for.
        roll_mm: the roll, 58 or 80.
        patience: how long a paper may wait in the queue, and how often the queue is looked at.

    Raises:
        ValueError: the model takes no such roll.
    """

    def __init__(
        self, name: str, model: Model, roll_mm: int, patience: Patience | None = None
    ) -> None:
        self._name = name
        self._model = model
        self._paper = model.paper(roll_mm)
        self._patience = patience or Patience()
        self._rounds = Rounds(self.status, self._patience.look)

    @property
    def width_dots(self) -> int:
        """See `Printer.width_dots`."""
        return self._paper.width_dots

    def status(self) -> PrinterStatus:
        """See `Printer.status`."""
        return self._said(self._asked())

    def send(self, job: PrintJob) -> PrintOutcome:
        """See `Printer.send`.

        A paper that the queue still holds when its time is over is taken back: it would come out
        when nobody waits for it.
        """
        status = self.status()
        if not status.can_print:
            return NotPrinted(status)
        said = _run(["lp", "-d", self._name, "-o", "raw", "-t", job.name, "-"], job.data)
        request = _REQUEST.search(said) if said is not None else None
        if request is None:
            return NotPrinted(self._said(PrinterStatus.OFFLINE))
        number = request[1].decode()
        end = time.monotonic() + self._patience.word + job.height_mm / self._model.mm_s
        while self._holds(number):
            status = self.status()
            if not status.can_print or time.monotonic() > end:
                return self._taken_back(number, status)
            time.sleep(_LOOK_S)
        return Unsure()

    def watch(self, changed: Callable[[PrinterStatus], None]) -> Callable[[], None]:
        """See `Printer.watch`."""
        return self._rounds.watch(changed)

    def _asked(self) -> PrinterStatus:
        said = _run(["lpstat", "-l", "-p", self._name])
        if said is None:
            return PrinterStatus.OFFLINE
        words = said.decode("utf-8", "replace")
        alerts = next(
            (line for line in words.splitlines() if line.strip().startswith("Alerts:")), ""
        )
        for reason, status in _REASONS:
            if reason in alerts:
                return status
        first = words.partition("\n")[0]
        return PrinterStatus.OFFLINE if " disabled " in first else PrinterStatus.READY

    def _holds(self, number: str) -> bool:
        waiting = _run(["lpstat", "-W", "not-completed", "-o", self._name])
        return waiting is not None and any(
            line.split()[:1] == [number.encode()] for line in waiting.splitlines()
        )

    def _taken_back(self, number: str, status: PrinterStatus) -> PrintOutcome:
        """Whether any of it came out, only a person knows: the queue had begun to send."""
        _run(["cancel", number])
        return Unsure(PrinterStatus.SILENT if status.can_print else status)

    def _said(self, status: PrinterStatus) -> PrinterStatus:
        self._rounds.say(status)
        return status


def queues() -> tuple[str, ...]:
    """The queues that there are; none where the system has no CUPS."""
    said = _run(["lpstat", "-e"])
    return tuple(said.decode("utf-8", "replace").split()) if said else ()


def _run(command: list[str], given: bytes = b"") -> bytes | None:
    """What a command says in English, or None where it fails, hangs or is not there."""
    words = {**os.environ, "LC_ALL": "C"}
    try:
        ran = subprocess.run(  # noqa: S603 - the names are checked by `parse_address`
            command, input=given, capture_output=True, timeout=_COMMAND_S, env=words, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return ran.stdout if ran.returncode == 0 else None
