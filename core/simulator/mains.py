"""The power of one terminal: lost at once, at a moment, or in the middle of what it does."""

import threading
from collections.abc import Callable
from typing import Final

from core.services.watchers import Watchers
from core.simulator.faults import At, Power, fault_of
from core.simulator.switches import Switchboard


class SimulatedMains:
    """See `core.services.mains.Mains`; any thread may use it.

    A power loss that is certain strikes as soon as it is in force. One by chance has an opportunity
    wherever the terminal has just done something that counts: asked the ECMS, printed a paper.

    Args:
        board: says what strikes.
        at: whose.
    """

    def __init__(self, board: Switchboard, at: At) -> None:
        self._board: Final = board
        self._fault: Final = fault_of(at, Power.LOST)
        self._watchers: Final = Watchers[None]()
        self._gone: Final = threading.Event()
        board.watch(lambda _: self._look())

    @property
    def is_gone(self) -> bool:
        """Whether there is none now."""
        return self._gone.is_set()

    def watch(self, lost: Callable[[], None]) -> Callable[[], None]:
        """See `Mains.watch`."""
        stop = self._watchers.add(lambda _: lost())
        # What was ordered while there was nobody yet.
        self._look()
        return stop

    def come_back(self) -> None:
        """See `Mains.come_back`."""
        self._gone.clear()

    def may_fail(self) -> bool:
        """Something that counts was done: whether the power is gone now."""
        if self._watchers and not self.is_gone and self._board.strikes(self._fault):
            self._gone.set()
            self._watchers.tell(None)
        return self.is_gone

    def wait(self, seconds: float) -> None:
        """Let so many seconds pass; whoever loses power waits no longer."""
        self._gone.wait(seconds)

    def _look(self) -> None:
        if self._fault is not None and self._board.is_on(self._fault.code):
            self.may_fail()
