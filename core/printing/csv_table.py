"""Records as a CSV file that programs and spreadsheets read alike."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Final

from core.documents.sheet import Record

#: Without it a spreadsheet takes ñ for two strange letters.
BYTE_ORDER_MARK: Final = "\ufeff"
#: A cell that begins so would be reckoned out by a spreadsheet, whoever wrote it.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def as_csv(records: Iterable[Record]) -> bytes:
    """A line for each record, RFC 4180, UTF-8."""
    file = StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows([cell(value) for value in record] for record in records)
    return (BYTE_ORDER_MARK + file.getvalue()).encode()


def cell(value: str | int) -> str | int:
    """A value as a spreadsheet may be given it."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value
