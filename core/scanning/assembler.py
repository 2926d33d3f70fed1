"""From timed characters to scans: a scanner that poses as a keyboard types faster than anybody.

A scanner sends its characters 1 to 20 ms apart and ends with Enter or Tab; people leave 60 to
300 ms between two keys. So a character is held back until the next one, or its absence, tells
which of the two it was. Nothing here knows keys or an event loop: characters and milliseconds in,
decisions out.
"""

from dataclasses import dataclass
from typing import Final

#: What separates fields of variable length in GS1-128 (GS1 General Specifications, 7.8.3).
GROUP_SEPARATOR: Final = "\x1d"

ENTER: Final = "\r"
TAB: Final = "\t"

#: Kept of one scan. Far more than any code of ours, and enough to be refused as too long.
LONGEST_SCAN: Final = 256


@dataclass(frozen=True, slots=True)
class Typed:
    """The oldest characters held back were typed by a person: give them on, in this order."""

    text: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """The `count` oldest characters held back came from a scanner: no field may see them."""

    count: int


@dataclass(frozen=True, slots=True)
class Scanned:
    """A scan is complete; its characters were dropped by a `Dropped` before."""

    text: str


Decision = Typed | Dropped | Scanned


@dataclass(frozen=True, slots=True)
class ScannerHabits:
    """How the scanner at hand was set up.

    A key that a person presses less than `longest_gap_ms` before a scan begins cannot be told from
    the scan's first character, except where a prefix is set.

    Args:
        prefix: characters that the scanner sends before each code, or "".
        suffixes: characters, any one of which it sends after each code.
        ends_by_pause: it sends no suffix: a burst followed by `pause_ms` of silence is a scan too.
        shortest: characters, without prefix and suffix, from which on a burst is a scan.
        longest_gap_ms: between two characters of one scan.
        pause_ms: see `ends_by_pause`.
    """

    prefix: str = ""
    suffixes: frozenset[str] = frozenset({ENTER, TAB})
    ends_by_pause: bool = False
    shortest: int = 4
    longest_gap_ms: float = 35
    pause_ms: float = 60


class ScanAssembler:
    """Holds characters back until it is clear whether a person or a scanner sent them.

    Every character fed is settled exactly once and in order, by a `Typed` or a `Dropped`.
    """

    def __init__(self, habits: ScannerHabits | None = None) -> None:
        self.habits = habits or ScannerHabits()
        self._burst = ""
        self._last_ms = float("-inf")
        self._settled = 0
        self._after_scan = False

    @property
    def holds(self) -> bool:
        """Whether a burst is under way that only the next character or its absence can settle."""
        return bool(self._burst)

    @property
    def patience_ms(self) -> float:
        """How long after the last character, with no other, `interrupt` should be called."""
        if self._ends_by_pause():
            return self.habits.pause_ms
        return self.habits.longest_gap_ms

    def feed(self, character: str, at_ms: float) -> tuple[Decision, ...]:
        """Take the next character.

        Args:
            character: one character; `ENTER` and `TAB` for those keys.
            at_ms: when it came, on any clock that does not run backwards.

        Returns:
            What is clear now, oldest first.
        """
        in_time = 0 <= at_ms - self._last_ms <= self.habits.longest_gap_ms
        before = () if in_time else self.interrupt()
        after_scan = self._after_scan and in_time
        self._last_ms = at_ms
        self._after_scan = False
        if character in self.habits.suffixes:
            return before + self._end_by_suffix(character, after_scan=after_scan)
        if character in (ENTER, TAB):
            return before + self.interrupt() + (Typed(character),)
        return before + self._hold(character)

    def pass_over(self, at_ms: float) -> None:
        """Something came that is no character of any code: a scan under way goes on after it.

        Args:
            at_ms: as in `feed`.
        """
        if 0 <= at_ms - self._last_ms <= self.habits.longest_gap_ms:
            self._last_ms = at_ms

    def interrupt(self) -> tuple[Decision, ...]:
        """Settle what is held: patience is at an end, or something other than a character came."""
        if not self._burst:
            return ()
        if self._ends_by_pause():
            return self._complete()
        return self._give_back()

    def _hold(self, character: str) -> tuple[Decision, ...]:
        if len(self._burst) < LONGEST_SCAN:
            self._burst += character
            return ()
        # Nobody types like this: nothing of it will be given back, so nothing need be kept.
        excess = len(self._burst) - self._settled + 1
        self._settled = len(self._burst)
        return (Dropped(excess),)

    def _end_by_suffix(self, suffix: str, *, after_scan: bool) -> tuple[Decision, ...]:
        if after_scan:
            # Enter and Tab, or two Enters, after one code.
            self._after_scan = True
            return (Dropped(1),)
        if self._is_scan():
            return self._complete(ended_by=suffix)
        return self._give_back(ended_by=suffix)

    def _complete(self, ended_by: str = "") -> tuple[Decision, ...]:
        start = self._start()
        typed_before = () if start == 0 or self._settled else (Typed(self._burst[:start]),)
        dropped = len(self._burst) - (self._settled or start) + len(ended_by)
        scan = self._burst[start + len(self.habits.prefix) :]
        self._burst, self._settled, self._after_scan = "", 0, True
        return (*typed_before, *((Dropped(dropped),) if dropped else ()), Scanned(scan))

    def _give_back(self, ended_by: str = "") -> tuple[Decision, ...]:
        typed, self._burst = self._burst + ended_by, ""
        return (Typed(typed),)

    def _start(self) -> int:
        """Where in the burst the scan begins: what stands before its prefix was typed."""
        return max(0, self._burst.find(self.habits.prefix))

    def _is_scan(self) -> bool:
        if self._settled:
            return True
        prefix = self.habits.prefix
        if prefix not in self._burst:
            return False
        return len(self._burst) - self._start() - len(prefix) >= self.habits.shortest

    def _ends_by_pause(self) -> bool:
        return self._is_scan() and (self.habits.ends_by_pause or self._settled > 0)
