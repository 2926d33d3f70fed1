"""How files of return orders are written."""

from enum import Enum
from pathlib import Path
from typing import Final

from core.trouble import StartupTrouble, marked


class Format(Enum):
    """How a file is written."""

    CSV = "csv"
    JSON_LINES = "jsonl"


_FORMAT_OF: Final = {
    ".csv": Format.CSV,
    ".txt": Format.CSV,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
}


def format_of(path: Path) -> Format:
    """The format that a file's name says.

    Raises:
        StartupTrouble: it says none.
    """
    try:
        return _FORMAT_OF[path.suffix.lower()]
    except KeyError:
        raise StartupTrouble(
            marked("What kind of file {file} is can't be told from its name."),
            marked("Add --format csv or --format jsonl."),
            file=path,
        ) from None
