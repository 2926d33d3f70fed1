"""Tells our own words from everybody else's: only what the catalogue says is kept.

Screens and papers mix both in one sentence. The catalogue knows its sentences with their {places},
so what stands in a place is known to be a value, and is concealed.
"""

from collections.abc import Callable
from html import unescape
from string import Formatter
from typing import Final

from core.flight.pseudonyms import Pseudonyms

#: What stands for a value that has no name.
HIDDEN: Final = "•••"

_LEAST_LETTERS: Final = 3
_LONGEST: Final = 600


class Wording:
    """Conceals texts.

    Args:
        names: of what is known.
        sentences: the catalogue's that were used so far, their {places} unfilled.
    """

    def __init__(self, names: Pseudonyms, sentences: Callable[[], frozenset[str]]) -> None:
        self._names: Final = names
        self._sentences: Final = sentences
        self._seen = 0
        self._constants: frozenset[str] = frozenset()
        self._patterns: list[tuple[str, ...]] = []

    def conceal(self, text: str) -> str:
        """The text with nothing in it that the catalogue does not say by itself."""
        said = _plain(text)
        self._learn()
        if said in self._constants:
            return said
        if len(said) > _LONGEST:
            return HIDDEN
        for literals in self._patterns:
            values = _values(literals, said)
            if values is not None:
                return _joined(literals, [self._value(value) for value in values])
        return self._names.known(said) or HIDDEN

    def _value(self, value: str) -> str:
        if not value.strip() or value in self._constants:
            return value
        return self._names.known(value) or HIDDEN

    def _learn(self) -> None:
        sentences = self._sentences()
        if len(sentences) == self._seen:
            return
        self._seen = len(sentences)
        split = [_literals(_plain(sentence)) for sentence in sentences]
        self._constants = frozenset(literals[0] for literals in split if len(literals) == 1)
        patterns = [literals for literals in split if len(literals) > 1 and _letters(literals)]
        # The sentence that says most by itself is the one that was meant.
        self._patterns = sorted(patterns, key=_letters, reverse=True)


def _plain(text: str) -> str:
    """A label's text without its tags, and without the spaces that only hold words together."""
    said = text.replace("\u00a0", " ").replace("\u200b", "")
    if "<" not in said:
        return said
    parts = said.split("<")
    return unescape(parts[0] + "".join(part.partition(">")[2] for part in parts[1:]))


def _literals(sentence: str) -> tuple[str, ...]:
    """What stands before, between and after a sentence's places."""
    try:
        parts = list(Formatter().parse(sentence))
    except ValueError:
        return (sentence,)
    literals = [""]
    for literal, place, _, _ in parts:
        literals[-1] += literal
        if place is not None:
            literals.append("")
    return tuple(literals)


def _letters(literals: tuple[str, ...]) -> int:
    count = sum(sign.isalpha() for literal in literals for sign in literal)
    return count if count >= _LEAST_LETTERS else 0


def _values(literals: tuple[str, ...], text: str) -> list[str] | None:
    """What stands in the places, if the text is this sentence."""
    first, *between, last = literals
    if not text.startswith(first):
        return None
    values, at = [], len(first)
    for literal in between:
        found = text.find(literal, at) if literal else at
        if found < 0:
            return None
        values.append(text[at:found])
        at = found + len(literal)
    end = len(text) - len(last)
    if end < at or not text.endswith(last):
        return None
    return [*values, text[at:end]]


def _joined(literals: tuple[str, ...], values: list[str]) -> str:
    places = [*values, ""]
    return "".join(literal + value for literal, value in zip(literals, places, strict=True))
