"""A printer that the system shows as a file, `/dev/usb/lp0`: no library, no rights but its group's.

It works for whatever can be opened like that, a fifo too, over which no printer can answer.
"""

import os
import stat

from core.printing.line import FileLine, OpenLine


def device_line(path: str) -> OpenLine:
    """How to open a device."""

    def open_it() -> FileLine:
        is_fifo = stat.S_ISFIFO(os.stat(path).st_mode)  # noqa: PTH116 - one call, no object
        way = os.O_WRONLY if is_fifo else os.O_RDWR
        descriptor = os.open(path, way | os.O_NONBLOCK | os.O_NOCTTY)
        return FileLine(descriptor, can_read=not is_fifo)

    return open_it
