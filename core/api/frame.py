"""What surrounds every request: the body's limit, the count, and a calm answer to a bug."""

import time
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.api.dialects import answer
from core.api.guarded import CLIENT
from core.api.methods import known_method
from core.api.metrics import ApiMetrics
from core.api.mistakes import too_large, trouble
from core.log import get_logger, where
from core.services.recording import Flight, Plain

LARGEST_BODY: Final = 1024 * 1024
# A merchant's file, which never lies in memory as a whole.
LARGEST_FILE: Final = 1024 * 1024 * 1024
# A client that is still sending does not hear an answer: this much is read and thrown away first.
_MOST_DRAINED: Final = 16 * 1024 * 1024

_log = get_logger("api")


class Frame:
    """ASGI middleware around the whole application.

    Args:
        app: what it surrounds.
        metrics: where requests are counted.
        flight: where they are recorded, if they are.
    """

    def __init__(self, app: ASGIApp, metrics: ApiMetrics, flight: Flight | None = None) -> None:
        self._app: Final = app
        self._metrics: Final = metrics
        self._flight: Final = flight

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        largest = LARGEST_FILE if takes_file(scope["path"]) else LARGEST_BODY
        request = _Request(receive, send, largest)
        began = time.perf_counter()
        try:
            if _declared_length(scope) > largest:
                await request.drain()
                await answer(too_large(), scope["path"])(scope, request.receive, request.send)
            else:
                await self._app(scope, request.receive, request.send)
        except ClientDisconnect:
            # Nobody is there to be answered, and nothing was done.
            pass
        except Exception as error:
            # The exception's own text may hold what a customer gave, so only its place is kept.
            _log.error("request failed", error=type(error).__name__, where=where(error))
            if not request.status:
                await answer(trouble(), scope["path"])(scope, request.receive, request.send)
        finally:
            route = scope.get("route")
            path = getattr(route, "path", "")
            took = time.perf_counter() - began
            self._metrics.count(scope["method"], path, request.status, took)
            if self._flight is not None:
                self._note(self._flight, scope, request.status, took)

    def _note(self, flight: Flight, scope: Scope, status: int, took: float) -> None:
        """Who asked what, and what came of it; nothing that a caller could put words into."""
        route = getattr(scope.get("route"), "path", "")
        flight.note(
            "ecms",
            "http",
            method=Plain(known_method(scope["method"])),
            to=Plain(route or "elsewhere"),
            client=scope.get(CLIENT),
            status=status or None,
            ms=round(took * 1000, 1),
        )


class _Request:
    """Watches one request's way in and its answer's way out."""

    def __init__(self, receive: Receive, send: Send, largest: int) -> None:
        self._receive: Final = receive
        self._send: Final = send
        self._largest: Final = largest
        self._read = 0
        self._more = True
        self.status = 0

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._read += len(message.get("body", b""))
            self._more = message.get("more_body", False)
            if self._read > self._largest:
                await self.drain()
                raise HTTPException(413)
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        await self._send(message)

    async def drain(self) -> None:
        """Read the rest of the body and forget it."""
        while self._more and self._read <= _MOST_DRAINED:
            message = await self._receive()
            if message["type"] != "http.request":
                return
            self._read += len(message.get("body", b""))
            self._more = message.get("more_body", False)


def takes_file(path: str) -> bool:
    """Whether a request for this path brings a file."""
    return path.startswith("/ecms/api/v1/merchants/") and path.endswith("/orders/import")


def _declared_length(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0
