"""Tokens, as CLiQQ's documentation and RFC 6749 have them."""

import base64
from typing import Any

import pytest
from api_shop import CLIENTS, CLIQQ_REQUEST, POS, ApiShop, secret_of

from core.services.access_clients import rotate_secret, suspend_client

ENDPOINT = "/accounts/oauth2/token"
_GUESS = {"client_secret": "guess"}


def _asked(client_id: str = "merchant-a", **changes: str) -> dict[str, str]:
    asked = {
        "client_id": client_id,
        "client_secret": secret_of(client_id),
        "grant_type": "client_credentials",
        "response_type": "token",
    }
    return asked | changes


def _error(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]


def _works(shop: ApiShop, token: str) -> bool:
    answer = shop.http.post(
        "/ecms/api/v1/returns", json=CLIQQ_REQUEST, headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code in (200, 401)
    return bool(answer.status_code == 200)


@pytest.mark.parametrize("way", ["params", "data"])
def test_client_credentials_give_a_token_for_two_hours(shop: ApiShop, way: str) -> None:
    answer = shop.http.post(ENDPOINT, **{way: _asked()})

    assert answer.status_code == 200
    given = answer.json()
    assert set(given) == {"access_token", "token_type", "expires_in", "refresh_token"}
    assert (given["token_type"], given["expires_in"]) == ("bearer", 7200)
    assert answer.headers["cache-control"] == "no-store"
    assert _works(shop, given["access_token"])


def test_the_secret_may_come_by_http_basic(shop: ApiShop) -> None:
    basic = base64.b64encode(f"merchant-a:{secret_of('merchant-a')}".encode()).decode()
    answer = shop.http.post(
        ENDPOINT,
        data={"grant_type": "client_credentials"},
        headers={"Authorization": f"Basic {basic}"},
    )
    assert answer.status_code == 200


@pytest.mark.parametrize("sent", ["é", "bWVyY2hhbnQtYQ=", "/w==", "two words"])
def test_a_basic_header_that_cannot_be_read_is_refused(shop: ApiShop, sent: str) -> None:
    answer = shop.http.post(
        ENDPOINT,
        data={"grant_type": "client_credentials"},
        headers=[(b"Authorization", f"Basic {sent}".encode("latin-1"))],
    )
    assert _error(answer) == (400, "invalid_request")


def test_a_token_dies_after_two_hours(shop: ApiShop) -> None:
    token = shop.token("merchant-a")
    shop.hands.forward(seconds=7199)
    assert _works(shop, token)
    shop.hands.forward(seconds=1)
    assert not _works(shop, token)


def test_a_refresh_token_is_good_once(shop: ApiShop) -> None:
    first = shop.http.post(ENDPOINT, params=_asked()).json()
    renewal = _asked(grant_type="refresh_token", refresh_token=first["refresh_token"])

    second = shop.http.post(ENDPOINT, params=renewal)

    assert second.status_code == 200
    assert _works(shop, second.json()["access_token"])
    assert second.json()["refresh_token"] != first["refresh_token"]
    assert _error(shop.http.post(ENDPOINT, params=renewal)) == (400, "invalid_grant")
    third = _asked(grant_type="refresh_token", refresh_token=second.json()["refresh_token"])
    assert shop.http.post(ENDPOINT, data=third).status_code == 200


def test_a_refresh_token_serves_its_own_client_only_and_not_for_ever(shop: ApiShop) -> None:
    refresh = shop.http.post(ENDPOINT, params=_asked()).json()["refresh_token"]
    stolen = _asked("merchant-b", grant_type="refresh_token", refresh_token=refresh)
    assert _error(shop.http.post(ENDPOINT, params=stolen)) == (400, "invalid_grant")

    refresh = shop.http.post(ENDPOINT, params=_asked()).json()["refresh_token"]
    shop.hands.forward(days=30)
    late = _asked(grant_type="refresh_token", refresh_token=refresh)
    assert _error(shop.http.post(ENDPOINT, params=late)) == (400, "invalid_grant")


@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "nobody"}, 401, "invalid_client"),
        ({"client_id": ""}, 400, "invalid_request"),
        ({"client_id": "x" * 10_000}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": ""}, 400, "invalid_request"),
        ({"response_type": "code"}, 400, "invalid_request"),
        ({"grant_type": "refresh_token"}, 400, "invalid_request"),
        ({"grant_type": "refresh_token", "refresh_token": "made up"}, 400, "invalid_grant"),
    ],
)
def test_refusals_are_said_as_the_rfc_says_them(
    shop: ApiShop, changes: dict[str, str], status: int, error: str
) -> None:
    assert _error(shop.http.post(ENDPOINT, params=_asked(**changes))) == (status, error)
    assert _error(shop.http.post(ENDPOINT, data=_asked(**changes))) == (status, error)


def test_a_parameter_may_come_once(shop: ApiShop) -> None:
    both = shop.http.post(ENDPOINT, params=_asked(), data={"client_id": "merchant-b"})
    assert _error(both) == (400, "invalid_request")


def test_a_new_secret_ends_the_old_one_and_its_tokens(shop: ApiShop, cheap_pins: Any) -> None:
    given = shop.http.post(ENDPOINT, params=_asked()).json()
    secret = rotate_secret(shop.group, cheap_pins, "merchant-a")
    shop.hands.forward(seconds=6)

    assert not _works(shop, given["access_token"])
    assert _error(shop.http.post(ENDPOINT, params=_asked())) == (401, "invalid_client")
    new = _asked(client_secret=secret)
    old = new | {"grant_type": "refresh_token", "refresh_token": given["refresh_token"]}
    assert _error(shop.http.post(ENDPOINT, params=old)) == (400, "invalid_grant")
    assert _works(shop, shop.http.post(ENDPOINT, params=new).json()["access_token"])


def test_a_suspended_client_is_turned_away_within_seconds(shop: ApiShop) -> None:
    token = shop.token("merchant-a")
    assert _works(shop, token)
    suspend_client(shop.group, "merchant-a", suspended=True)
    shop.hands.forward(seconds=6)
    assert not _works(shop, token)
    assert _error(shop.http.post(ENDPOINT, params=_asked())) == (401, "invalid_client")
    suspend_client(shop.group, "merchant-a", suspended=False)
    shop.hands.forward(seconds=6)
    assert _works(shop, token)


def test_who_guesses_secrets_waits(shop: ApiShop) -> None:
    for _ in range(10):
        wrong = shop.http.post(ENDPOINT, params=_asked(**_GUESS))
        assert wrong.status_code == 401
    paused = shop.http.post(ENDPOINT, params=_asked(**_GUESS))
    assert paused.status_code == 429
    assert int(paused.headers["Retry-After"]) == 300
    assert shop.http.post(ENDPOINT, params=_asked()).status_code == 429, "the right one waits too"
    assert shop.http.post(ENDPOINT, params=_asked("merchant-b")).status_code == 200
    shop.hands.forward(seconds=300)
    assert shop.http.post(ENDPOINT, params=_asked()).status_code == 200


def test_who_guesses_tokens_waits_and_who_has_one_does_not(shop: ApiShop) -> None:
    good = shop.token("merchant-a")
    headers = {"Authorization": "Bearer made-up"}
    for _ in range(100):
        assert shop.http.get(f"{POS}/today", headers=headers).status_code == 401
    paused = shop.http.get(f"{POS}/today", headers=headers)
    assert paused.status_code == 429
    assert int(paused.headers["Retry-After"]) > 0
    assert _works(shop, good)


_GARBAGE: list[dict[str, Any]] = [
    {"headers": {"Authorization": "Bearer made-up"}},
    {"headers": {"authUsername": "", "authPassword": "x"}},
    {"headers": {"authUsername": "x" * 201, "authPassword": "x"}},
]


@pytest.mark.parametrize("garbage", _GARBAGE, ids=["token", "no id", "long id"])
def test_garbage_of_one_client_keeps_no_other_behind_the_same_proxy_out(
    shop: ApiShop, garbage: dict[str, Any]
) -> None:
    answers = [shop.http.post("/return/get/awb", **garbage).status_code for _ in range(101)]
    assert answers == [401] * 100 + [429]

    assert shop.http.post(ENDPOINT, params=_asked(**_GUESS)).status_code == 401
    fresh = shop.http.post(ENDPOINT, params=_asked())
    assert fresh.status_code == 200
    assert _works(shop, fresh.json()["access_token"])


def test_who_tries_secrets_of_many_clients_waits(shop: ApiShop) -> None:
    for number in range(100):
        wrong = shop.http.post(ENDPOINT, params=_asked(f"guess-{number}", **_GUESS))
        assert wrong.status_code == 401
    assert shop.http.post(ENDPOINT, params=_asked("guess-100", **_GUESS)).status_code == 429
    assert shop.http.post(ENDPOINT, params=_asked()).status_code == 429


@pytest.mark.parametrize(
    "token",
    [
        "",
        "made-up",
        "Ym9ic2sVzc2lvbjE6cdzNjcmV0",
        # alg: none, for merchant-a
        "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJtZXJjaGFudC1hIiwiZ2VuIjoxLCJleHAiOjk5OTk5OTk5OTl9.",
        "a" * 100_000,
    ],
)
def test_a_token_that_is_not_ours_opens_nothing(shop: ApiShop, token: str) -> None:
    assert not _works(shop, token)


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.client_id)
def test_a_role_can_do_only_its_own(shop: ApiShop, client: Any) -> None:
    """Each call of the description is tried by each role; the door answers before the rules do."""
    described = shop.http.get("/openapi.json").json()
    headers = {"Authorization": f"Bearer {shop.token(client.client_id)}"}
    opened = set()
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            if not operation.get("security"):
                continue
            answer = shop.http.request(method, path, headers=headers)
            assert answer.status_code != 401, path
            forbidden = answer.status_code == 403 and "FORBIDDEN" in answer.text
            may = f" {client.role.value}" in operation["description"].rpartition("Roles:")[2]
            assert forbidden != may, (path, answer.text)
            if may:
                opened.add(path)
    assert opened, "a role that can do nothing"


def test_nothing_answers_without_a_token_but_health_docs_and_the_token_endpoint(
    shop: ApiShop,
) -> None:
    described = shop.http.get("/openapi.json").json()
    open_paths = set()
    for path, methods in described["paths"].items():
        for method in methods:
            answer = shop.http.request(method, path, content=b"{not even JSON")
            if answer.status_code != 401:
                open_paths.add(path)
    assert open_paths == {ENDPOINT, "/healthz", "/readyz"}
    undescribed = {route.path_format for route in shop.app.routes} - set(described["paths"])
    assert undescribed == {"/docs", "/openapi.json"}
