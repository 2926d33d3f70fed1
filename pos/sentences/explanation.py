"""How a refusal is explained: its tone, its picture, its words."""

from dataclasses import dataclass
from enum import Enum


class Tone(Enum):
    """Red: the parcel must not be taken. Amber: nothing is decided yet."""

    RED = "red"
    AMBER = "amber"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a refusal says.

    Args:
        icon: that stands for it beside the words.
        headline: what it is, in a few words.
        detail: what happened or what to do, as rich text.
        tell: what the clerk may say to the customer, or "".
    """

    tone: Tone
    icon: str
    headline: str
    detail: str
    tell: str = ""


def stop(icon: str, headline: str, detail: str, tell: str = "") -> Explanation:
    """A refusal: the parcel must not be taken."""
    return Explanation(Tone.RED, icon, headline, detail, tell)


def other(icon: str, headline: str, detail: str, tell: str = "") -> Explanation:
    """Something else was scanned than a RETURN CODE."""
    return Explanation(Tone.AMBER, icon, headline, detail, tell)


def trouble(headline: str, detail: str, tell: str = "") -> Explanation:
    """Something does not work as it should."""
    return Explanation(Tone.AMBER, "triangle-alert", headline, detail, tell)
