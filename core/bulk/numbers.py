"""Reference keys of a whole column at once; one by one they cost more than reading the file."""

import re
from typing import Final

from core.domain.references import LONGEST, SHORTEST, reference_key
from core.trouble import marked

NOT_TYPABLE: Final = marked(
    "{column} is no number that a customer could type: 3 to 40 letters and digits."
)
# In no number, and in no mark that a key leaves out.
_BETWEEN: Final = "\0"
_TYPABLE: Final = re.compile(rf"[A-Z0-9]{{{SHORTEST},{LONGEST}}}")
_FINDABLE: Final = re.compile(rf"[A-Z0-9]{{1,{LONGEST}}}")


def keys_of(numbers: list[str]) -> list[str]:
    """`reference_key` of each number; none may hold a NUL."""
    if not numbers:
        return []
    together = _BETWEEN.join(numbers)
    if _are_plain("".join(numbers)) and together == together.upper():
        # Each is its own key, as most are: then nothing has to be taken apart.
        return numbers
    return reference_key(together).split(_BETWEEN)


def not_typable(keys: list[str]) -> list[int]:
    """The places of keys that no customer could type at the kiosk (`parse_reference`)."""
    lengths = {*map(len, keys)}
    if not lengths or (
        min(lengths) >= SHORTEST and max(lengths) <= LONGEST and _are_plain("".join(keys))
    ):
        return []
    return [place for place, key in enumerate(keys) if not _TYPABLE.fullmatch(key)]


def findable(keys: list[str]) -> list[str | None]:
    """The keys under which a customer finds an order; None for a number that nobody could type."""
    lengths = {*map(len, keys)}
    if lengths and min(lengths) > 0 and max(lengths) <= LONGEST and _are_plain("".join(keys)):
        return [*keys]
    return [key if _FINDABLE.fullmatch(key) else None for key in keys]


def _are_plain(together: str) -> bool:
    """Whether there are but letters and digits that a kiosk's keyboard has."""
    return together.isascii() and together.isalnum()
