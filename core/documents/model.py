"""A paper as a list of blocks, each of which finds its place when the paper is built.

Whatever does not fit is refused here, before anything is drawn: a printer cuts off silently what is
too wide, and a cut barcode is a lost parcel.
"""

from dataclasses import dataclass, field
from typing import Final

from core.documents.blocks import Block
from core.documents.marks import Bars, Mark, Squares
from core.documents.paper import DoesNotFit, Paper

__all__ = ["LONGEST", "Document", "DoesNotFit", "Paper"]

LONGEST: Final = 4800  # dots, 60 cm: past this a "receipt" is a mistake


@dataclass(frozen=True, slots=True)
class Document:
    """One paper, from its first line to the cut.

    Args:
        paper: the roll that it was built for.
        blocks: what stands on it, from the top.

    Raises:
        DoesNotFit: a code is too wide, or the whole too long.
    """

    paper: Paper
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = field(init=False, repr=False)
    height: int = field(init=False)

    def __post_init__(self) -> None:
        marks: list[Mark] = []
        y = 0
        for block in self.blocks:
            placed, height = block.place(self.paper, y)
            marks += placed
            y += height
        if y > LONGEST:
            raise DoesNotFit("the paper", y, LONGEST)
        object.__setattr__(self, "marks", tuple(marks))
        object.__setattr__(self, "height", y)

    @property
    def codes(self) -> tuple[Bars | Squares, ...]:
        """Every code on it, in its place."""
        return tuple(mark for mark in self.marks if isinstance(mark, Bars | Squares))
