"""Access tokens, which carry who asks, and refresh tokens, which are good once."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import jwt

from core.services.access import AccessStorage, ApiClient, RefreshGrant

ACCESS_LIFE: Final = timedelta(seconds=7200)
REFRESH_LIFE: Final = timedelta(days=30)
_KEY_NAME: Final = "access tokens"
_ALGORITHM: Final = "HS256"
_LONGEST_TOKEN: Final = 2_000


@dataclass(frozen=True, slots=True)
class IssuedTokens:
    """What the token endpoint gives out."""

    access: str
    refresh: str
    life: timedelta


@dataclass(frozen=True, slots=True)
class Claims:
    """What an access token says, once its signature is checked.

    Args:
        generation: of the client's secret when the token was given.
        expires_at: seconds since 1970.
    """

    client_id: str
    generation: int
    expires_at: float


def signing_key(storage: AccessStorage) -> bytes:
    """The key that signs access tokens, made at the first asking, one for all processes."""
    with storage.reading() as work:
        known = work.keys.get(_KEY_NAME)
    if known is None:
        with storage.writing() as work:
            known = work.keys.get(_KEY_NAME)
            if known is None:
                known = secrets.token_hex(32)
                work.keys.add(_KEY_NAME, known)
    return bytes.fromhex(known)


def issue_tokens(
    storage: AccessStorage, key: bytes, client: ApiClient, now: datetime
) -> IssuedTokens:
    """Give a client an access token and a refresh token.

    Args:
        storage: remembers the refresh token's hash.
        key: of `signing_key`.
        client: who was recognised.
        now: the present instant.
    """
    refresh = secrets.token_urlsafe(32)
    grant = RefreshGrant(client.client_id, client.generation, now + REFRESH_LIFE)
    with storage.writing() as work:
        work.refresh_tokens.forget_expired(now)
        work.refresh_tokens.add(_hashed(refresh), grant)
    claims = {
        "sub": client.client_id,
        "gen": client.generation,
        "exp": int((now + ACCESS_LIFE).timestamp()),
        # Two tokens of one second are still two tokens.
        "jti": secrets.token_urlsafe(9),
    }
    return IssuedTokens(jwt.encode(claims, key, _ALGORITHM), refresh, ACCESS_LIFE)


def renew_tokens(
    storage: AccessStorage, key: bytes, client: ApiClient, refresh: str, now: datetime
) -> IssuedTokens | None:
    """Give new tokens for a refresh token, which is dead from then on.

    Returns:
        The tokens, or None where the token is used, unknown, another client's or too old.
    """
    with storage.writing() as work:
        grant = work.refresh_tokens.take(_hashed(refresh))
    if (
        grant is None
        or grant.client_id != client.client_id
        or grant.generation != client.generation
        or grant.expires_at <= now
    ):
        return None
    return issue_tokens(storage, key, client, now)


def read_token(key: bytes, token: str) -> Claims | None:
    """What a token says, None where it is not one of ours; whether it still holds is not asked."""
    if len(token) > _LONGEST_TOKEN:
        return None
    try:
        claims = jwt.decode(
            token,
            key,
            algorithms=[_ALGORITHM],
            # The clock is an argument here, so the caller looks at `exp`.
            options={"require": ["sub", "gen", "exp"], "verify_exp": False},
        )
    except jwt.InvalidTokenError:
        return None
    return Claims(claims["sub"], claims["gen"], claims["exp"])


def _hashed(token: str) -> str:
    # A fast hash is enough: the token is 256 random bits, which nobody can go through.
    return hashlib.sha256(token.encode()).hexdigest()
