"""One code that is read twice is one scan: scanners on a stand read what lies before them anew."""

from typing import Final

#: In seconds; the same as a till's double scan (screens.md, "POS").
REPEAT_S: Final = 2.0


class Repeats:
    """Tells a scanner's repeats from new scans.

    Each repeat begins the time anew: a code that stays before the scanner is read once, however
    long it stays.

    Args:
        within_s: how soon the same text again is a repeat, in seconds.
    """

    def __init__(self, within_s: float = REPEAT_S) -> None:
        self._within_s = within_s
        self._last = ""
        self._at_s = float("-inf")

    def is_new(self, text: str, at_s: float) -> bool:
        """Whether this is a scan of its own.

        Args:
            text: what was read.
            at_s: when, on any clock that does not run backwards.
        """
        repeated = text == self._last and 0 <= at_s - self._at_s < self._within_s
        self._last, self._at_s = text, at_s
        return not repeated
