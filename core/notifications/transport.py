"""Posts one webhook and says what came of it: bounded in time, in size, and in where it goes."""

import asyncio
import ssl
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from typing import Final

import httpcore2

from core.notifications.addresses import (
    AddressRefused,
    GuardedNetwork,
    Resolve,
    SystemResolver,
    UnknownName,
)
from core.notifications.payloads import CONTENT_TYPE
from core.services.notify import Endpoint, Outcome, Result

TIMEOUT_S: Final = 10.0
#: How much of an answer's body is taken off the line, and for how long, out of courtesy.
ANSWER_BYTES: Final = 64 * 1024
ANSWER_S: Final = 1.0

_TROUBLES: Final = (
    TimeoutError,
    UnknownName,
    AddressRefused,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
)


class Transport:
    """Sends webhooks, each on a connection of its own: nothing of one merchant meets another.

    It speaks HTTP/1.1 through httpcore, one level below httpx, which follows no redirect, knows no
    proxy of the environment, keeps no cookie and unpacks nothing (decision record 0043).

    Args:
        timeout: for the whole try, from the look-up of the name to the answer's status, in seconds;
            a site that sends a byte a second is stopped by it like one that sends none.
        resolve: looks names up.
        tls: verifies certificates; by default against the machine's own trust store.
    """

    def __init__(
        self,
        timeout: float = TIMEOUT_S,
        resolve: Resolve | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._timeout: Final = timeout
        self._resolve: Final = resolve or SystemResolver()
        self._tls: Final = tls or httpcore2.default_ssl_context()

    async def post(self, endpoint: Endpoint, headers: Mapping[str, str], body: bytes) -> Result:
        """Send one webhook once.

        Args:
            endpoint: where to.
            headers: the signature's.
            body: what was signed.
        """
        status: int | None = None
        trouble = Outcome.BROKEN_OFF
        try:
            async with (
                asyncio.timeout(self._timeout) as limit,
                self._connection(endpoint) as connection,
                self._posted(connection, endpoint, headers, body) as answer,
            ):
                status = answer.status
                # From here on the answer stands: what is left is bounded by a limit of its own.
                limit.reschedule(asyncio.get_running_loop().time() + ANSWER_S)
                await _take_off_the_line(answer)
        except _TROUBLES as error:
            trouble = _outcome_of(error)
        except asyncio.CancelledError:
            # Stopped while reading the rest of an answer: a 200 must not be forgotten.
            if status is None:
                raise
        return Result(trouble) if status is None else Result(Outcome.ANSWERED, status)

    def _connection(self, endpoint: Endpoint) -> httpcore2.AsyncHTTPConnection:
        return httpcore2.AsyncHTTPConnection(
            _url(endpoint).origin,
            ssl_context=self._tls,
            network_backend=GuardedNetwork(
                self._resolve, private_addresses=endpoint.private_addresses
            ),
        )

    @staticmethod
    def _posted(
        connection: httpcore2.AsyncHTTPConnection,
        endpoint: Endpoint,
        headers: Mapping[str, str],
        body: bytes,
    ) -> AbstractAsyncContextManager[httpcore2.Response]:
        lines: list[tuple[bytes | str, bytes | str]] = [
            ("Host", endpoint.url.authority),
            ("User-Agent", "Balik"),
            ("Content-Type", CONTENT_TYPE),
            ("Content-Length", str(len(body))),
            ("Connection", "close"),
            *headers.items(),
        ]
        return connection.stream("POST", _url(endpoint), headers=lines, content=body)


def _url(endpoint: Endpoint) -> httpcore2.URL:
    url = endpoint.url
    return httpcore2.URL(scheme=url.scheme, host=url.host, port=url.port, target=url.target)


def _outcome_of(error: Exception) -> Outcome:
    match error:
        case TimeoutError():
            return Outcome.TIMED_OUT
        case UnknownName():
            return Outcome.NAME_UNKNOWN
        case AddressRefused():
            return Outcome.ADDRESS_REFUSED
        case httpcore2.ConnectError(__cause__=ssl.SSLError()):
            return Outcome.NOT_TRUSTED
        case httpcore2.ConnectError():
            return Outcome.NO_CONNECTION
        case _:
            return Outcome.BROKEN_OFF


async def _take_off_the_line(answer: httpcore2.Response) -> None:
    """Read a short body, so that a site in good order does not see its answer cut off."""
    taken = 0
    async for part in answer.aiter_stream():
        taken += len(part)
        if taken > ANSWER_BYTES:
            return
