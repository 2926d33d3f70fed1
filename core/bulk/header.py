"""The header of a CSV file: which cell of a row is which column."""

from dataclasses import dataclass
from typing import Final

from core.bulk.columns import COLUMNS, DIALECT_UNITS
from core.bulk.trouble import unreadable
from core.trouble import marked

_DELIMITERS: Final = ",;\t"


@dataclass(frozen=True, slots=True)
class Header:
    """What the first line of a file says.

    Args:
        width: cells a row has.
        cell: place of each column that is there, by its name.
        per_unit: by what a size or weight of the Increff dialect is multiplied.
        unused: names that mean nothing here.
    """

    width: int
    cell: dict[str, int]
    per_unit: dict[str, int]
    unused: tuple[str, ...]


def delimiter_of(first_line: str) -> str:
    """What separates the cells: a comma, or what a spreadsheet of another language writes."""
    return max(_DELIMITERS, key=first_line.count)


def read_header(names: list[str]) -> Header:
    """Read the first line; capitals do not count.

    Raises:
        StartupTrouble: there is no column of UIDs, or a column is there twice.
    """
    meaning = _meanings()
    cell: dict[str, int] = {}
    per_unit: dict[str, int] = {}
    unused: list[str] = []
    for place, written in enumerate(names):
        known = meaning.get(written.strip().lower())
        if known is None:
            unused.append(written.strip())
            continue
        name, factor = known
        if name in cell:
            raise unreadable(marked("The column {column} stands twice in the file."), column=name)
        cell[name] = place
        if factor != 1:
            per_unit[name] = factor
    if "uid" not in cell:
        raise unreadable(
            marked("The file has no column uid (or returnOrderCode) in its first line.")
        )
    return Header(len(names), cell, per_unit, tuple(name for name in unused if name))


def _meanings() -> dict[str, tuple[str, int]]:
    meaning = {
        name.lower(): (column.name, 1)
        for column in COLUMNS
        for name in (column.name, *column.others)
    }
    for name, known in DIALECT_UNITS.items():
        meaning[name] = meaning[f"shipmentdimension.{name}"] = known
    return meaning
