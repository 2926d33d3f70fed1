"""The blocks that papers are built of; each finds its own place and says how high it is."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from core.documents.letters import Face, printable, width_of
from core.documents.list_blocks import Entry, Figures
from core.documents.marks import (
    QUIET_BARS,
    QUIET_QR,
    Bars,
    Box,
    Code,
    Dashes,
    Disc,
    Mark,
    Placed,
    Run,
    Squares,
)
from core.documents.paper import BODY, STRONG, DoesNotFit, Paper, Style, Type
from core.documents.ruler import DotComb, Ruler
from core.documents.wrapping import wrap, wrap_evenly

LEAST_SIZE: Final = 20  # dots, 7 points: smaller is not read at a counter
LEAST_MODULE: Final = 2  # dots, 0.25 mm: hand scanners do not read finer bars reliably
_FIGURE: Final = Style(Face.BOLD, 22, 26)


class Align(Enum):
    """Where a line stands between the margins."""

    LEFT = "left"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence, a name or a number that wraps."""

    words: str
    style: Style = BODY
    align: Align = Align.LEFT

    def place(self, paper: Paper, top: int) -> Placed:
        """Its lines, and the height of them all."""
        style = self.style.on(paper)
        break_up = wrap_evenly if self.align is Align.CENTRE else wrap
        lines = break_up(printable(self.words), style.face, style.size, paper.inner)
        marks: list[Mark] = []
        for number, line in enumerate(lines):
            x = _centred(line, style, paper) if self.align is Align.CENTRE else paper.margin
            marks.append(_run(x, top + number * style.line_height, line, style))
        return marks, len(lines) * style.line_height


@dataclass(frozen=True, slots=True)
class Headline:
    """One line in the middle, as large as the paper holds: never wrapped.

    Args:
        words: what it says.
        face: the typeface.
        largest: dots at most, on any paper.
    """

    words: str
    face: Face
    largest: int

    def place(self, paper: Paper, top: int) -> Placed:
        """The line; raises DoesNotFit if it is too wide even when small."""
        style = _fitted(printable(self.words), self.face, self.largest, paper)
        if style is None:
            least = Type(self.face, LEAST_SIZE)
            raise DoesNotFit("a line", least.width(printable(self.words)), paper.inner)
        line = printable(self.words)
        return [_run(_centred(line, style, paper), top, line, style)], style.line_height


@dataclass(frozen=True, slots=True)
class Banner:
    """White words on a black bar: what nobody may overlook; one line if that is possible."""

    words: str

    def place(self, paper: Paper, top: int) -> Placed:
        """The bar over the whole width, its words centred in it."""
        padding = 6
        words, largest = printable(self.words), STRONG.on(paper)
        style = _fitted(words, largest.face, largest.size, paper) or largest
        lines = wrap_evenly(words, style.face, style.size, paper.inner)
        height = len(lines) * style.line_height + 2 * padding
        whites = [
            _run(
                _centred(line, style, paper),
                top + padding + number * style.line_height,
                line,
                style,
                white=True,
            )
            for number, line in enumerate(lines)
        ]
        return [Box(0, top, paper.width_dots, height), *whites], height


def _run(x: int, top: int, letters: str, style: Type, *, white: bool = False) -> Run:
    return Run(x, top + style.ascent, letters, style.face, style.size, white)


def _centred(line: str, style: Type, paper: Paper) -> int:
    return (paper.width_dots - style.width(line)) // 2


def _fitted(words: str, face: Face, largest: int, paper: Paper) -> Type | None:
    """The largest size in which `words` stand on one line, or None."""
    for size in range(largest, LEAST_SIZE - 1, -1):
        if width_of(words, face, size) <= paper.inner:
            return Type(face, size)
    return None


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

    def place(self, paper: Paper, top: int) -> Placed:
        """The rows, one below the other."""
        style = BODY.on(paper)
        labels = [printable(row.label) for row in self.rows]
        widest = max((style.width(label) for label in labels), default=0)
        column = min(widest + _GAP, paper.inner * 3 // 7)
        marks: list[Mark] = []
        y = top
        for label, row in zip(labels, self.rows, strict=True):
            placed, height = _place_pair(label, row, column, paper, y)
            marks += placed
            y += height + _LEADING
        return marks, max(0, y - top - _LEADING)


_GAP: Final = 14
_LEADING: Final = 4


def _place_pair(label: str, row: Pair, column: int, paper: Paper, top: int) -> Placed:
    """One row; its value below, indented, where the column has no room for one of its words."""
    body, style = BODY.on(paper), row.style.on(paper)
    value = printable(row.value)
    beside = paper.inner - column
    is_below = body.width(label) + _GAP > column or any(
        style.width(word) > beside for word in value.split()
    )
    indent = body.size if is_below else column
    labels = wrap(label, body.face, body.size, paper.inner)
    values = wrap(value, style.face, style.size, paper.inner - indent)
    first = len(labels) if is_below else 0
    marks: list[Mark] = [
        _run(paper.margin, top + line * body.line_height, letters, body)
        for line, letters in enumerate(labels)
    ]
    baseline = top + body.ascent
    marks += [
        Run(
            paper.margin + indent,
            baseline + line * body.line_height,
            letters,
            style.face,
            style.size,
        )
        for line, letters in enumerate(values, start=first)
    ]
    return marks, (first + len(values)) * body.line_height


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, behind its number in a disc."""

    number: int
    words: str

    def place(self, paper: Paper, top: int) -> Placed:
        """The disc, and the words beside it."""
        style, figure = BODY.on(paper), _FIGURE.on(paper)
        diameter = style.line_height + 1
        indent = diameter + 12
        digit = str(self.number)
        left = paper.margin + (diameter - figure.width(digit) + 1) // 2
        lines = wrap_evenly(printable(self.words), style.face, style.size, paper.inner - indent)
        marks: list[Mark] = [
            Disc(paper.margin, top, diameter),
            Run(left, top + style.ascent, digit, figure.face, figure.size, white=True),
        ]
        marks += [
            _run(paper.margin + indent, top + line * style.line_height, letters, style)
            for line, letters in enumerate(lines)
        ]
        return marks, max(diameter, len(lines) * style.line_height)


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
        module = self.module_on(paper)
        x = (paper.width_dots - self.code.modules * module) // 2
        return [Bars(x, top, module, self.height, self.code)], self.height

    def module_on(self, paper: Paper) -> int:
        """Dots of the narrowest bar there; raises DoesNotFit as `place` does."""
        modules = self.code.modules + 2 * QUIET_BARS
        module = min(self.widest, paper.width_dots // modules)
        if module < LEAST_MODULE:
            raise DoesNotFit("a bar code", modules * LEAST_MODULE, paper.width_dots)
        return module


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


Block = (
    Text
    | Headline
    | Banner
    | Pairs
    | Step
    | Barcode
    | Qr
    | Rule
    | Space
    | Entry
    | Figures
    | Ruler
    | DotComb
)
