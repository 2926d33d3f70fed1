"""A paper as a list of blocks, each of which finds its place when the paper is built.

Whatever does not fit is refused here, before anything is drawn: a printer cuts off silently what is
too wide, and a cut barcode is a lost parcel.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from core.documents.letters import Face, printable, width_of
from core.documents.marks import (
    QUIET_BARS,
    QUIET_QR,
    Bars,
    Box,
    Code,
    Dashes,
    Disc,
    Mark,
    Run,
    Squares,
)
from core.documents.wrapping import wrap, wrap_evenly

LONGEST: Final = 4800  # dots, 60 cm: past this a "receipt" is a mistake
LEAST_MODULE: Final = 2  # dots, 0.25 mm: hand scanners do not read finer bars reliably


class DoesNotFit(ValueError):  # noqa: N818 - it reads as the fact that it states
    """A paper that would come out cut off; nothing of it was drawn.

    Args:
        what: the kind of block, never its content.
        needs: dots that it takes.
        has: dots that there are.
    """

    def __init__(self, what: str, needs: int, has: int) -> None:
        super().__init__(f"{what} takes {needs} dots of {has}")
        self.what = what
        self.needs = needs
        self.has = has


class Paper(Enum):
    """The two rolls at 203 dpi, by their printable dots."""

    MM_58 = 384
    MM_80 = 576

    @property
    def width_dots(self) -> int:
        """Dots across."""
        return self.value

    @property
    def margin(self) -> int:
        """White dots left and right of everything but a code's own quiet zone."""
        return 6

    @property
    def inner(self) -> int:
        """Dots between the margins."""
        return self.width_dots - 2 * self.margin


class Align(Enum):
    """Where a line stands between the margins."""

    LEFT = "left"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Style:
    """A face at a size in dots."""

    face: Face
    size: int

    @property
    def line_height(self) -> int:
        """Dots from one baseline to the next."""
        return round(self.size * 1.3)

    @property
    def ascent(self) -> int:
        """Dots from a line's top to its baseline."""
        return self.size

    def width(self, letters: str) -> int:
        """Dots that printable letters take."""
        return width_of(letters, self.face, self.size)


SMALL: Final = Style(Face.TEXT, 22)
BODY: Final = Style(Face.TEXT, 24)
STRONG: Final = Style(Face.BOLD, 24)
LARGE: Final = Style(Face.BOLD, 30)
TITLE: Final = Style(Face.BOLD, 34)
NUMBER: Final = Style(Face.CODE, 22)
SMALL_NUMBER: Final = Style(Face.MONO, 22)


def fitted(letters: str, face: Face, paper: Paper, most: int) -> Style:
    """The largest style up to `most` dots in which `letters` stand on one line of `paper`.

    Raises:
        DoesNotFit: not even at 22 dots.
    """
    for size in range(most, 21, -1):
        if width_of(letters, face, size) <= paper.inner:
            return Style(face, size)
    raise DoesNotFit("a line", width_of(letters, face, 22), paper.inner)


Placed = tuple[list[Mark], int]


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence, a name or a number that wraps."""

    words: str
    style: Style = BODY
    align: Align = Align.LEFT

    def place(self, paper: Paper, top: int) -> Placed:
        """Its lines, and the height of them all."""
        break_up = wrap_evenly if self.align is Align.CENTRE else wrap
        lines = break_up(printable(self.words), self.style.face, self.style.size, paper.inner)
        marks: list[Mark] = []
        for number, line in enumerate(lines):
            x = paper.margin
            if self.align is Align.CENTRE:
                x += (paper.inner - self.style.width(line)) // 2
            baseline = top + number * self.style.line_height + self.style.ascent
            marks.append(Run(x, baseline, line, self.style.face, self.style.size))
        return marks, len(lines) * self.style.line_height


@dataclass(frozen=True, slots=True)
class Banner:
    """White words on a black bar: what nobody may overlook."""

    words: str
    style: Style = STRONG

    def place(self, paper: Paper, top: int) -> Placed:
        """The bar over the whole width, its words centred in it."""
        padding = 5
        marks, height = Text(self.words, self.style, Align.CENTRE).place(paper, top + padding)
        bar = Box(0, top, paper.width_dots, height + 2 * padding)
        whites = [
            Run(run.x, run.baseline, run.letters, run.face, run.size, white=True)
            for run in marks
            if isinstance(run, Run)
        ]
        return [bar, *whites], bar.height


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value."""

    label: str
    value: str
    style: Style = STRONG


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels in one column, values in the next; a value too long for its column goes below."""

    rows: tuple[Pair, ...]
    gap: int = 14
    leading: int = 4

    def place(self, paper: Paper, top: int) -> Placed:
        """The rows, one below the other."""
        labels = [printable(row.label) for row in self.rows]
        column = min(
            max((BODY.width(label) for label in labels), default=0) + self.gap, paper.inner * 2 // 5
        )
        marks: list[Mark] = []
        y = top
        for label, row in zip(labels, self.rows, strict=True):
            placed, height = self._place_row(label, row, column, paper, y)
            marks += placed
            y += height + self.leading
        return marks, y - top

    def _place_row(self, label: str, row: Pair, column: int, paper: Paper, top: int) -> Placed:
        value, style = printable(row.value), row.style
        beside = paper.inner - column
        is_below = BODY.width(label) + self.gap > column or any(
            style.width(word) > beside for word in value.split()
        )
        if is_below:
            indent = BODY.size
            labels = wrap(label, BODY.face, BODY.size, paper.inner)
            values = wrap(value, style.face, style.size, paper.inner - indent)
            value_x, first = paper.margin + indent, len(labels)
        else:
            labels = (label,)
            values = wrap(value, style.face, style.size, beside)
            value_x, first = paper.margin + column, 0
        pitch = BODY.line_height
        marks: list[Mark] = [
            Run(paper.margin, top + line * pitch + BODY.ascent, letters, BODY.face, BODY.size)
            for line, letters in enumerate(labels)
        ]
        marks += [
            Run(value_x, top + line * pitch + BODY.ascent, letters, style.face, style.size)
            for line, letters in enumerate(values, start=first)
        ]
        return marks, (first + len(values)) * pitch if first else max(1, len(values)) * pitch


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, behind its number in a disc."""

    number: int
    words: str

    def place(self, paper: Paper, top: int) -> Placed:
        """The disc, and the words beside it."""
        diameter, indent = 32, 44
        digit, figure = str(self.number), Style(Face.BOLD, 22)
        lines = wrap(printable(self.words), BODY.face, BODY.size, paper.inner - indent)
        marks: list[Mark] = [
            Disc(paper.margin, top, diameter),
            Run(
                paper.margin + (diameter - figure.width(digit)) // 2,
                top + 24,
                digit,
                figure.face,
                figure.size,
                white=True,
            ),
        ]
        marks += [
            Run(
                paper.margin + indent,
                top + line * BODY.line_height + BODY.ascent,
                letters,
                BODY.face,
                BODY.size,
            )
            for line, letters in enumerate(lines)
        ]
        return marks, max(diameter, len(lines) * BODY.line_height)


@dataclass(frozen=True, slots=True)
class Barcode:
    """A bar code in the middle of the paper, its bars as wide as whole dots allow.

    Args:
        height: of the bars, dots.
        widest: dots of the narrowest bar at most.
    """

    code: Code
    height: int
    widest: int = 4

    def place(self, paper: Paper, top: int) -> Placed:
        """The bars; raises DoesNotFit if they and their quiet zones are too wide."""
        modules = self.code.modules + 2 * QUIET_BARS
        module = min(self.widest, paper.width_dots // modules)
        if module < LEAST_MODULE:
            raise DoesNotFit("a bar code", modules * LEAST_MODULE, paper.width_dots)
        x = (paper.width_dots - self.code.modules * module) // 2
        return [Bars(x, top, module, self.height, self.code)], self.height


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code in the middle of the paper, its quiet zone included.

    Args:
        module: dots of one square.
    """

    code: Code
    module: int = 6

    def place(self, paper: Paper, top: int) -> Placed:
        """The squares; raises DoesNotFit if they and their quiet zone are too wide."""
        side = (self.code.modules + 2 * QUIET_QR) * self.module
        if side > paper.width_dots:
            raise DoesNotFit("a QR code", side, paper.width_dots)
        quiet = QUIET_QR * self.module
        x = (paper.width_dots - side) // 2 + quiet
        return [Squares(x, top + quiet, self.module, self.code)], side


@dataclass(frozen=True, slots=True)
class Rule:
    """A dashed line from margin to margin, with air above and below."""

    air: int = 12

    def place(self, paper: Paper, top: int) -> Placed:
        """The line in the middle of its air."""
        return [Dashes(paper.margin, top + self.air, paper.inner)], 2 * self.air + 2


@dataclass(frozen=True, slots=True)
class Space:
    """White dots."""

    height: int

    def place(self, paper: Paper, top: int) -> Placed:  # noqa: ARG002 - white is white anywhere
        """Nothing but height."""
        return [], self.height


Block = Text | Banner | Pairs | Step | Barcode | Qr | Rule | Space


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
