"""A receipt printer that prints into a folder, and whose faults can be ordered.

It takes the same bytes as a real one and shows what they leave on the paper. Pillow is imported at
the first paper, which is on a worker thread.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.log import get_logger
from core.services.ports import NotPrinted, Printed, PrinterStatus, PrintJob, PrintOutcome
from core.services.watchers import Watchers
from core.simulator.paper_folder import PaperFolder, remove

if TYPE_CHECKING:
    from PIL.Image import Image

_LOG: Final = get_logger("simulator")
_HALF: Final = 0.5
_PROBE_BYTES: Final = 1 << 17  # more than one paper takes


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that came out.

    Args:
        number: counted per folder, from 1, on after a restart.
        name: `ticket`, `receipt`, `label`.
        png: its picture; the bytes and the text lie beside it as `.bin` and `.txt`.
        whole: False where it was torn off by a fault; its picture ends there.
    """

    number: int
    name: str
    png: Path
    whole: bool


class SimulatedPrinter:
    """A `Printer` on a folder of its own; any thread may use it.

    Where the folder cannot be written to, the printer is OFFLINE, and comes back by itself once it
    can: a full disk is a fault of this machine, not of the return.

    Args:
        folder: where the papers go; made if it is not there, never shared with another printer.
        width_dots: 384 (58 mm) or 576 (80 mm).
    """

    def __init__(self, folder: Path, width_dots: int = 576) -> None:
        self._folder = folder
        self._width_dots = width_dots
        self._lock = threading.Lock()
        self._condition = PrinterStatus.READY
        self._folder_failed = False
        self._next_fault: PrinterStatus | None = None
        self._papers: list[Paper] = []
        self._papers_on_disk = PaperFolder(folder)
        self._status_watchers: Watchers[PrinterStatus] = Watchers()
        self._paper_watchers: Watchers[Paper] = Watchers()

    @property
    def width_dots(self) -> int:
        """See `Printer.width_dots`."""
        return self._width_dots

    @property
    def papers(self) -> tuple[Paper, ...]:
        """What came out since this printer was switched on, oldest first."""
        with self._lock:
            return tuple(self._papers)

    def status(self) -> PrinterStatus:
        """See `Printer.status`."""
        with self._lock:
            recovered = self._folder_failed and self._can_write()
            self._folder_failed = self._folder_failed and not recovered
            status = self._status()
        if recovered:
            self._status_watchers.tell(status)
        return status

    def set_status(self, status: PrinterStatus) -> None:
        """Put the printer into a condition: open its cover, take its paper, clear its jam."""
        with self._lock:
            before = self._status()
            self._condition = status
            after = self._status()
        if after is not before:
            self._status_watchers.tell(after)

    def fail_next(self, fault: PrinterStatus) -> None:
        """Let the next paper come out half and leave the printer in this condition.

        Raises:
            ValueError: in that condition printers do print.
        """
        if fault.can_print:
            raise ValueError(f"{fault.value} stops no paper")
        with self._lock:
            self._next_fault = fault

    def jam_next(self) -> None:
        """Let the next paper jam half-way; the printer is JAMMED until `set_status` clears it."""
        self.fail_next(PrinterStatus.JAMMED)

    def watch(self, changed: Callable[[PrinterStatus], None]) -> Callable[[], None]:
        """See `Printer.watch`."""
        return self._status_watchers.add(changed)

    def watch_papers(self, came_out: Callable[[Paper], None]) -> Callable[[], None]:
        """Call `came_out` (from any thread) with each new paper; returns how to stop."""
        return self._paper_watchers.add(came_out)

    def send(self, job: PrintJob) -> PrintOutcome:
        """See `Printer.send`."""
        with self._lock:
            before = self._status()
            if not before.can_print:
                return NotPrinted(before)
            fault, self._next_fault = self._next_fault, None
            paper = self._burn(job, fault)
            if paper is not None:
                self._papers.append(paper)
                self._condition = fault or self._condition
            after = self._status()
        if paper is not None:
            self._paper_watchers.tell(paper)
        if after is not before:
            self._status_watchers.tell(after)
        return Printed() if paper is not None and paper.whole else NotPrinted(after)

    def _burn(self, job: PrintJob, fault: PrinterStatus | None) -> Paper | None:
        """Print into the folder, half of it where there is a fault; None if it cannot be kept."""
        from core.simulator.paper_roll import burn  # noqa: PLC0415 - see the module

        picture = burn(job.data, self._width_dots)
        if fault is not None:
            picture = picture.crop((0, 0, picture.width, max(1, int(picture.height * _HALF))))
        try:
            return self._keep(job, picture, whole=fault is None)
        except OSError as trouble:
            self._folder_failed = True
            _LOG.error("paper not kept", paper=job.name, errno=trouble.errno)
            return None

    def _keep(self, job: PrintJob, picture: "Image", *, whole: bool) -> Paper:
        png = self._papers_on_disk.keep(job.name, job.data, job.text, picture)
        return Paper(self._papers_on_disk.last_number, job.name, png, whole)

    def _can_write(self) -> bool:
        probe = self._folder / ".probe"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            probe.write_bytes(bytes(_PROBE_BYTES))
        except OSError:
            return False
        finally:
            remove(probe)
        return True

    def _status(self) -> PrinterStatus:
        return PrinterStatus.OFFLINE if self._folder_failed else self._condition
