"""Return orders from CSV: a line for each item, the lines of one order one after the other."""

import csv
from collections.abc import Iterator
from functools import partial
from itertools import chain, islice
from operator import methodcaller
from typing import BinaryIO, Final

from core.bulk.cells import checked
from core.bulk.header import delimiter_of, read_header
from core.bulk.trouble import unreadable
from core.services.bulk import MOST_ITEMS, ReadBatch, RefusedLine
from core.trouble import marked

#: Lines that are read and checked together.
BATCH: Final = 1_000

#: In bytes; what is longer is taken for several, so that it need not be kept in memory.
_LONGEST_LINE: Final = 1024 * 1024
# A byte that is no UTF-8 becomes a sign that the checks refuse, in its own line.
_decoded: Final = methodcaller("decode", "utf-8", "surrogateescape")

_CELLS: Final = marked("The line has {cells} cells, and the first line {columns}.")
_QUOTE: Final = marked("From here on the file can't be read: a quotation mark stands alone.")


class CsvOrders:
    """The batches of a CSV file, in its order; to be gone through once.

    Args:
        file: UTF-8, with or without a byte order mark; stays the caller's to close.
        batch: lines that are read together.

    Raises:
        StartupTrouble: the first line does not name the columns.
    """

    def __init__(self, file: BinaryIO, batch: int = BATCH) -> None:
        self._file: Final = file
        self._batch: Final = batch
        text = map(_decoded, iter(partial(file.readline, _LONGEST_LINE), b""))
        first = next(text, "").removeprefix("\ufeff")
        if not first.strip():
            raise unreadable(marked("The file is empty."))
        self._reader: Final = csv.reader(
            chain([first], text), delimiter=delimiter_of(first), strict=True
        )
        try:
            names = next(self._reader)
        except csv.Error:
            raise unreadable(marked("The first line of the file can't be read.")) from None
        self.header: Final = read_header(names)
        # Rows that the next batch begins with, the line that each begins in, what is wrong there.
        self._rows: Final[list[list[str]]] = []
        self._lines: Final[list[int]] = []
        self._wrong: Final[list[RefusedLine]] = []

    def __iter__(self) -> Iterator[ReadBatch]:
        """Read on to the end."""
        too_long: str | None = None
        ended = False
        while not ended:
            ended = self._take()
            if too_long is not None and self._drop_first(too_long):
                too_long = None
            # The last order may go on in the next lines, unless it has too many already.
            complete = len(self._rows) if ended else self._last_order()
            if complete == 0 and len(self._rows) > MOST_ITEMS:
                complete, too_long = len(self._rows), self._uid_of(-1)
            orders, refused = checked(
                self.header, self._lines[:complete], self._rows[:complete], self._wrong
            )
            del self._lines[:complete], self._rows[:complete]
            # Only lines that are still held can be left.
            self._wrong[:] = [wrong for wrong in self._wrong if wrong.line in self._lines]
            yield ReadBatch(orders, refused, self._file.tell())

    def _take(self) -> bool:
        """Take the next lines, without empty ones; whether the file ends with them."""
        begin = self._reader.line_num + 1
        taken: list[list[str]] = []
        broken = False
        try:
            taken.extend(islice(self._reader, self._batch))
        except csv.Error:
            broken = True
        width = self.header.width
        if not broken and {*map(len, taken)} == {width}:
            lines = range(begin, self._reader.line_num + 1)
            if len(lines) == len(taken):
                self._rows.extend(taken)
                self._lines.extend(lines)
                return len(taken) < self._batch
        for row in taken:
            if row:
                self._lines.append(begin)
                self._rows.append(self._whole(row, begin))
            # A cell may hold line ends.
            begin += 1 + sum(cell.count("\n") for cell in row)
        if broken:
            self._wrong.append(RefusedLine(begin, _QUOTE, and_all_after=True))
        return broken or len(taken) < self._batch

    def _whole(self, row: list[str], line: int) -> list[str]:
        """The row; one of another width is refused, and made as wide as the others."""
        width = self.header.width
        if len(row) == width:
            return row
        values = {"cells": len(row), "columns": width}
        self._wrong.append(RefusedLine(line, _CELLS, values))
        return [*row[:width], *[""] * (width - len(row))]

    def _uid_of(self, place: int) -> str:
        return self._rows[place][self.header.cell["uid"]].strip()

    def _last_order(self) -> int:
        """Where the order of the last row begins."""
        place = len(self._rows)
        if place:
            last = self._uid_of(-1)
            while place and self._uid_of(place - 1) == last:
                place -= 1
        return place

    def _drop_first(self, uid: str) -> bool:
        """Drop the first rows of this order; whether others follow."""
        place = 0
        while place < len(self._rows) and self._uid_of(place) == uid:
            place += 1
        del self._lines[:place], self._rows[:place]
        return bool(self._rows)
