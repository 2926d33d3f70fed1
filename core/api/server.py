"""Runs the API with uvicorn: as a process of its own, or in a thread beside the windows."""

import gc
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

import uvicorn
from starlette.types import ASGIApp

from core.trouble import StartupTrouble, marked

HOST: Final = "127.0.0.1"
PORT: Final = 8086
_PATIENCE_S: Final = 10


def serve(
    app: ASGIApp,
    host: str = HOST,
    port: int = PORT,
    listens: Callable[[int], None] = lambda _: None,
) -> None:
    """Serve until the process is asked to end, by Ctrl-C or a supervisor; of its main thread.

    Args:
        app: the application.
        host: the address to listen on.
        port: 0 for any that is free.
        listens: told the port, as soon as a connection to it waits for its answer.

    Raises:
        StartupTrouble: the address cannot be used; says why.
    """
    with _bound(host, port) as listening:
        listens(listening.getsockname()[1])
        settle()
        # Once it has answered whoever asked, uvicorn gives itself the signal again. What stands
        # behind the application is still to be ended then, so neither may end the process.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with suppress(KeyboardInterrupt):
            uvicorn.Server(_config(app)).run(sockets=[listening])


def settle() -> None:
    """Take what was loaded so far out of the garbage collector's rounds, which stop everybody.

    For a process that does nothing else than serve.
    """
    gc.collect()
    gc.freeze()


class ServerThread:
    """Serves in a thread, for a process that has windows or tests to attend to.

    Use it as a context manager, or call `start` and `stop`.

    Args:
        app: the application.
        host: the address to listen on.
        port: 0 for any that is free.
    """

    def __init__(self, app: ASGIApp, host: str = HOST, port: int = PORT) -> None:
        self._server: Final = uvicorn.Server(_config(app))
        self._host: Final = host
        self._port = port
        self._thread: threading.Thread | None = None

    @property
    def port(self) -> int:
        """Where it listens, once it is started."""
        return self._port

    @property
    def url(self) -> str:
        """Where it listens, once it is started: `http://127.0.0.1:8086`."""
        return f"http://{self._host}:{self._port}"

    def start(self) -> None:
        """Begin to serve; requests are taken as soon as this returns.

        Raises:
            StartupTrouble: the address cannot be used; says why.
        """
        listening = _bound(self._host, self._port)
        self._port = listening.getsockname()[1]

        def run() -> None:
            with listening:
                self._server.run(sockets=[listening])

        self._thread = threading.Thread(target=run, name="balik-api", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Answer what was asked, then end."""
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join(_PATIENCE_S)
            self._thread = None

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self.stop()


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        # Its access log would write down query strings, where the token endpoint has secrets.
        access_log=False,
        log_config=None,
        # A peer is whoever opened the connection: headers could name anybody.
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )


def _bound(host: str, port: int) -> socket.socket:
    """A socket that listens, bound before anything else is started."""
    listening: socket.socket | None = None
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        # The protocol must be named: asyncio switches Nagle's delay off only where it is, and
        # with it every small answer waits 40 ms for the client's acknowledgement.
        family, kind, protocol, _, address = found[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(2048)
    except OSError as error:
        if listening is not None:
            listening.close()
        raise StartupTrouble(
            marked("The ECMS cannot listen on {host}, port {port}."),
            marked("Is another one running there? Choose another port with --port: {why}"),
            host=host,
            port=port,
            why=error.strerror or type(error).__name__,
        ) from None
    return listening
