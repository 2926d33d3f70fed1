"""What a client can't overdo: bodies, guesses, repetitions."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest
from api_shop import CLIQQ_REQUEST, KIOSK, POS, ApiShop, secret_of
from starlette.testclient import TestClient

from core.api.server import ServerThread

RETURNS = "/ecms/api/v1/returns"
MEBIBYTE = 1024 * 1024


def test_a_body_may_have_one_mebibyte_and_not_a_byte_more(shop: ApiShop) -> None:
    headers = {"Authorization": f"Bearer {shop.token('merchant-a')}"}
    fits = shop.http.post(RETURNS, content=b" " * MEBIBYTE, headers=headers)
    assert fits.status_code == 400
    for path, code in ((RETURNS, "BODY_TOO_LARGE"), ("/return/return-orders", "TOO_LARGE")):
        declared = shop.http.post(path, content=b" " * (MEBIBYTE + 1), headers=headers)
        assert (declared.status_code, declared.json()["code"]) == (413, code)
        piecewise = shop.http.post(path, content=iter([b" " * MEBIBYTE, b" "]), headers=headers)
        assert (piecewise.status_code, piecewise.json()["code"]) == (413, code)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"type":' + b"9" * 5_000 + b"}",
        b'{"merchantReference": "\\ud800"}',
        b'{"merchantCode": NaN}',
    ],
)
def test_a_body_that_is_no_request_is_refused_without_a_bug(shop: ApiShop, body: bytes) -> None:
    headers = {
        "Authorization": f"Bearer {shop.token('merchant-a')}",
        "Content-Type": "application/json",
    }
    for path, code in ((RETURNS, "BAD_REQUEST"), ("/return/return-orders", "BAD_DATA")):
        refused = shop.http.post(path, content=body, headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (400, code)


def test_a_counter_that_guesses_codes_waits(shop: ApiShop) -> None:
    for _ in range(30):
        refused = shop.accept("1822-1234-2345")
        assert (refused.status_code, refused.json()["code"]) == (404, "CODE_UNKNOWN")
    paused = shop.accept("1822-1234-2345")
    assert (paused.status_code, paused.json()["code"]) == (429, "TOO_MANY_ATTEMPTS")
    assert int(paused.headers["Retry-After"]) == 300
    asked = shop.post("pos-2", f"{POS}/returns/history", {"returnCode": "1822-1234-2345"})
    assert asked.status_code == 429
    shop.hands.forward(seconds=300)
    assert shop.accept("1822-1234-2345").status_code == 404


def test_a_kiosk_that_guesses_references_waits(shop: ApiShop) -> None:
    for number in range(10):
        body = {"reference": f"NOSUCH{number}"}
        assert shop.post("kiosk-1", f"{KIOSK}/orders/find", body).status_code == 404
    paused = shop.post("kiosk-1", f"{KIOSK}/orders/find", {"reference": "NOSUCH"})
    assert paused.status_code == 429
    assert int(paused.headers["Retry-After"]) == 300
    assert shop.post("kiosk-1", RETURNS, CLIQQ_REQUEST).status_code == 429


def test_a_terminal_speaks_for_itself_only(shop: ApiShop) -> None:
    refused = shop.call("pos-3", "GET", f"{POS}/today")
    assert (refused.status_code, refused.json()["code"]) == (403, "OTHER_TERMINAL")
    code = shop.ask().json()["returnCode"]
    body = {"returnCode": code, "clerk": "1042", "attempt": "attempt-1"}
    assert shop.post("pos-3", f"{POS}/parcels/accept", body).status_code == 403
    assert shop.accept(code).status_code == 200


def test_a_clerk_that_nobody_knows_accepts_nothing(shop: ApiShop) -> None:
    code = shop.ask().json()["returnCode"]
    body = {"returnCode": code, "clerk": "9999", "attempt": "attempt-1"}
    refused = shop.post("pos-2", f"{POS}/parcels/accept", body)
    assert (refused.status_code, refused.json()["code"]) == (403, "NO_SUCH_CLERK")
    assert shop.accept(code).status_code == 200


def test_one_attempt_used_for_two_parcels_is_two_acceptances(shop: ApiShop) -> None:
    codes = [shop.ask(merchantReference=f"UID00{n}").json()["returnCode"] for n in (1, 2)]
    receipts = [shop.accept(code, "same-attempt").json()["receipt"] for code in codes]
    assert receipts == ["0166-02-000001", "0166-02-000002"]
    assert shop.accept(codes[0], "same-attempt").json()["receipt"] == receipts[0]


def test_a_repeated_key_gives_the_first_answer_word_by_word(shop: ApiShop) -> None:
    code = shop.ask().json()["returnCode"]
    first = shop.accept(code, "attempt-1", Idempotency_Key="key-1")
    shop.hands.forward(minutes=3)
    again = shop.accept(code, "attempt-1", Idempotency_Key="key-1")
    assert (again.status_code, again.text) == (first.status_code, first.text) == (200, first.text)

    refused = shop.accept(code, "attempt-2", Idempotency_Key="key-2")
    shop.hands.forward(minutes=3)
    again = shop.accept(code, "attempt-2", Idempotency_Key="key-2")
    assert (again.status_code, again.text) == (refused.status_code, refused.text)
    assert refused.json()["code"] == "ALREADY_RETURNED"


def test_reprints_with_one_key_are_counted_once(shop: ApiShop) -> None:
    code = shop.ask().json()["returnCode"]
    shop.accept(code)
    body = {"returnCode": code, "clerk": "1042", "kind": "receipt"}
    path = f"{POS}/parcels/reprint"
    numbers = [
        shop.post("pos-2", path, body, Idempotency_Key=key).json()["number"]
        for key in ("a", "a", "b", "a")
    ]
    assert numbers == [1, 1, 2, 1]


def test_a_key_with_another_request_is_refused_and_changes_nothing(shop: ApiShop) -> None:
    codes = [shop.ask(merchantReference=f"UID00{n}").json()["returnCode"] for n in (1, 2)]
    shop.accept(codes[0], Idempotency_Key="key-1")
    other = shop.accept(codes[1], Idempotency_Key="key-1")
    assert (other.status_code, other.json()["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")
    assert shop.accept(codes[1], Idempotency_Key="key-2").status_code == 200


def test_a_first_answer_is_forgotten_after_a_week(shop: ApiShop) -> None:
    shop.ask()
    codes = [shop.ask(merchantReference=f"UID00{n}").json()["returnCode"] for n in (1, 2)]
    shop.accept(codes[0], Idempotency_Key="key-1")
    for days, status in ((6.9, 422), (0.2, 200)):
        shop.hands.forward(days=days)
        shop.tokens.clear()
        with TestClient(shop.app):
            pass  # a start tidies, and the end waits for that
        assert shop.accept(codes[1], Idempotency_Key="key-1").status_code == status


def test_a_key_belongs_to_its_client(shop: ApiShop) -> None:
    first = shop.post("merchant-a", RETURNS, CLIQQ_REQUEST, Idempotency_Key="key-1").json()
    theirs = CLIQQ_REQUEST | {"merchantCode": "002"}
    other = shop.post("merchant-b", RETURNS, theirs, Idempotency_Key="key-1").json()
    assert first["returnCode"] != other["returnCode"]


@pytest.mark.parametrize("key", ["", "two words", "ü", "x" * 256])
def test_a_key_that_cannot_be_kept_is_refused(shop: ApiShop, key: str) -> None:
    headers = {
        "Authorization": f"Bearer {shop.token('merchant-a')}",
        "Idempotency-Key": key.encode(),
    }
    sent: Any = [(name.encode(), value) for name, value in headers.items()]
    refused = shop.http.post(RETURNS, json=CLIQQ_REQUEST, headers=sent)
    assert (refused.status_code, refused.json()["code"]) == (400, "BAD_IDEMPOTENCY_KEY")


def test_a_thousand_parallel_duplicates_have_one_effect_and_one_answer(shop: ApiShop) -> None:
    """Over real sockets, with a kiosk's, a counter's and a merchant's call."""
    code = shop.ask(merchantReference="UID001").json()["returnCode"]
    calls = {
        "merchant-a": (RETURNS, CLIQQ_REQUEST),
        "pos-2": (
            f"{POS}/parcels/accept",
            {"returnCode": code, "clerk": "1042", "attempt": "attempt-1"},
        ),
    }
    with ServerThread(shop.app, port=0) as server, httpx2.Client(base_url=server.url) as http:
        for client, (path, body) in calls.items():
            headers = {
                "Authorization": f"Bearer {_token(http, client)}",
                "Idempotency-Key": "one-key",
            }

            def send(
                _number: int, path: str = path, body: object = body, headers: Any = headers
            ) -> tuple[int, str]:
                answer = http.post(path, json=body, headers=headers)
                return answer.status_code, answer.text

            with ThreadPoolExecutor(16) as pool:
                answers = set(pool.map(send, range(1_000)))
            assert len(answers) == 1
            assert next(iter(answers))[0] == 200
    with shop.group.reading() as work:
        assert len(work.orders.matching("AXDY43322222524544")) == 1
    today = shop.call("pos-2", "GET", f"{POS}/today").json()
    assert today["accepted"] == 1


def test_made_up_methods_are_counted_as_one(shop: ApiShop) -> None:
    for number in range(3):
        assert shop.http.request(f"X{number}", "/healthz").status_code == 405
    figures = shop.call("admin", "GET", "/metrics").text
    counted = [line for line in figures.splitlines() if 'path="/healthz"' in line]
    assert [line for line in counted if "_total" in line] == [
        'balik_requests_total{method="other",path="/healthz",status="405"} 3.0'
    ]


def _token(http: httpx2.Client, client_id: str) -> str:
    asked = {
        "client_id": client_id,
        "client_secret": secret_of(client_id),
        "grant_type": "client_credentials",
    }
    return str(http.post("/accounts/oauth2/token", data=asked).json()["access_token"])
