"""Where a terminal of the demonstration gets its power from, as a port: it may be lost."""

from collections.abc import Callable
from typing import Protocol


class Mains(Protocol):
    """One terminal's power. Any thread may ask."""

    def watch(self, lost: Callable[[], None]) -> Callable[[], None]:
        """Call `lost` once the power is lost, from any thread; returns how to stop.

        Whoever watches is what goes dark: where nobody does, no power is lost.
        """
        ...

    def come_back(self) -> None:
        """The power is there again, for whoever starts next."""
        ...
