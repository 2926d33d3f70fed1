"""An open way to a printer, over which bytes go both ways.

Every call waits for at most the time that it is given; what is gone is an OSError.
"""

import os
import select
from collections.abc import Callable
from typing import Final, Protocol

_PIECE: Final = 1 << 14


class Line(Protocol):
    """A way to a printer; used by one thread at a time."""

    def write(self, data: bytes, within_s: float) -> int:
        """Hand over as much of `data` as is taken at once, and say how many bytes that was.

        0 means that nothing was taken in that time: the printer's memory is full.

        Raises:
            OSError: the line is gone.
        """
        ...

    def read(self, within_s: float) -> bytes:
        """What the printer said, as soon as it says something; b"" where it says nothing.

        Raises:
            OSError: the line is gone.
        """
        ...

    def close(self) -> None:
        """Let go of the line; what was handed over still goes out."""
        ...

    def drop(self) -> None:
        """Let go of it, and of all that is still on its way to the printer, as far as possible."""
        ...


OpenLine = Callable[[], Line]


class FileLine:
    """A line over a file descriptor: a device, a serial port, a fifo.

    Args:
        descriptor: open and non-blocking; closed with the line.
        can_read: whether the printer can answer over it.
        flush: throws away what the system still holds for the printer.
    """

    def __init__(
        self, descriptor: int, *, can_read: bool, flush: Callable[[int], None] = lambda _: None
    ) -> None:
        self._descriptor = descriptor
        self._can_read = can_read
        self._flush = flush
        self._is_open = True

    def write(self, data: bytes, within_s: float) -> int:
        """See `Line.write`."""
        if not ready(self._descriptor, within_s, for_writing=True):
            return 0
        try:
            return os.write(self._descriptor, data[:_PIECE])
        except BlockingIOError:
            return 0

    def read(self, within_s: float) -> bytes:
        """See `Line.read`."""
        if not self._can_read:
            return b""
        if not ready(self._descriptor, within_s, for_writing=False):
            return b""
        try:
            said = os.read(self._descriptor, _PIECE)
        except BlockingIOError:
            return b""
        if not said:
            raise BrokenPipeError("the other end is gone")
        return said

    def close(self) -> None:
        """See `Line.close`."""
        if self._is_open:
            self._is_open = False
            os.close(self._descriptor)

    def drop(self) -> None:
        """See `Line.drop`."""
        try:
            self._flush(self._descriptor)
        finally:
            self.close()


def ready(descriptor: int, within_s: float, *, for_writing: bool) -> bool:
    """Whether a descriptor takes or gives something within that time."""
    if os.name == "nt":
        reads, writes = ([], [descriptor]) if for_writing else ([descriptor], [])
        return any(select.select(reads, writes, [], within_s))
    poll = select.poll()
    poll.register(descriptor, select.POLLOUT if for_writing else select.POLLIN)
    return bool(poll.poll(within_s * 1000))
