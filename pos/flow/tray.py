"""The papers of an accepted parcel, on their way into the clerk's hand."""

from dataclasses import dataclass
from enum import Enum

from core.services.ecms import AcceptedParcel, PaperKind, Reprint
from core.services.ports import PrinterStatus


class Phase(Enum):
    """How far a paper is; ASKED is one of which only the clerk can say whether it is out."""

    WAITING = "waiting"
    PRINTING = "printing"
    OUT = "out"
    FAILED = "failed"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Paper:
    """A receipt or a label on its way out of the printer.

    Args:
        reason: why it failed, or why only the clerk can say; None also where nobody knows.
        came_out: whether it has come out whole at least once: only then is the next one a reprint.
        copy: a reprint that the ECMS has counted and that has not come out yet, so that trying
            again does not count it again.
        picture: as printed, PNG.
    """

    kind: PaperKind
    phase: Phase = Phase.WAITING
    reason: PrinterStatus | None = None
    came_out: bool = False
    copy: Reprint | None = None
    picture: bytes | None = None


@dataclass(frozen=True, slots=True)
class Tray:
    """The papers of one accepted parcel, kept until both are in the clerk's hand."""

    parcel: AcceptedParcel
    receipt: Paper
    label: Paper

    @property
    def papers(self) -> tuple[Paper, Paper]:
        """In the order in which they are printed."""
        return (self.receipt, self.label)

    def paper(self, kind: PaperKind) -> Paper:
        """One of the two."""
        return self.receipt if kind is PaperKind.RECEIPT else self.label

    @property
    def failed(self) -> Paper | None:
        """The first paper that did not come out, if any."""
        return next((paper for paper in self.papers if paper.phase is Phase.FAILED), None)

    @property
    def asked(self) -> Paper | None:
        """The first paper that only the clerk can say of, if any."""
        return next((paper for paper in self.papers if paper.phase is Phase.ASKED), None)

    @property
    def settled(self) -> bool:
        """Whether both have come out and nothing is being printed."""
        return all(paper.phase is Phase.OUT for paper in self.papers)

    @property
    def under_way(self) -> bool:
        """Whether a paper of it is being printed at this moment."""
        return any(paper.phase is Phase.PRINTING for paper in self.papers)
