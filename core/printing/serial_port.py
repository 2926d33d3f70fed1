"""A printer on a serial port, also one that is really USB: `/dev/ttyUSB0`, `/dev/ttyACM0`."""

import contextlib
import os
from typing import TYPE_CHECKING

from core.printing.address import SerialPort
from core.printing.line import FileLine, OpenLine

if TYPE_CHECKING:
    import serial


def serial_line(address: SerialPort) -> OpenLine:
    """How to open a serial port."""

    def open_it() -> FileLine:
        import serial  # noqa: PLC0415 - only where a printer has such a port

        try:
            port = serial.Serial(
                address.path,
                address.baud,
                timeout=0,
                rtscts=address.hardware_flow,
                exclusive=True,
            )
        except ValueError as wrong:
            raise OSError(f"the port cannot be set up: {wrong}") from None
        return _SerialLine(port)

    return open_it


class _SerialLine(FileLine):
    """pyserial sets the port up; its own writing cannot say how much a full printer took."""

    def __init__(self, port: "serial.Serial") -> None:
        own = os.dup(port.fileno())
        super().__init__(own, can_read=True, flush=lambda _: self._forget())
        self._port = port

    def close(self) -> None:
        """See `Line.close`."""
        with contextlib.suppress(OSError):
            super().close()
        with contextlib.suppress(OSError):
            self._port.close()

    def _forget(self) -> None:
        import termios  # noqa: PLC0415 - where there are serial devices there is termios

        # A device that was pulled out has nothing to throw away any more.
        with contextlib.suppress(OSError, termios.error):
            self._port.reset_output_buffer()
