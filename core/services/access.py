"""Who may speak to the ECMS over the network, and what is kept for them, as values and protocols.

A client is a machine: a merchant's site, a kiosk, a counter. Each has its own id, secret and role.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from core.services.channel import ChannelBooks
from core.services.storage import UnitOfWork


class Role(StrEnum):
    """What a client is; it can do only its own (mission.md, "The wire")."""

    MERCHANT = "merchant"
    KIOSK = "kiosk"
    POS = "pos"
    SBS = "sbs"
    TRUCKER = "trucker"
    DC = "dc"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class ApiClient:
    """One machine that may speak to the ECMS.

    Args:
        client_id: what it calls itself, `merchant-001`.
        name: for people.
        secret_hash: of its secret, slow to guess from.
        generation: counts its secrets; tokens of an older one are dead.
        merchant_code: whose orders it may submit, for a merchant.
        store_code: where it stands, for a kiosk, a POS and an SBS.
        terminal: its number in the store, for a kiosk and a POS.
        location: where it scans, for a trucker and a DC.
        suspended: it is turned away while this is set.
    """

    client_id: str
    name: str
    role: Role
    secret_hash: str = field(repr=False)
    generation: int = 1
    merchant_code: str = ""
    store_code: str = ""
    terminal: str = ""
    location: str = ""
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class RefreshGrant:
    """What a refresh token stands for, until it is used.

    Args:
        generation: of the client's secret when the token was given.
        expires_at: aware, UTC.
    """

    client_id: str
    generation: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """The first answer to a changing call, for whoever repeats the call.

    Args:
        fingerprint: of what was asked; the same key with another question is a mistake.
        status: the HTTP status.
        body: the answer's text, "" for an empty one.
    """

    fingerprint: str
    status: int
    body: str


class Clients(Protocol):
    """The machines that may speak to the ECMS."""

    def get(self, client_id: str) -> ApiClient | None:
        """One client."""
        ...

    def all(self) -> list[ApiClient]:
        """Every client, by id."""
        ...

    def save(self, client: ApiClient) -> None:
        """Create a client, or change it."""
        ...


class RefreshTokens(Protocol):
    """Refresh tokens, known by their hashes only."""

    def add(self, token_hash: str, grant: RefreshGrant) -> None:
        """Remember a token that was given out."""
        ...

    def take(self, token_hash: str) -> RefreshGrant | None:
        """What a token stands for; from then on it is dead."""
        ...

    def forget_expired(self, now: datetime) -> None:
        """Drop tokens that nobody can use any more."""
        ...


class Keys(Protocol):
    """Secrets that the ECMS keeps for itself."""

    def get(self, name: str) -> str | None:
        """A key by its name."""
        ...

    def add(self, name: str, secret: str) -> None:
        """Keep a new key."""
        ...


class Answers(Protocol):
    """First answers, by client and Idempotency-Key."""

    def expect(self, client_id: str, key: str) -> None:
        """Say that `get` will ask for it; see `Returns.expect_code`."""
        ...

    def get(self, client_id: str, key: str) -> StoredAnswer | None:
        """The first answer."""
        ...

    def add(self, client_id: str, key: str, answer: StoredAnswer, at: datetime) -> None:
        """Keep the first answer, in the transaction of what it tells of."""
        ...

    def forget_before(self, at: datetime, most: int) -> int:
        """Drop the oldest answers, at most so many, that are older; how many there were."""
        ...


class AccessWork(UnitOfWork, Protocol):
    """One transaction's view of everything, with what the network door keeps."""

    @property
    def clients(self) -> Clients:
        """The clients."""
        ...

    @property
    def refresh_tokens(self) -> RefreshTokens:
        """The refresh tokens."""
        ...

    @property
    def keys(self) -> Keys:
        """The ECMS's own secrets."""
        ...

    @property
    def answers(self) -> Answers:
        """The first answers."""
        ...

    @property
    def channel(self) -> ChannelBooks:
        """What merchants' order systems say beside the return order."""
        ...


class AccessStorage(Protocol):
    """`core.services.storage.Storage` whose units of work know the network door's books too."""

    def reading(self) -> AbstractContextManager[AccessWork]:
        """See `Storage.reading`."""
        ...

    def writing(self) -> AbstractContextManager[AccessWork]:
        """See `Storage.writing`."""
        ...
