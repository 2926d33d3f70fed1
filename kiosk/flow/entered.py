"""What the customer entered, as it may be shown again."""

from typing import Final

from core.domain.codes import is_ascii_digits
from core.domain.refusals import (
    Refusal,
    ScannedThing,
    TooManyAttempts,
    UnknownReference,
    Unreadable,
)

LONGEST_SHOWN: Final = 24
MOBILE_DIGITS: Final = 11
_LIKELY_MISTYPED: Final = frozenset({ScannedThing.INCOMPLETE_CODE, ScannedThing.MISTYPED_CODE})


def shown(text: str) -> str:
    """A number as typed, fit for one line: no invisible signs, not longer than can be compared."""
    # More than is shown, so that the marks in between do not shorten it; not 10,000 characters.
    visible = "".join(sign for sign in text[:200] if sign.isprintable())
    line = " ".join(visible.split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"


def worth_correcting(refusal: Refusal) -> bool:
    """Whether one wrong key may be the reason, so that what was typed is kept for correction."""
    match refusal:
        case Unreadable(thing=thing):
            return thing in _LIKELY_MISTYPED
        case UnknownReference(thing=thing):
            return thing is None
        case TooManyAttempts():
            return True
        case _:
            return False


def mobile_digits(text: str) -> str:
    """The digits of a mobile number as far as it is typed; +63 is read as 0."""
    digits = "".join(sign for sign in text[:40] if is_ascii_digits(sign))
    if digits.startswith("63"):
        digits = "0" + digits[2:]
    return digits[:MOBILE_DIGITS]
