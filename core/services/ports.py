"""What the use cases and the screens need of the outside, as protocols.

Device conditions are values (style.md): a printer that is out of paper is no exception.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

from core.documents.model import Document, Paper
from core.documents.sheet import Record, Sheet


class PrinterStatus(Enum):
    """What a receipt printer says of itself.

    OFFLINE is one that is not there, or says that it takes nothing; SILENT is one that is there and
    does not answer.
    """

    READY = "ready"
    PAPER_LOW = "paper low"
    PAPER_OUT = "paper out"
    COVER_OPEN = "cover open"
    JAMMED = "jammed"
    CUTTER_STUCK = "cutter stuck"
    OVERHEATED = "overheated"
    DEFECT = "defect"
    OFFLINE = "offline"
    SILENT = "silent"

    @property
    def can_print(self) -> bool:
        """Whether a paper sent now would come out."""
        return self in {PrinterStatus.READY, PrinterStatus.PAPER_LOW}


@dataclass(frozen=True, slots=True)
class Printed:
    """The printer says that the whole paper came out."""


@dataclass(frozen=True, slots=True)
class NotPrinted:
    """The paper did not come out, or not whole; `reason` is never READY or PAPER_LOW."""

    reason: PrinterStatus


@dataclass(frozen=True, slots=True)
class Unsure:
    """The paper was sent and nobody but a person in front can say whether it came out whole.

    Args:
        reason: what the printer said, or did not say, before its word was due; None where it is
            one that never says anything.
    """

    reason: PrinterStatus | None = None


PrintOutcome = Printed | NotPrinted | Unsure


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A paper ready to be sent.

    Args:
        name: what it is, for file names and logs: `ticket`, `receipt`, `label`.
        data: the ESC/POS bytes.
        text: the same paper as plain text.
        end: how many of the last bytes only feed and cut the paper.
        longest: bytes of the longest command in it, as far as a printer may wait for its rest.
        height_mm: how long the paper is.
    """

    name: str
    data: bytes
    text: str
    end: int = 0
    longest: int = 0
    height_mm: float = 0


class Printer(Protocol):
    """A receipt printer. Its methods block; call them off the UI thread."""

    @property
    def width_dots(self) -> int:
        """Dots across the paper: 384 (58 mm) or 576 (80 mm)."""
        ...

    def status(self) -> PrinterStatus:
        """Its condition now."""
        ...

    def send(self, job: PrintJob) -> PrintOutcome:
        """Print one paper and wait for the printer's word."""
        ...

    def watch(self, changed: Callable[[PrinterStatus], None]) -> Callable[[], None]:
        """Call `changed` (from any thread) at each change of condition; returns how to stop."""
        ...


class Press(Protocol):
    """Prints documents: renders, proves by reading back, sends, one at a time; it blocks."""

    @property
    def paper(self) -> Paper:
        """The roll in the printer, which documents are built for."""
        ...

    def picture(self, document: Document) -> bytes:
        """A paper as it comes out, as PNG, for a screen that shows it; prints nothing."""
        ...

    def print(self, document: Document, name: str) -> PrintOutcome:
        """Print one paper; `name` as in `PrintJob`."""
        ...

    def status(self) -> PrinterStatus:
        """The printer's condition now."""
        ...

    def watch(self, changed: Callable[[PrinterStatus], None]) -> Callable[[], None]:
        """See `Printer.watch`."""
        ...


class ReportFolder(Protocol):
    """Where reports are filed; its methods block and may raise OSError."""

    def file_pdf(self, sheet: Sheet, name: str) -> Path:
        """Write a report as PDF; `name` without its ending. A report of that name is replaced."""
        ...

    def file_csv(self, records: Iterable[Record], name: str) -> Path:
        """The same as CSV."""
        ...


class PaperOut(Protocol):
    """A paper that a simulated printer put out."""

    @property
    def number(self) -> int:
        """Counted from 1."""
        ...

    @property
    def name(self) -> str:
        """What it is, as in `PrintJob`."""
        ...

    @property
    def png(self) -> Path:
        """Its picture."""
        ...

    @property
    def whole(self) -> bool:
        """False where a fault tore it off; the picture ends there."""
        ...


class PrinterAtHand(Protocol):
    """A simulated printer from outside: what a hand can do to it. Its methods may block."""

    @property
    def papers(self) -> Sequence[PaperOut]:
        """What came out, oldest first."""
        ...

    def status(self) -> PrinterStatus:
        """See `Printer.status`."""
        ...

    def set_status(self, status: PrinterStatus) -> None:
        """Open its cover, take its paper, pull its plug, make all well."""
        ...

    def jam_next(self) -> None:
        """Let the next paper jam half-way."""
        ...

    def watch(self, changed: Callable[[PrinterStatus], None]) -> Callable[[], None]:
        """See `Printer.watch`."""
        ...

    def watch_papers(self, came_out: Callable[[PaperOut], None]) -> Callable[[], None]:
        """Call `came_out` (from any thread) with each new paper; returns how to stop."""
        ...


class TroubleKind(Enum):
    """What keeps the returns database from being used."""

    NEWER = "written by a newer version of Balik"
    NOT_OURS = "not a returns database"
    DAMAGED = "damaged"
    UNWRITABLE = "may not be written to"
    FULL = "no room left on the disk"
    BUSY = "kept busy by another program"
    UNREADABLE = "cannot be read"


class DatabaseTrouble(Exception):  # noqa: N818 - "trouble" is the screens' word for it
    """The returns database cannot be used; whatever was begun was rolled back.

    Args:
        kind: what is the matter.
    """

    def __init__(self, kind: TroubleKind) -> None:
        super().__init__(f"the returns database is {kind.value}")
        self.kind = kind
