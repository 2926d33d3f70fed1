"""Breaking sentences, names and numbers into lines: what is too long goes on below, never away."""

import re
from collections.abc import Iterator
from typing import Final

from core.documents.letters import Face, advances, width_of

# A long reference breaks after its own marks before it breaks anywhere.
_PARTS: Final = re.compile(r"[^-/_.:,]*[-/_.:,]+|[^-/_.:,]+")


def wrap(text: str, face: Face, size: int, width: int) -> tuple[str, ...]:
    """`text` (printable letters) in lines of at most `width` dots; at least one line.

    Every letter but the spaces at a line's end is kept. `width` holds the widest letter.
    """
    if width_of(text, face, size) <= width:
        return (text.strip(),)
    space = width_of(" ", face, size)
    lines: list[str] = []
    line, used = "", 0
    for word in text.split():
        for number, (part, taken) in enumerate(_pieces(word, face, size, width)):
            gap = space if line and number == 0 else 0
            if line and used + gap + taken > width:
                lines.append(line)
                line, used, gap = "", 0, 0
            line += (" " if gap else "") + part
            used += gap + taken
    return (*lines, line)


def wrap_evenly(text: str, face: Face, size: int, width: int) -> tuple[str, ...]:
    """As `wrap`, in as many lines of like length: a centred heading looks set, not spilled."""
    lines = wrap(text, face, size, width)
    if len(lines) == 1:
        return lines
    words = [width_of(word, face, size) for word in text.split()]
    low, high = max((word for word in words if word <= width), default=width), width
    while low < high:
        middle = (low + high) // 2
        if len(wrap(text, face, size, middle)) > len(lines):
            low = middle + 1
        else:
            high = middle
    return wrap(text, face, size, high)


def _pieces(word: str, face: Face, size: int, width: int) -> Iterator[tuple[str, int]]:
    """The word whole where it fits a line, else its parts, each with its width in dots."""
    whole = width_of(word, face, size)
    if whole <= width:
        yield word, whole
        return
    for part in _PARTS.findall(word):
        taken = width_of(part, face, size)
        if taken <= width:
            yield part, taken
        else:
            yield from _letters(part, face, size, width)


def _letters(part: str, face: Face, size: int, width: int) -> Iterator[tuple[str, int]]:
    """A part that no line holds, cut into pieces that fill a line each."""
    table = advances(face, size)
    piece, used = "", 0
    for letter in part:
        if used + table[letter] > width:
            yield piece, used
            piece, used = "", 0
        piece += letter
        used += table[letter]
    yield piece, used
