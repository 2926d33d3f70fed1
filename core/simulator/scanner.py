"""A scanner that is not there: it types like one, or sends down a line that can be unplugged."""

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.services.scanners import UNTOUCHED, ScannerSetup

#: Between two characters of a scanner that poses as a keyboard.
_GAPS_MS: Final = (1.0, 20.0)


@dataclass(frozen=True, slots=True)
class KeyStroke:
    """One character, and how long after the one before it comes."""

    sign: str
    gap_ms: float


@dataclass(frozen=True, slots=True)
class SimulatedScanner:
    """A hand-held, set up like a real one.

    Args:
        setup: its prefix and suffix; of several suffixes it sends the first in the alphabet.
        sends_aim: it sends each code's AIM identifier too.
        chance: of how fast it types.
    """

    setup: ScannerSetup = UNTOUCHED
    sends_aim: bool = False
    chance: random.Random | None = None

    def sent(self, text: str, aim: str = "") -> str:
        """What it sends for a code.

        Args:
            text: what the bars or squares say.
            aim: the code's kind, `]C0`, `]C1`, `]Q1`.
        """
        suffix = "" if self.setup.ends_by_pause else min(self.setup.suffixes, default="")
        return f"{self.setup.prefix}{aim if self.sends_aim else ''}{text}{suffix}"

    def keys(self, text: str, aim: str = "") -> Iterator[KeyStroke]:
        """The same as the keys of a keyboard, one after the other."""
        chance = self.chance or random.Random()  # noqa: S311 - a machine's pace is no secret
        for sign in self.sent(text, aim):
            yield KeyStroke(sign, chance.uniform(*_GAPS_MS))


class ScannerCable:
    """A pseudo-terminal in a serial line's place, which can be unplugged and plugged in again.

    Only where the system has pseudo-terminals: not on Windows.

    Args:
        place: where the line is found while it is plugged in; a link, so that it stays the same.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        self._ends: tuple[int, int] | None = None

    @property
    def address(self) -> str:
        """As in `ScannerSetup`."""
        return f"serial://{self.place}"

    def plug_in(self) -> None:
        """From now on the line is there."""
        import tty  # noqa: PLC0415 - Windows has none

        ours, theirs = os.openpty()
        tty.setraw(theirs)
        self._ends = (ours, theirs)
        self.place.unlink(missing_ok=True)
        self.place.symlink_to(os.ttyname(theirs))

    def send(self, text: str) -> None:
        """Send as a scanner does; unplugged, it reaches nobody."""
        if self._ends is not None:
            os.write(self._ends[0], text.encode())

    def unplug(self) -> None:
        """Pull the cable, be it in the middle of a code."""
        self.place.unlink(missing_ok=True)
        ends, self._ends = self._ends, None
        for end in ends or ():
            os.close(end)
