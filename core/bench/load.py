"""Sends prepared HTTP requests over a number of connections and measures each answer's time."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Final

_HEAD_END: Final = b"\r\n\r\n"
_LENGTH: Final = b"content-length:"


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What one load showed.

    Args:
        per_s: answers a second.
        seconds: each answer's time.
    """

    per_s: float
    seconds: list[float]


def request_bytes(path: str, body: bytes, headers: dict[str, str]) -> bytes:
    """A POST as it goes over the wire."""
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: bench",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        *[f"{name}: {value}" for name, value in headers.items()],
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


def send_all(port: int, requests: list[bytes], connections: int) -> LoadResult:
    """Send every request once, each connection its next one when it has its answer.

    Raises:
        RuntimeError: an answer was not 200.
    """
    return asyncio.run(_send_all(port, iter(requests), len(requests), connections))


async def _send_all(
    port: int, requests: Iterator[bytes], total: int, connections: int
) -> LoadResult:
    seconds: list[float] = []
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[None] = loop.create_future()
    links = []
    for _ in range(connections):
        _transport, link = await loop.create_connection(
            lambda: _Link(requests, seconds, total, ended), "127.0.0.1", port
        )
        links.append(link)
    began = perf_counter()
    for link in links:
        link.send_next()
    await ended
    took = perf_counter() - began
    for link in links:
        link.close()
    return LoadResult(total / took, seconds)


class _Link(asyncio.Protocol):
    """One connection."""

    def __init__(
        self,
        requests: Iterator[bytes],
        seconds: list[float],
        total: int,
        ended: "asyncio.Future[None]",
    ) -> None:
        self._requests: Final = requests
        self._seconds: Final = seconds
        self._total: Final = total
        self._ended: Final = ended
        self._answer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - for the type checker
        self._transport = transport

    def send_next(self) -> None:
        request = next(self._requests, None)
        if request is not None and self._transport is not None:
            self._began = perf_counter()
            self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._answer += data
        head, end, body = self._answer.partition(_HEAD_END)
        if not end or len(body) < _length_of(head):
            return
        self._seconds.append(perf_counter() - self._began)
        self._answer = b""
        if not head.startswith(b"HTTP/1.1 200"):
            self._fail(RuntimeError(f"answered {head.split(b' ', 2)[1].decode()}"))
        elif len(self._seconds) == self._total:
            self._ended.set_result(None)
        else:
            self.send_next()

    def connection_lost(self, exc: Exception | None) -> None:
        self._fail(exc or RuntimeError("the server hung up"))

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def _fail(self, error: Exception) -> None:
        if not self._ended.done():
            self._ended.set_exception(error)


def _length_of(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line.lower().startswith(_LENGTH):
            return int(line[len(_LENGTH) :])
    return 0
