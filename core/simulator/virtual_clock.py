"""The shop's time, which a simulation moves: an hour, a day, to the next job, at another pace."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from core.clock import Clock

#: A wall clock's own pace.
REAL: Final = 1.0
#: The clock stands.
STILL: Final = 0.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """From where the shop's time is counted.

    Args:
        shop: the shop's time at that instant.
        wall: the machine's time at that instant.
        rate: seconds of the shop for one of the machine; 0 stands still.
    """

    shop: datetime
    wall: datetime
    rate: float = REAL

    def at(self, wall: datetime) -> datetime:
        """The shop's time at an instant of the machine's."""
        return self.shop + (wall - self.wall) * self.rate


class VirtualClock:
    """A `core.clock.Clock` that can be moved on; any thread may use it.

    The machine's own time stays what it is: leases, signatures and timeouts go by that one.

    Args:
        wall: the machine's clock.
        begins: the shop's time now; the machine's, where None is given.
        rate: its pace.
        moved: called after each change that somebody made.
    """

    def __init__(
        self,
        wall: Clock,
        begins: datetime | None = None,
        rate: float = REAL,
        moved: Callable[[], None] = lambda: None,
    ) -> None:
        self._wall: Final = wall
        self._lock: Final = Lock()
        self._moved: Final = moved
        now = wall.now()
        self._anchor = Anchor(begins or now, now, rate)

    @property
    def anchor(self) -> Anchor:
        """From where it counts."""
        return self._anchor

    def follow(self, anchor: Anchor) -> None:
        """Count from there: another process has moved the same clock."""
        with self._lock:
            self._anchor = anchor

    def now(self) -> datetime:
        """See `core.clock.Clock`."""
        return self._anchor.at(self._wall.now())

    def pass_time(self, by: timedelta) -> None:
        """Move it on, at once.

        Raises:
            ValueError: a shop's time does not go back; what was written would be in the future.
        """
        if by < timedelta():
            raise ValueError("a shop's time does not go back")
        self._count_anew(by, self._anchor.rate)

    def go_to(self, moment: datetime) -> None:
        """Move it on to a moment; one that is past already changes nothing."""
        self.pass_time(max(timedelta(), moment - self.now()))

    def run(self, rate: float) -> None:
        """Let it run at another pace.

        Args:
            rate: seconds of the shop for one of the machine; 0 stands still.
        """
        self._count_anew(timedelta(), rate)

    def _count_anew(self, by: timedelta, rate: float) -> None:
        with self._lock:
            wall = self._wall.now()
            self._anchor = Anchor(self._anchor.at(wall) + by, wall, rate)
        self._moved()
