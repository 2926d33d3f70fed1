"""A scanner on a serial line, or on a USB cable that poses as one; survives being unplugged."""

import threading
from collections.abc import Callable
from typing import Final

import serial

from core.log import get_logger
from core.scanning.ears import listen_on_a_thread
from core.scanning.line import ScannerLine

#: Between two tries to open a line that is not there.
_AGAIN_S: Final = 0.5
#: A code is sent in one go; silence that long ends it where the scanner sends no suffix.
_PAUSE_S: Final = 0.1

_log = get_logger("scanner")


class SerialScanner:
    """Reads one line; see `core.services.scanners.Scanner`.

    Args:
        port: `/dev/ttyACM0`, `COM3`, or a link to one that stays the same (`/dev/serial/by-id/…`).
        baud: bits a second; means nothing over USB.
        line: cuts the bytes into scans.
    """

    def __init__(self, port: str, baud: int, line: Callable[[], ScannerLine]) -> None:
        self._port, self._baud, self._line = port, baud, line

    def listen(
        self, heard: Callable[[str], None], changed: Callable[[bool], None]
    ) -> Callable[[], None]:
        """See `Scanner.listen`."""
        return listen_on_a_thread("balik-scanner", lambda ended: self._run(heard, changed, ended))

    def _run(
        self, heard: Callable[[str], None], changed: Callable[[bool], None], ended: threading.Event
    ) -> None:
        was_there: bool | None = None

        def tell(*, there: bool) -> None:
            nonlocal was_there
            if there is not was_there and not ended.is_set():
                was_there = there
                _log.info("scanner", there=there)
                changed(there)

        while not ended.is_set():
            try:
                # Two programs that read one line would each get half of a code.
                with serial.Serial(
                    self._port, self._baud, timeout=_PAUSE_S, exclusive=True
                ) as port:
                    tell(there=True)
                    self._read(port, heard, ended)
            except (OSError, ValueError, serial.SerialException):
                # Not plugged in, pulled out, or another program's: it may be here a moment later.
                tell(there=False)
                ended.wait(_AGAIN_S)

    def _read(
        self, port: serial.Serial, heard: Callable[[str], None], ended: threading.Event
    ) -> None:
        line = self._line()
        while not ended.is_set():
            sent = port.read(1)
            sent += port.read(port.in_waiting) if sent else b""
            for scan in line.feed(sent) if sent else line.pause():
                if not ended.is_set():
                    heard(scan)
