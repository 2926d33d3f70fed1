"""What committing together has to know of a database's kind."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from core.persistence.troubles import trouble_of
from core.services.ports import DatabaseTrouble


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of database.

    Args:
        error: what its driver raises.
        trouble_of: the trouble behind such an error; None where it is a mistake of ours.
        has_company: other transactions write at the same time. Then a change that met another one
            is undone by itself, and leaves the transaction sound.
        met: such errors; the change may simply be tried again.
        hurry: what a shared transaction says first, so as not to wait long; "" for nothing.
        patience: what it says before its commit, which may wait again; "" for nothing.
    """

    error: type[Exception]
    trouble_of: Callable[[Any], DatabaseTrouble | None]
    has_company: bool = False
    met: tuple[type[Exception], ...] = ()
    hurry: str = ""
    patience: str = ""

    def as_trouble(self, error: Exception) -> Exception:
        """The trouble behind an error, or the error itself."""
        return (self.trouble_of(error) if isinstance(error, self.error) else None) or error


SQLITE: Final = Kind(sqlite3.Error, trouble_of)
