"""The blocks of the back office's papers: parcels to tick off, and figures under each other."""

from dataclasses import dataclass
from typing import Final

from core.documents.letters import printable
from core.documents.marks import Box, Mark, Placed, Run
from core.documents.paper import BODY, NUMBER, STRONG, Paper
from core.documents.wrapping import wrap

_LINE: Final = 2  # dots
_GAP: Final = 14


@dataclass(frozen=True, slots=True)
class Entry:
    """One parcel of a list: a box to tick, its number, and below it what belongs to it.

    Args:
        ticked: whether it was handed over.
        number: its tracking number.
        words: whose it is and since when.
    """

    ticked: bool
    number: str
    words: str

    def place(self, paper: Paper, top: int) -> Placed:
        """The box, and number and words beside it."""
        number, body = NUMBER.on(paper), BODY.on(paper)
        side = body.size
        x = paper.margin + side + _GAP
        room = paper.width_dots - paper.margin - x
        marks: list[Mark] = [*_box(paper.margin, top + 4, side, ticked=self.ticked)]
        y = top
        for words, style in ((self.number, number), (self.words, body)):
            for line in wrap(printable(words), style.face, style.size, room):
                marks.append(Run(x, y + body.ascent, line, style.face, style.size))
                y += body.line_height
        return marks, y - top


def _box(x: int, y: int, side: int, *, ticked: bool) -> tuple[Box, ...]:
    """An outline, and a full square in it where it is ticked: both survive a faint print."""
    outline = (
        Box(x, y, side, _LINE),
        Box(x, y + side - _LINE, side, _LINE),
        Box(x, y, _LINE, side),
        Box(x + side - _LINE, y, _LINE, side),
    )
    inset = 3 * _LINE
    tick = Box(x + inset, y + inset, side - 2 * inset, side - 2 * inset)
    return (*outline, tick) if ticked else outline


@dataclass(frozen=True, slots=True)
class Figures:
    """Words and how many, the figures under each other at the right margin."""

    rows: tuple[tuple[str, int], ...]

    def place(self, paper: Paper, top: int) -> Placed:
        """The rows; words that are long wrap beside their figure."""
        body, strong = BODY.on(paper), STRONG.on(paper)
        figures = [str(number) for _, number in self.rows]
        widest = max((strong.width(figure) for figure in figures), default=0)
        room = paper.inner - widest - _GAP
        marks: list[Mark] = []
        y = top
        for (words, _), figure in zip(self.rows, figures, strict=True):
            lines = wrap(printable(words), body.face, body.size, room)
            marks += [
                Run(
                    paper.margin,
                    y + number * body.line_height + body.ascent,
                    line,
                    body.face,
                    body.size,
                )
                for number, line in enumerate(lines)
            ]
            x = paper.width_dots - paper.margin - strong.width(figure)
            last = y + (len(lines) - 1) * body.line_height
            marks.append(Run(x, last + strong.ascent, figure, strong.face, strong.size))
            y = last + body.line_height
        return marks, y - top
