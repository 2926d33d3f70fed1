"""Lets clients in: who is it, by token or by secret, and may it do this?"""

import hashlib
import hmac
import secrets
from collections import OrderedDict
from collections.abc import Callable
from typing import Final, Generic, TypeVar

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from core.api.guesses import GuessWatch
from core.api.problems import Problem
from core.log import get_logger
from core.services.access import ApiClient, Role
from core.services.access_clients import known_by_secret
from core.services.access_tokens import Claims, read_token, signing_key
from core.services.api_services import ApiServices
from core.services.ecms import Clerk, Terminal
from core.trouble import marked

_log = get_logger("api")

K = TypeVar("K")
V = TypeVar("V")

# How long a suspended client may go on, and a new setting may be overlooked.
FRESH_S: Final = 5.0
_SECRET_REMEMBERED_S: Final = 600.0
_LONGEST: Final = 200
_BEARER: Final = {"WWW-Authenticate": "Bearer"}


class _Remembered(Generic[K, V]):
    """A few answers, each for a while; in memory."""

    def __init__(self, life_s: float, most: int, monotonic: Callable[[], float]) -> None:
        self._life_s: Final = life_s
        self._most: Final = most
        self._monotonic: Final = monotonic
        self._kept: Final[OrderedDict[K, tuple[float, V]]] = OrderedDict()

    def get(self, key: K) -> V | None:
        kept = self._kept.get(key)
        if kept is None or kept[0] <= self._monotonic():
            return None
        return kept[1]

    def keep(self, key: K, value: V) -> None:
        self._kept[key] = (self._monotonic() + self._life_s, value)
        self._kept.move_to_end(key)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)


class Door:
    """Admits requests; its methods belong to the server's event loop.

    Args:
        services: where clients are looked up.
        monotonic: seconds that only grow, as `time.monotonic`.

    Attributes:
        numbers: counts what a client asked for that is not there.
    """

    def __init__(self, services: ApiServices, monotonic: Callable[[], float]) -> None:
        self._services: Final = services
        self._key: bytes | None = None
        self._tokens: Final[_Remembered[str, Claims]] = _Remembered(3600, 5_000, monotonic)
        self._clients: Final[_Remembered[str, ApiClient]] = _Remembered(FRESH_S, 5_000, monotonic)
        self._terminals: Final[_Remembered[str, Terminal]] = _Remembered(FRESH_S, 5_000, monotonic)
        self._clerks: Final[_Remembered[str, Clerk]] = _Remembered(FRESH_S, 5_000, monotonic)
        self._secrets: Final[_Remembered[bytes, tuple[str, int]]] = _Remembered(
            _SECRET_REMEMBERED_S, 1_000, monotonic
        )
        self._pepper: Final = secrets.token_bytes(32)
        # Apart from wrong secrets: a peer may be a proxy with a whole chain behind it, and one
        # client with a made-up token must not keep the others from fetching theirs.
        self._at_sight: Final = GuessWatch(100, 300, monotonic, _log_stranger)
        self._by_peer: Final = GuessWatch(100, 300, monotonic, _log_stranger)
        self._by_client: Final = GuessWatch(10, 300, monotonic, _log_stranger)
        self.numbers: Final = GuessWatch(30, 300, monotonic, _log_guesser)
        # One at a time: a slow comparison must not take every core from those who are known.
        self._comparing: Final = anyio.CapacityLimiter(1)

    async def admit(self, request: Request, roles: frozenset[Role]) -> ApiClient:
        """The client that asks.

        Raises:
            Problem: 401 nobody we know, 403 not in this role, 429 too many guesses.
        """
        client = await self._who(request)
        if client.role not in roles:
            raise Problem(
                403,
                "FORBIDDEN",
                marked("This client's role may not do this."),
                marked("Use the credentials of a client that may."),
            )
        return client

    async def by_secret(self, request: Request, client_id: str, secret: str) -> ApiClient:
        """The client with this id and secret.

        Raises:
            Problem: 401 there is none, 429 too many guesses.
        """
        if not 0 < len(client_id) <= _LONGEST or len(secret) > _LONGEST or "\0" in client_id:
            raise self._stranger(request, self._at_sight)
        digest = hmac.digest(
            self._pepper, f"{len(client_id)}:{client_id}{secret}".encode(errors="replace"), "sha256"
        )
        remembered = self._secrets.get(digest)
        if remembered is not None:
            client = await self._client(remembered[0])
            if client is not None and client.generation == remembered[1]:
                return client
        peer = _peer(request)
        who = f"{peer} {hashlib.sha256(client_id.encode(errors='replace')).hexdigest()}"
        self._by_peer.check(peer)
        self._by_client.check(who)
        async with self._comparing:
            known = await run_in_threadpool(
                known_by_secret, self._services.group, self._services.pins, client_id, secret
            )
        if known is None:
            self._by_client.count(who)
            raise self._stranger(request, self._by_peer)
        self._secrets.keep(digest, (known.client_id, known.generation))
        return known

    async def terminal(self, client: ApiClient) -> Terminal:
        """The kiosk or POS that a client is."""
        name = f"{client.store_code} {client.terminal}"
        known = self._terminals.get(name)
        if known is None:
            known = await run_in_threadpool(
                self._services.ecms.terminal, client.store_code, client.terminal
            )
            self._terminals.keep(name, known)
        return known

    async def clerk(self, number: str) -> Clerk | None:
        """A clerk by number."""
        known = self._clerks.get(number)
        if known is None:
            known = await run_in_threadpool(self._look_up_clerk, number)
            if known is not None:
                self._clerks.keep(number, known)
        return known

    async def signing_key(self) -> bytes:
        """The key of access tokens."""
        if self._key is None:
            self._key = await run_in_threadpool(signing_key, self._services.group)
        return self._key

    async def _who(self, request: Request) -> ApiClient:
        authorization = request.headers.get("authorization", "")
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() == "bearer":
            return await self._by_token(request, token.strip())
        username = request.headers.get("authusername")
        if username is not None and request.scope["path"].startswith("/return/"):
            return await self.by_secret(request, username, request.headers.get("authpassword", ""))
        raise Problem(
            401,
            "UNAUTHORIZED",
            marked("This needs a token."),
            marked("Get one from /accounts/oauth2/token and send it as Authorization: Bearer."),
            headers=_BEARER,
        )

    async def _by_token(self, request: Request, token: str) -> ApiClient:
        claims = self._tokens.get(token)
        if claims is None:
            claims = read_token(await self.signing_key(), token)
            if claims is None:
                raise self._stranger(request, self._at_sight)
            self._tokens.keep(token, claims)
        client = await self._client(claims.client_id)
        if (
            client is None
            or client.generation != claims.generation
            or claims.expires_at <= self._services.clock.now().timestamp()
        ):
            raise Problem(
                401,
                "UNAUTHORIZED",
                marked("The token does not hold any more."),
                marked("Get a new one from /accounts/oauth2/token."),
                headers={"WWW-Authenticate": 'Bearer error="invalid_token"'},
            )
        return client

    async def _client(self, client_id: str) -> ApiClient | None:
        """A client that may come in, as it was a few seconds ago at the earliest."""
        known = self._clients.get(client_id)
        if known is None:
            known = await run_in_threadpool(self._look_up, client_id)
            if known is None:
                return None
            self._clients.keep(client_id, known)
        return None if known.suspended else known

    def _look_up(self, client_id: str) -> ApiClient | None:
        with self._services.group.reading() as work:
            return work.clients.get(client_id)

    def _look_up_clerk(self, number: str) -> Clerk | None:
        with self._services.group.reading() as work:
            known = work.directory.clerk(number)
        return None if known is None else known.clerk

    def _stranger(self, request: Request, watch: GuessWatch) -> Problem:
        """What a guess is answered with; raises in its place when there were too many."""
        peer = _peer(request)
        watch.check(peer)
        watch.count(peer)
        return Problem(
            401,
            "UNAUTHORIZED",
            marked("These credentials are not known."),
            marked("Check client id and secret, or get a new token."),
            headers=_BEARER,
        )


def _log_stranger(_peer: str) -> None:
    # An address may be a person's.
    _log.warning("credentials are guessed")


def _log_guesser(client_id: str) -> None:
    _log.warning("numbers are guessed", client=client_id)


def _peer(request: Request) -> str:
    return request.client.host if request.client else ""
