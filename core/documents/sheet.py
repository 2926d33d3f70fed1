"""A report for A4: what it says, before anything has its place.

The same facts come out three ways: on the receipt printer's roll as a `Document`, on A4 as a
`Sheet`, and for other programs as the plain `Record`s of a CSV file.
"""

from collections.abc import Callable
from dataclasses import dataclass

from core.documents.blocks import Pair
from core.documents.letters import Face

#: One line of a CSV file: numbers stay numbers, instants are ISO 8601 in UTC.
Record = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Args:
        heading: stands over it on every page.
        share: of the page's width, beside the other columns' shares.
        face: the typeface of its cells.
        to_the_right: figures stand under each other at their last digit.
    """

    heading: str
    share: int
    face: Face = Face.TEXT
    to_the_right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings.

    Args:
        heading: over the table, or "".
        rows: one cell for each column.
        empty: what is said where there are no rows.
    """

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report as people read it on A4.

    Args:
        notices: white on black above everything: no real report, or not the first copy.
        title: what it is; also at the head of every further page.
        facts: labels and values under the title.
        signatures: what stands under each line that somebody signs on.
        page_words: the foot of each page, of its number and how many there are.
    """

    notices: tuple[str, ...]
    title: str
    facts: tuple[Pair, ...]
    tables: tuple[Table, ...]
    signatures: tuple[str, ...]
    page_words: Callable[[int, int], str]
