"""A plain file as a printer: every paper is added to it, for whatever prints it later."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

from core.printing.models import Model
from core.services.ports import NotPrinted, Printed, PrinterStatus, PrintJob, PrintOutcome
from core.services.watchers import Watchers


class FilePrinter:
    """A `Printer` that adds to a file; a paper is printed once the disk has it.

    Args:
        path: the file; made when the first paper is due. Its folder must be there.
        model: what the bytes are made for.
        roll_mm: the roll, 58 or 80.

    Raises:
        ValueError: the model takes no such roll.
    """

    def __init__(self, path: Path, model: Model, roll_mm: int) -> None:
        self._path = path
        self._paper = model.paper(roll_mm)
        self._lock = threading.Lock()
        self._known = PrinterStatus.READY
        self._watchers: Watchers[PrinterStatus] = Watchers()

    @property
    def width_dots(self) -> int:
        """See `Printer.width_dots`."""
        return self._paper.width_dots

    def status(self) -> PrinterStatus:
        """See `Printer.status`."""
        target = self._path if self._path.exists() else self._path.parent
        is_there = self._path.parent.is_dir() and not self._path.is_dir()
        can_write = is_there and os.access(target, os.W_OK)
        return self._said(PrinterStatus.READY if can_write else PrinterStatus.OFFLINE)

    def send(self, job: PrintJob) -> PrintOutcome:
        """See `Printer.send`; where the disk is full, the file stays as it was."""
        with self._lock:
            try:
                self._add(job.data)
            except OSError:
                outcome: PrintOutcome = NotPrinted(PrinterStatus.OFFLINE)
            else:
                outcome = Printed()
        is_there = isinstance(outcome, Printed)
        self._said(PrinterStatus.READY if is_there else PrinterStatus.OFFLINE)
        return outcome

    def watch(self, changed: Callable[[PrinterStatus], None]) -> Callable[[], None]:
        """See `Printer.watch`; a file is looked at whenever something is asked of it."""
        return self._watchers.add(changed)

    def _add(self, data: bytes) -> None:
        with self._path.open("ab", buffering=0) as file:
            before = file.seek(0, os.SEEK_END)
            try:
                rest = memoryview(data)
                while rest:
                    rest = rest[file.write(rest) :]
                os.fsync(file.fileno())
            except OSError:
                file.truncate(before)
                raise

    def _said(self, status: PrinterStatus) -> PrinterStatus:
        is_new, self._known = status is not self._known, status
        if is_new:
            self._watchers.tell(status)
        return status
