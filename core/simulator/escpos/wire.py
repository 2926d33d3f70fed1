"""The twin on a wire: a TCP port, as network printers have, or a pseudo-terminal for the others."""

import contextlib
import os
import selectors
import socket
import threading
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from core.simulator.escpos.twin import TwinPrinter

_PIECE: Final = 1 << 14
_LOOK_S: Final = 0.02


class _Plug(Protocol):
    """What is there from plugging in until unplugging."""

    thread: threading.Thread

    def pull(self) -> None:
        """Be gone; in any thread, also in the plug's own."""
        ...


class Wire:
    """A printer that can be unplugged; any thread may do it, in the middle of anything."""

    def __init__(self, twin: TwinPrinter) -> None:
        self._twin = twin
        self._lock = threading.Lock()
        self._plug: _Plug | None = None
        self.plug_in()

    def plug_in(self) -> None:
        """Be there; where it is there already, nothing happens."""
        with self._lock:
            if self._plug is None:
                self._plug = self._new_plug()
                self._plug.thread.start()

    def unplug(self) -> None:
        """Be gone, and forget all that was not printed."""
        with self._lock:
            plug, self._plug = self._plug, None
            if plug is None:
                return
            plug.pull()
            self._twin.switch_off_and_on()
        if plug.thread is not threading.current_thread():
            plug.thread.join()

    def _new_plug(self) -> _Plug:
        raise NotImplementedError


class TcpWire(Wire):
    """A network printer: one caller at a time, as most real ones have it.

    Args:
        twin: the printer.
        port: 0 for any that is free.
        host: the address to listen on.

    Raises:
        OSError: the port is somebody else's.
    """

    def __init__(self, twin: TwinPrinter, port: int = 0, host: str = "127.0.0.1") -> None:
        self.port = port
        self._host = host
        super().__init__(twin)

    @property
    def is_free(self) -> bool:
        """Whether nobody calls; the next one would wait."""
        with self._lock:
            return not isinstance(self._plug, _TcpPlug) or self._plug.is_free

    def _new_plug(self) -> _Plug:
        listener = socket.create_server((self._host, self.port))
        self.port = listener.getsockname()[1]
        return _TcpPlug(self._twin, listener)


class _TcpPlug:
    def __init__(self, twin: TwinPrinter, listener: socket.socket) -> None:
        self._twin = twin
        self._listener = listener
        self._caller: socket.socket | None = None
        self._is_pulled = threading.Event()
        self.thread = threading.Thread(target=self._serve, daemon=True)

    def pull(self) -> None:
        self._is_pulled.set()
        for end in (self._listener, self._caller):
            if end is not None:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()

    def _serve(self) -> None:
        while not self._is_pulled.is_set():
            try:
                caller, _ = self._listener.accept()
            except OSError:
                return
            self._caller = caller
            stop = self._twin.listen(partial(_send, caller))
            with contextlib.suppress(OSError), caller:
                caller.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._take_in(caller)
            stop()
            self._caller = None

    @property
    def is_free(self) -> bool:
        """Whether nobody calls."""
        return self._caller is None

    def _take_in(self, caller: socket.socket) -> None:
        while not self._is_pulled.is_set():
            if self._twin.is_full:
                self._is_pulled.wait(_LOOK_S)
                continue
            data = caller.recv(_PIECE)
            if not data:
                return
            self._twin.feed(data)


def _send(caller: socket.socket, said: bytes) -> None:
    with contextlib.suppress(OSError):
        caller.sendall(said)


class TerminalWire(Wire):
    """A printer on a serial port, or one that the system shows as a file.

    Args:
        twin: the printer.
        path: where its device appears.
    """

    def __init__(self, twin: TwinPrinter, path: Path) -> None:
        self._path = path
        super().__init__(twin)

    def _new_plug(self) -> _Plug:
        return _TerminalPlug(self._twin, self._path)


class _TerminalPlug:
    def __init__(self, twin: TwinPrinter, path: Path) -> None:
        import pty  # noqa: PLC0415 - no such thing on Windows
        import tty  # noqa: PLC0415

        self._twin = twin
        self._path = path
        self._ours, self._theirs = pty.openpty()
        tty.setraw(self._theirs)
        os.set_blocking(self._ours, False)
        path.unlink(missing_ok=True)
        path.symlink_to(os.ttyname(self._theirs))
        self._is_pulled = threading.Event()
        self.thread = threading.Thread(target=self._take_in, daemon=True)

    def pull(self) -> None:
        self._is_pulled.set()
        self._path.unlink(missing_ok=True)

    def _take_in(self) -> None:
        stop = self._twin.listen(self._say)
        with selectors.DefaultSelector() as selector:
            selector.register(self._ours, selectors.EVENT_READ)
            while not self._is_pulled.is_set():
                if self._twin.is_full:
                    self._is_pulled.wait(_LOOK_S)
                elif selector.select(_LOOK_S):
                    with contextlib.suppress(OSError):
                        self._twin.feed(os.read(self._ours, _PIECE))
        stop()
        os.close(self._theirs)
        os.close(self._ours)

    def _say(self, said: bytes) -> None:
        with contextlib.suppress(OSError):
            os.write(self._ours, said)
