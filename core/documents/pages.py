"""A sheet on as many A4 pages as it takes: what does not fit goes on overleaf, never away.

Everything is measured by the letters' own widths in tenths of a point, so that where each word
stands is decided and tested without a font, a printer or a PDF.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from core.documents.blocks import Pair
from core.documents.letters import Face, typeset
from core.documents.marks import Box, Run
from core.documents.paper import Type
from core.documents.sheet import Column, Sheet, Table
from core.documents.wrapping import wrap

UNITS: Final = 10  # tenths of a point
WIDTH: Final = 5952  # A4, ISO 216: 210 mm
HEIGHT: Final = 8418  # 297 mm
MARGIN: Final = 480
INNER: Final = WIDTH - 2 * MARGIN
BOTTOM: Final = HEIGHT - 620  # below it stands the page's number

_TITLE: Final = Type(Face.BOLD, 200)
_NOTICE: Final = Type(Face.BOLD, 120)
_HEADING: Final = Type(Face.BOLD, 130)
_BODY: Final = Type(Face.TEXT, 95)
_STRONG: Final = Type(Face.BOLD, 95)
_LABELS: Final = 1100
_GAP: Final = 90  # between two columns
_PADDING: Final = 35  # above and below a row's words
_HAIR: Final = 5
_SIGNATURE_ROOM: Final = 620

PageMark = Run | Box
Page = tuple[PageMark, ...]


def pages(sheet: Sheet) -> tuple[Page, ...]:
    """Every page of a sheet, its marks in tenths of a point from the top left; at least one."""
    press = _Setting(sheet.title)
    for notice in sheet.notices:
        press.notice(notice)
    press.lines(sheet.title, _TITLE)
    press.y += 60
    for fact in sheet.facts:
        press.fact(fact)
    for table in sheet.tables:
        is_last = table is sheet.tables[-1]
        # Lines to sign on a page of their own would sign for nothing.
        press.table(table, keep=_SIGNATURE_ROOM if is_last and sheet.signatures else 0)
    if sheet.signatures:
        press.signatures(sheet.signatures)
    return tuple(
        (*page, *_foot(sheet, number, len(press.done))) for number, page in enumerate(press.done, 1)
    )


def _foot(sheet: Sheet, number: int, count: int) -> Iterator[PageMark]:
    words = typeset(sheet.page_words(number, count))
    x = WIDTH - MARGIN - _BODY.width(words)
    yield Run(x, HEIGHT - 400, words, _BODY.face, _BODY.size)


@dataclass
class _Setting:
    """The page that is being set, and those that are done.

    Args:
        title: at the head of every page but the first.
    """

    title: str
    done: list[list[PageMark]] = field(default_factory=lambda: [[]])
    y: int = MARGIN

    def notice(self, words: str) -> None:
        """White on black over the whole width."""
        for line in wrap(typeset(words), _NOTICE.face, _NOTICE.size, INNER - 2 * _GAP):
            self._put(Box(MARGIN, self.y, INNER, 200))
            x = (WIDTH - _NOTICE.width(line)) // 2
            self._put(Run(x, self.y + 140, line, _NOTICE.face, _NOTICE.size, white=True))
            self.y += 200
        self.y += 120

    def lines(self, words: str, style: Type) -> None:
        """Words that wrap, from margin to margin."""
        for line in wrap(typeset(words), style.face, style.size, INNER):
            self._turn_if_full(style.line_height)
            self._put(Run(MARGIN, self.y + style.ascent, line, style.face, style.size))
            self.y += style.line_height

    def fact(self, fact: Pair) -> None:
        """A label and its value."""
        cells = ((fact.label, _BODY, MARGIN, _LABELS), (fact.value, _STRONG, MARGIN + _LABELS, 0))
        columns = [
            (
                wrap(typeset(text), style.face, style.size, width or INNER - _LABELS),
                style,
                x,
            )
            for text, style, x, width in cells
        ]
        deepest = max(len(lines) for lines, _, _ in columns)
        for number in range(deepest):
            self._turn_if_full(_BODY.line_height)
            for lines, style, x in columns:
                if number < len(lines):
                    self._put(Run(x, self.y + style.ascent, lines[number], style.face, style.size))
            self.y += _BODY.line_height

    def table(self, table: Table, keep: int) -> None:
        """A table; its headings come again on every page that it reaches.

        Args:
            table: what is set.
            keep: room that its last row leaves below itself.
        """
        self.y += 160
        # A heading alone at the foot of a page heads nothing.
        self._turn_if_full(4 * _HEADING.line_height)
        if table.heading:
            self.lines(table.heading, _HEADING)
            self.y += 30
        if not table.rows:
            self.lines(table.empty, _BODY)
            return
        self._head(table)
        last = len(table.rows) - 1
        for place, row in enumerate(table.rows):
            cells = _cells(table.columns, row, None)
            height = _height(cells)
            if self._turn_if_full(height + (keep if place == last else 0)):
                self._head(table)
            self._row(cells, height)

    def signatures(self, names: tuple[str, ...]) -> None:
        """Lines to sign on, beside each other and together on one page."""
        self._turn_if_full(_SIGNATURE_ROOM)
        self.y += _SIGNATURE_ROOM - 200
        width = (INNER - (len(names) - 1) * 300) // len(names)
        for place, name in enumerate(names):
            x = MARGIN + place * (width + 300)
            self._put(Box(x, self.y, width, _HAIR))
            for number, line in enumerate(wrap(typeset(name), _BODY.face, _BODY.size, width)):
                baseline = self.y + 130 + number * _BODY.line_height
                self._put(Run(x, baseline, line, _BODY.face, _BODY.size))
        self.y += 200

    def _head(self, table: Table) -> None:
        headings = tuple(column.heading for column in table.columns)
        if not any(headings):
            return
        cells = _cells(table.columns, headings, _STRONG)
        self._row(cells, _height(cells))
        self._put(Box(MARGIN, self.y, INNER, 3 * _HAIR))
        self.y += 3 * _HAIR

    def _row(self, cells: "list[_Cell]", height: int) -> None:
        for cell in cells:
            for number, line in enumerate(cell.lines):
                x = cell.x + (cell.width - cell.style.width(line) if cell.to_the_right else 0)
                baseline = self.y + _PADDING + cell.style.ascent + number * _BODY.line_height
                self._put(Run(x, baseline, line, cell.style.face, cell.style.size))
        self.y += height
        self._put(Box(MARGIN, self.y - _HAIR, INNER, _HAIR))

    def _turn_if_full(self, height: int) -> bool:
        """Begin the next page where this one has no room left; whether it did."""
        if self.y + height <= BOTTOM:
            return False
        self.done.append([])
        self.y = MARGIN
        words = wrap(typeset(self.title), _BODY.face, _BODY.size, INNER)[0]
        self._put(Run(MARGIN, self.y + _BODY.ascent, words, _BODY.face, _BODY.size))
        self.y += 3 * _BODY.line_height
        return True

    def _put(self, mark: PageMark) -> None:
        if isinstance(mark, Box) or mark.letters:
            self.done[-1].append(mark)


@dataclass(frozen=True, slots=True)
class _Cell:
    """Words in their column."""

    lines: tuple[str, ...]
    x: int
    width: int
    style: Type
    to_the_right: bool


def _cells(columns: tuple[Column, ...], row: tuple[str, ...], style: Type | None) -> list[_Cell]:
    room = INNER - (len(columns) - 1) * _GAP
    shares = sum(column.share for column in columns)
    widths = [room * column.share // shares for column in columns]
    lefts = accumulate((width + _GAP for width in widths), initial=MARGIN)
    cells = []
    for column, text, x, width in zip(columns, row, lefts, widths, strict=False):
        set_in = style or Type(column.face, _BODY.size)
        lines = wrap(typeset(text), set_in.face, set_in.size, width)
        cells.append(_Cell(lines, x, width, set_in, column.to_the_right))
    return cells


def _height(cells: list[_Cell]) -> int:
    return max(len(cell.lines) for cell in cells) * _BODY.line_height + 2 * _PADDING
