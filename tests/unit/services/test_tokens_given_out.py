"""Access tokens say who asks; refresh tokens are good once, for one client, for thirty days."""

from datetime import timedelta
from hashlib import sha256

import jwt
import pytest
from small_chain import NOON, PINS, SmallChain

from core.persistence.access_work import AccessDatabase
from core.services.access import ApiClient, Role
from core.services.access_clients import set_secret
from core.services.access_tokens import (
    issue_tokens,
    read_token,
    renew_tokens,
    signing_key,
)

_SITE = ApiClient("merchant-001", "Merchant A", Role.MERCHANT, "", merchant_code="001")
_OTHER = ApiClient("merchant-002", "Merchant B", Role.MERCHANT, "", merchant_code="002")


@pytest.fixture
def storage(chain: SmallChain) -> AccessDatabase:
    """Where two merchants' sites are known."""
    books = AccessDatabase(chain.storage)
    for client in (_SITE, _OTHER):
        set_secret(books, PINS, client, "a secret")
    return books


def test_two_tokens_of_one_second_are_two_and_say_what_they_should(
    storage: AccessDatabase,
) -> None:
    """The claims' names are RFC 7519's, and `gen` is ours."""
    key = signing_key(storage)
    first, second = (issue_tokens(storage, key, _SITE, NOON) for _ in range(2))
    assert first.access != second.access
    assert first.refresh != second.refresh
    assert len(first.refresh) == 43, "256 random bits, so that a fast hash is enough"
    said = jwt.decode(first.access, key, algorithms=["HS256"], options={"verify_exp": False})
    assert sorted(said) == ["exp", "gen", "jti", "sub"]
    end = (NOON + timedelta(seconds=7200)).timestamp()
    assert (said["sub"], said["gen"], said["exp"]) == ("merchant-001", 1, end)
    claims = read_token(key, first.access)
    assert claims is not None
    assert (claims.client_id, claims.generation, claims.expires_at) == ("merchant-001", 1, end)


def test_a_token_that_is_not_ours_says_nothing() -> None:
    key, other = b"k" * 32, b"o" * 32
    said = {"sub": "merchant-001", "gen": 1, "exp": 4_000_000_000}
    assert read_token(key, jwt.encode(said, key, "HS256")) is not None
    assert read_token(key, jwt.encode(said, other, "HS256")) is None
    for left_out in said:
        part = {name: value for name, value in said.items() if name != left_out}
        assert read_token(key, jwt.encode(part, key, "HS256")) is None
    padded = (jwt.encode(said | {"more": "x" * n}, key, "HS256") for n in range(1_380, 1_410))
    by_length = {len(token): token for token in padded}
    assert read_token(key, by_length[2_000]) is not None, "the longest that is looked at"
    assert read_token(key, by_length[min(n for n in by_length if n > 2_000)]) is None


def test_a_refresh_token_is_good_once_for_its_client_and_thirty_days(
    storage: AccessDatabase,
) -> None:
    key = signing_key(storage)
    month = timedelta(days=30)

    def given() -> str:
        return issue_tokens(storage, key, _SITE, NOON).refresh

    once = given()
    assert renew_tokens(storage, key, _SITE, once, NOON) is not None
    assert renew_tokens(storage, key, _SITE, once, NOON) is None
    late, in_time = given(), given()
    just_before = NOON + month - timedelta(seconds=1)
    assert renew_tokens(storage, key, _SITE, in_time, just_before) is not None
    assert renew_tokens(storage, key, _SITE, late, NOON + month) is None
    assert renew_tokens(storage, key, _OTHER, given(), NOON) is None
    newer = ApiClient("merchant-001", "Merchant A", Role.MERCHANT, "", 2, "001")
    assert renew_tokens(storage, key, newer, given(), NOON) is None


def test_what_nobody_can_use_any_more_is_not_kept(storage: AccessDatabase) -> None:
    key = signing_key(storage)
    old, young = (
        sha256(issue_tokens(storage, key, _SITE, at).refresh.encode()).hexdigest()
        for at in (NOON, NOON + timedelta(days=1))
    )
    issue_tokens(storage, key, _OTHER, NOON + timedelta(days=30, seconds=1))
    with storage.writing() as work:
        assert work.refresh_tokens.take(old) is None
        assert work.refresh_tokens.take(young) is not None
