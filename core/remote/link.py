"""The network link to an ECMS: bounded in time, repeated where that is harmless.

Everything runs on one event loop in a thread of its own, because a bound that holds for a name
that does not resolve, a server that hangs and one that drips a byte a second needs a request that
can be cancelled as a whole.
"""

import asyncio
import random
import threading
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Final, TypeVar
from uuid import uuid4

import httpx2

from core.domain.refusals import EcmsUnreachable
from core.log import get_logger

T = TypeVar("T")

_PASSING: Final = frozenset({408, 425, 502, 503, 504})
_TOKEN_PATH: Final = "/accounts/oauth2/token"  # noqa: S105 - a path
_log = get_logger("remote")


@dataclass(frozen=True, slots=True)
class LinkTimes:
    """How long a terminal waits, in seconds.

    Args:
        whole: from a question to its answer or to "can't reach", with every repetition.
        one_try: until a try is given up and repeated.
        pause: before the first repetition; doubles at each.
    """

    whole: float = 20.0
    one_try: float = 8.0
    pause: float = 0.3


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


class EcmsLink:
    """Asks one ECMS; any thread may use it, and waits for its answer.

    Args:
        credentials: where it is, and who asks.
        times: how long is waited.
    """

    def __init__(self, credentials: Credentials, times: LinkTimes | None = None) -> None:
        self._credentials: Final = credentials
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
        self._thread.start()

    def get(self, path: str) -> Answer:
        """Ask a question that needs no body; raises as `post`."""
        return self._wait(self._bounded("GET", path, None))

    def post(self, path: str, body: str) -> Answer:
        """Ask a question, or have something done; a lost answer is asked for again, once counted.

        Raises:
            EcmsUnreachable: no answer of the ECMS came in time.
        """
        return self._wait(self._bounded("POST", path, body))

    def close(self) -> None:
        """End the link; nobody may be waiting for an answer."""
        self._wait(self._client.aclose())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _bounded(self, method: str, path: str, body: str | None) -> Answer:
        # One key for all repetitions of this one call.
        key = str(uuid4())
        try:
            async with asyncio.timeout(self._times.whole):
                return await self._persistently(method, path, body, key)
        except TimeoutError:
            _log.warning("ecms did not answer in time")
            raise EcmsUnreachable from None

    async def _persistently(self, method: str, path: str, body: str | None, key: str) -> Answer:
        pause = self._times.pause
        while True:
            try:
                async with asyncio.timeout(self._times.one_try):
                    answer = await self._once(method, path, body, key)
            except (TimeoutError, httpx2.HTTPError, OSError) as lost:
                _log.warning("ecms link lost", error=type(lost).__name__)
            else:
                if answer.status not in _PASSING:
                    return answer
                _log.warning("ecms busy", status=answer.status)
            # Spread, so that a thousand kiosks do not come back in the same instant.
            await asyncio.sleep(pause * random.uniform(0.7, 1.3))  # noqa: S311 - no secret
            pause *= 2

    async def _once(self, method: str, path: str, body: str | None, key: str) -> Answer:
        if not self._token:
            await self._fetch_token()
        answer = await self._send(method, path, body, key)
        if answer.status == 401:
            await self._fetch_token()
            answer = await self._send(method, path, body, key)
        return answer

    async def _send(self, method: str, path: str, body: str | None, key: str) -> Answer:
        headers = {"Authorization": f"Bearer {self._token}", "Idempotency-Key": key}
        if body is not None:
            headers["Content-Type"] = "application/json"
        response = await self._client.request(method, path, content=body, headers=headers)
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
            self._token = str(response.json()["access_token"])
        except (ValueError, KeyError, TypeError):
            _log.error("ecms gives no token", status=response.status_code)
            raise EcmsUnreachable from None
