"""How the kiosk looks for the customer in front of it."""

from typing import NamedTuple

from core.qt.theme import Theme
from core.texts import Texts

#: The design's short and long side; the window's size against them gives the scale.
SHORT_SIDE = 1080
LONG_SIDE = 1920


class Look(NamedTuple):
    """All that the foot's switches and the window's shape decide; immutable.

    Args:
        theme: palette, text size and scale.
        texts: the language.
        landscape: words and pictures left, keys and actions right.
        reach: what is to be touched lies in the lower half, for a seated customer.
    """

    theme: Theme
    texts: Texts
    landscape: bool = False
    reach: bool = False


def scale_of(width: int, height: int) -> float:
    """Real pixels for one design pixel, so that the whole design fits the window."""
    across, down = (LONG_SIDE, SHORT_SIDE) if width > height else (SHORT_SIDE, LONG_SIDE)
    return min(width / across, height / down)
