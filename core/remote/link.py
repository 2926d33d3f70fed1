"""The network link to an ECMS: bounded in time, repeated where that is harmless.

Everything runs on one event loop in a thread of its own, because a bound that holds for a name
that does not resolve, a server that hangs and one that drips a byte a second needs a request that
can be cancelled as a whole.
"""

import asyncio
import random
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar
from uuid import uuid4

import httpx2

from core.domain.refusals import EcmsUnreachable
from core.log import get_logger

T = TypeVar("T")

JSON: Final = "application/json"
_PASSING: Final = frozenset({408, 425, 502, 503, 504})
_NOT_KNOWN: Final = "invalid_client"
_TOKEN_PATH: Final = "/accounts/oauth2/token"  # noqa: S105 - a path
_ALIVE_PATH: Final = "/healthz"
_log = get_logger("remote")


@dataclass(frozen=True, slots=True)
class LinkTimes:
    """How long a terminal waits, in seconds.

    Args:
        whole: from a question to its answer or to "can't reach", with every repetition.
        one_try: until a try is given up and repeated.
        opening: the same of the one try while a terminal is being opened.
        pause: before the first repetition; doubles at each.
        tries: how often at most, however much time is left.
    """

    whole: float = 20.0
    one_try: float = 8.0
    opening: float = 5.0
    pause: float = 0.3
    tries: int = 1000


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who a terminal is, to an ECMS.

    Args:
        url: `https://ecms.example`, without a path.
        client_secret: never shown.
    """

    url: str
    client_id: str
    client_secret: str

    def __repr__(self) -> str:
        """Without the secret."""
        return f"Credentials({self.url!r}, {self.client_id!r})"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the ECMS said."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what came of it, for whoever listens.

    Args:
        status: None where no answer came.
        seconds: how long it took.
    """

    method: str
    path: str
    status: int | None
    seconds: float


class ClientNotKnown(EcmsUnreachable):
    """The ECMS is there and does not accept the terminal's credentials.

    Who stands in front can do nothing about it, so it is "can't reach" wherever it is not asked
    for by name: where a terminal is being set up.
    """


class Link(Protocol):
    """What a terminal needs of a link; see `EcmsLink`."""

    def get(self, path: str, *, once: bool = False) -> Answer:
        """Ask a question that needs no body."""
        ...

    def post(self, path: str, body: str) -> Answer:
        """Ask a question, or have something done."""
        ...

    def knock(self) -> None:
        """Ask whether the ECMS is there."""
        ...

    def hang_up(self) -> None:
        """Wait for no answer any more."""
        ...


class EcmsLink:
    """Asks one ECMS; any thread may use it, and waits for its answer.

    Args:
        credentials: where it is, and who asks.
        times: how long is waited.
        heard: told of each request; on the link's own thread.
    """

    def __init__(
        self,
        credentials: Credentials,
        times: LinkTimes | None = None,
        heard: Callable[[Exchange], None] = lambda _: None,
    ) -> None:
        self._credentials: Final = credentials
        self._heard: Final = heard
        self._times: Final = times or LinkTimes()
        self._token = ""
        self._client: Final = httpx2.AsyncClient(
            base_url=credentials.url,
            follow_redirects=False,
            timeout=self._times.one_try,
            # Certificates take a while to load, and plain HTTP has none.
            verify=credentials.url.startswith("https:"),
        )
        self._loop: Final = asyncio.new_event_loop()
        self._thread: Final = threading.Thread(
            target=self._loop.run_forever, name="balik-ecms-link", daemon=True
        )
        self._under_way: set[asyncio.Task[Answer]] = set()
        self._thread.start()

    @property
    def credentials(self) -> Credentials:
        """Whom it asks, as whom."""
        return self._credentials

    def get(self, path: str, *, once: bool = False) -> Answer:
        """Ask a question that needs no body; raises as `post`.

        Args:
            path: of the ECMS.
            once: one try, for somebody who will ask again by themselves.
        """
        return self._wait(self._bounded("GET", path, None, once=once))

    def post(self, path: str, body: str) -> Answer:
        """Ask a question, or have something done; a lost answer is asked for again, once counted.

        Raises:
            EcmsUnreachable: no answer of the ECMS came in time.
            ClientNotKnown: it does not accept the credentials.
        """
        return self._wait(self._bounded("POST", path, body))

    def call(self, method: str, path: str, body: str | None = None, kind: str = JSON) -> Answer:
        """Any other call, which a repeat must not harm; raises as `post`.

        Args:
            method: `PUT`, `DELETE`, or a POST that is not JSON.
            path: of the ECMS.
            body: where the call has one.
            kind: what the body is.
        """
        return self._wait(self._bounded(method, path, body, kind=kind))

    def knock(self) -> None:
        """Ask once whether the ECMS is there, and no more of it than that.

        Raises:
            EcmsUnreachable: no answer of the ECMS came in time.
        """
        if self.get(_ALIVE_PATH, once=True).status != 200:
            raise EcmsUnreachable

    def hang_up(self) -> None:
        """Wait for no answer any more: every question under way ends as unreachable at once."""
        self._loop.call_soon_threadsafe(self._drop)

    def close(self) -> None:
        """End the link; a question under way ends as unreachable."""
        self._wait(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        try:
            return asyncio.run_coroutine_threadsafe(work, self._loop).result()
        except CancelledError:
            raise EcmsUnreachable from None

    def _drop(self) -> None:
        for task in self._under_way:
            task.cancel()

    async def _end(self) -> None:
        under_way = tuple(self._under_way)
        self._drop()
        await asyncio.gather(*under_way, return_exceptions=True)
        await self._client.aclose()

    async def _bounded(
        self, method: str, path: str, body: str | None, *, once: bool = False, kind: str = JSON
    ) -> Answer:
        # One key for all repetitions of this one call.
        headers = {"Idempotency-Key": str(uuid4())}
        if body is not None:
            headers["Content-Type"] = kind
        call = asyncio.create_task(self._persistently(method, path, body, headers, once=once))
        self._under_way.add(call)
        try:
            async with asyncio.timeout(self._times.whole):
                return await call
        except TimeoutError:
            _log.warning("ecms did not answer in time")
            raise EcmsUnreachable from None
        finally:
            self._under_way.discard(call)

    async def _persistently(
        self, method: str, path: str, body: str | None, headers: dict[str, str], *, once: bool
    ) -> Answer:
        pause = self._times.pause
        patience = self._times.opening if once else self._times.one_try
        tries = 1 if once else self._times.tries
        for number in range(1, tries + 1):
            try:
                async with asyncio.timeout(patience):
                    answer = await self._once(method, path, body, headers)
            except (TimeoutError, httpx2.HTTPError, OSError) as lost:
                _log.warning("ecms link lost", error=type(lost).__name__)
            else:
                if answer.status not in _PASSING:
                    return answer
                _log.warning("ecms busy", status=answer.status)
            if number < tries:
                # Spread, so that a thousand kiosks do not come back in the same instant.
                await asyncio.sleep(pause * random.uniform(0.7, 1.3))  # noqa: S311 - no secret
                pause *= 2
        raise EcmsUnreachable

    async def _once(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> Answer:
        if not self._token:
            await self._fetch_token()
        answer = await self._send(method, path, body, headers)
        if answer.status == 401:
            await self._fetch_token()
            answer = await self._send(method, path, body, headers)
        return answer

    async def _send(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> Answer:
        known = headers | {"Authorization": f"Bearer {self._token}"}
        began, status = time.monotonic(), None
        try:
            response = await self._client.request(method, path, content=body, headers=known)
            status = response.status_code
        finally:
            self._heard(Exchange(method, path, status, time.monotonic() - began))
        return Answer(response.status_code, response.content)

    async def _fetch_token(self) -> None:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._credentials.client_id,
            "client_secret": self._credentials.client_secret,
        }
        response = await self._client.post(_TOKEN_PATH, data=form)
        if response.status_code in _PASSING:
            raise httpx2.RemoteProtocolError("no token at present")
        try:
            said = response.json()
            if response.status_code == 401 and said["error"] == _NOT_KNOWN:
                _log.error("ecms does not know this client", status=response.status_code)
                raise ClientNotKnown
            self._token = str(said["access_token"])
        except (ValueError, KeyError, TypeError):
            _log.error("ecms gives no token", status=response.status_code)
            raise EcmsUnreachable from None
