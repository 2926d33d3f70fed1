"""Ten thousand scans in the middle of typing: every one is heard, and no key is taken for one.

Scanners send their characters 1 to 20 ms apart, people leave 60 to 300 ms (issue 5's figures). One
hand at a time: a key of a person and the first character of a scan are 36 ms apart or more.
"""

import random
import string

import pytest

from core.scanning.assembler import (
    ENTER,
    GROUP_SEPARATOR,
    TAB,
    Dropped,
    ScanAssembler,
    Scanned,
    ScannerHabits,
    Typed,
)

_SIGNS = string.ascii_uppercase + string.digits + "-]" + GROUP_SEPARATOR
_SCANS = 10_000


class _Counter:
    """A counter's keyboard and scanner, by a clock of their own."""

    def __init__(self, habits: ScannerHabits, seed: int) -> None:
        self.assembler = ScanAssembler(habits)
        self.chance = random.Random(seed)  # noqa: S311 - typing is no secret
        self.now = 0.0
        self.sent_scans: list[str] = []
        self.sent_keys: list[str] = []
        self.scans: list[str] = []
        self.keys: list[str] = []

    def scan(self) -> None:
        """One scan, now and then with the next one right behind it."""
        habits = self.assembler.habits
        self.wait(36, 500)
        for _ in range(self.chance.choice((1, 1, 1, 1, 2))):
            length = self.chance.randint(habits.shortest, 48)
            text = "".join(self.chance.choices(_SIGNS, k=length))
            suffix = self.chance.choice(sorted(habits.suffixes)) if habits.suffixes else ""
            self.sent_scans.append(text)
            for sign in habits.prefix + text + suffix:
                self.send(sign, self.chance.uniform(1, 20))
            if habits.ends_by_pause:
                self.wait(61, 120)

    def type(self) -> None:
        """A person types something, or only presses Enter."""
        for _ in range(self.chance.randint(0, 6)):
            sign = self.chance.choice(_SIGNS + ENTER + TAB)
            self.sent_keys.append(sign)
            self.wait(60, 300)
            self.send(sign, 0)

    def wait(self, least_ms: float, most_ms: float) -> None:
        """Nothing comes; the wedge's timer rings when its patience is at an end."""
        for_ms = self.chance.uniform(least_ms, most_ms)
        if self.assembler.holds and for_ms > self.assembler.patience_ms:
            self._note(*self.assembler.interrupt())
        self.now += for_ms

    def send(self, sign: str, gap_ms: float) -> None:
        self.now += gap_ms
        self._note(*self.assembler.feed(sign, self.now))

    def _note(self, *decisions: Typed | Dropped | Scanned) -> None:
        for decision in decisions:
            match decision:
                case Typed(text):
                    self.keys.extend(text)
                case Scanned(text):
                    self.scans.append(text)
                case Dropped():
                    pass


@pytest.mark.parametrize(
    "habits",
    [
        ScannerHabits(),
        ScannerHabits(prefix="~"),
        ScannerHabits(suffixes=frozenset(), ends_by_pause=True),
    ],
    ids=["enter or tab", "prefix", "no suffix"],
)
def test_no_scan_is_missed_and_no_typed_key_is_taken_for_one(habits: ScannerHabits) -> None:
    counter = _Counter(habits, seed=5)
    while len(counter.sent_scans) < _SCANS:
        counter.type()
        counter.scan()
    counter.type()
    counter.wait(500, 500)
    assert len(counter.sent_keys) > _SCANS
    assert counter.scans == counter.sent_scans
    assert counter.keys == counter.sent_keys
