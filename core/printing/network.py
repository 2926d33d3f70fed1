"""A printer on the network: bare bytes over TCP, on port 9100."""

import contextlib
import socket
import struct
from typing import Final

from core.printing.line import OpenLine, ready

_PIECE: Final = 1 << 14
_GIVE_UP_MS: Final = 3000
_DROP: Final = struct.pack("ii", 1, 0)


class NetworkLine:
    """A connection to a printer.

    Args:
        connection: connected and non-blocking.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def write(self, data: bytes, within_s: float) -> int:
        """See `Line.write`."""
        if not ready(self._connection.fileno(), within_s, for_writing=True):
            return 0
        try:
            return self._connection.send(data[:_PIECE])
        except BlockingIOError:
            return 0

    def read(self, within_s: float) -> bytes:
        """See `Line.read`."""
        if not ready(self._connection.fileno(), within_s, for_writing=False):
            return b""
        try:
            said = self._connection.recv(_PIECE)
        except BlockingIOError:
            return b""
        if not said:
            raise ConnectionResetError("the printer hung up")
        return said

    def close(self) -> None:
        """See `Line.close`."""
        self._connection.close()

    def drop(self) -> None:
        """See `Line.drop`: the system forgets what it has not sent yet."""
        with contextlib.suppress(OSError):
            self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _DROP)
        self._connection.close()


def network_line(host: str, port: int, connect_s: float) -> OpenLine:
    """How to connect to a printer.

    Args:
        host: its name or address.
        port: usually 9100.
        connect_s: seconds that connecting may take.
    """

    def connect() -> NetworkLine:
        connection = socket.create_connection((host, port), timeout=connect_s)
        connection.setblocking(False)
        # A question of three bytes does not wait until a packet is full.
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _GIVE_UP_MS)
        return NetworkLine(connection)

    return connect
