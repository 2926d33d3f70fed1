"""Names for those who must not be named: the same one for the same person, code or reference.

The table lives in memory alone and ends with the run, so that nobody can go back from a name in the
file to whose it is, not even with a list of all numbers there are.
"""

import re
from typing import Final

_MARKS: Final = re.compile(r"[\s()\-_./#•\u2010-\u2015]")
_SHORTEST: Final = 4


class Pseudonyms:
    """`person-1`, `code-3`: counted as they come."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}
        self._known: dict[str, str] = {}
        self._counts: Final[dict[str, int]] = {}

    def of(self, kind: str, value: str, *written: str) -> str:
        """The name of `value`.

        Args:
            kind: `person`, `code`, `parcel`, `reference`, …
            value: whom or what it stands for.
            written: other ways in which it stands on screen and paper.
        """
        name = self._names.get((kind, value))
        if name is None:
            number = self._counts[kind] = self._counts.get(kind, 0) + 1
            name = self._names[kind, value] = f"{kind}-{number}"
        for form in (value, *written):
            if len(key := _key(form)) >= _SHORTEST:
                self._known.setdefault(key, name)
        return name

    def known(self, text: str) -> str | None:
        """The name of what this text says, however it is written; None where nobody knows it."""
        return self._known.get(_key(text))

    def call(self, written: str, name: str) -> str:
        """Let what is written so be called so: a shop's or merchant's name, which is its code."""
        if len(key := _key(written)) >= _SHORTEST:
            self._known.setdefault(key, name)
        return name

    def forget(self) -> None:
        """Keep no value any more; numbers go on, so that no name is given twice."""
        self._names.clear()
        self._known.clear()


def _key(text: str) -> str:
    return _MARKS.sub("", text).upper()
