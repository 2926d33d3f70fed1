"""Why a whole file can't be imported."""

from collections.abc import Mapping
from typing import Any

from core.trouble import StartupTrouble, marked


class FileTrouble(StartupTrouble):
    """A file that can't be read; it may be told from one process to another.

    Args:
        message: a message of the catalogue, what is wrong.
        advice: a message of the catalogue, what to do.
        values: fill the places of both.
    """

    def __init__(self, message: str, advice: str, **values: object) -> None:
        super().__init__(message, advice, **values)
        self._parts = (message, advice, values)

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, self._parts


def _again(message: str, advice: str, values: Mapping[str, object]) -> FileTrouble:
    return FileTrouble(message, advice, **values)


def unreadable(message: str, **values: object) -> FileTrouble:
    """The trouble with what a file says, whose advice is to mend it."""
    return FileTrouble(message, marked("Mend the file and import it again."), **values)
