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
_ALL_TYPABLE: Final = re.compile(rf"(?:[A-Z0-9]{{{SHORTEST},{LONGEST}}}\0)*")
_ALL_FINDABLE: Final = re.compile(rf"(?:[A-Z0-9]{{1,{LONGEST}}}\0)*")
_TYPABLE: Final = re.compile(rf"[A-Z0-9]{{{SHORTEST},{LONGEST}}}")
_FINDABLE: Final = re.compile(rf"[A-Z0-9]{{1,{LONGEST}}}")


def keys_of(numbers: list[str]) -> list[str]:
    """`reference_key` of each number; none may hold a NUL."""
    return reference_key(_BETWEEN.join(numbers)).split(_BETWEEN) if numbers else []


def not_typable(keys: list[str]) -> list[int]:
    """The places of keys that no customer could type at the kiosk (`parse_reference`)."""
    if _ALL_TYPABLE.fullmatch(_BETWEEN.join([*keys, ""])):
        return []
    return [place for place, key in enumerate(keys) if not _TYPABLE.fullmatch(key)]


def findable(keys: list[str]) -> list[str | None]:
    """The keys under which a customer finds an order; None for a number that nobody could type."""
    if _ALL_FINDABLE.fullmatch(_BETWEEN.join([*keys, ""])):
        return [*keys]
    return [key if _FINDABLE.fullmatch(key) else None for key in keys]
