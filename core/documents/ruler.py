"""Blocks that show whether a printer's head is whole and its paper runs true."""

from dataclasses import dataclass

from core.documents.letters import Face
from core.documents.marks import Box, Mark, Placed, Run
from core.documents.paper import Paper, Type

_MM_AN_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Ruler:
    """Millimetres from the left margin on, as many as there is room for.

    Args:
        dpi: the printer's dots an inch.
    """

    dpi: int

    def place(self, paper: Paper, top: int) -> Placed:
        """The ruler with a figure at every centimetre."""
        figure = Type(Face.TEXT, 20)
        marks: list[Mark] = [Box(paper.margin, top, paper.inner, 2)]
        length = int(paper.inner * _MM_AN_INCH / self.dpi)
        for mm in range(length + 1):
            x = paper.margin + round(mm * self.dpi / _MM_AN_INCH)
            height = 32 if mm % 10 == 0 else 22 if mm % 5 == 0 else 12
            marks.append(Box(min(x, paper.width_dots - paper.margin - 2), top, 2, height))
            words = str(mm // 10)
            left = x - figure.width(words) // 2
            if mm % 10 == 0 and left + figure.width(words) <= paper.width_dots:
                marks.append(Run(max(0, left), top + 54, words, figure.face, figure.size))
        return marks, 60


@dataclass(frozen=True, slots=True)
class DotComb:
    """A stroke for every fourth dot of the head, in four rows: a dead dot is a missing stroke."""

    def place(self, paper: Paper, top: int) -> Placed:
        """The comb over the paper's whole width, and a bar under it."""
        marks: list[Mark] = [
            Box(x, top + row * 8, 1, 8) for row in range(4) for x in range(row, paper.width_dots, 4)
        ]
        marks.append(Box(0, top + 36, paper.width_dots, 6))
        return marks, 42
