"""RETURN CODEs are secrets on every way to them; labels and references are none (decision 0074)."""

from collections.abc import Callable
from typing import Any

import pytest
from api_shop import POS, ApiShop
from logistics_floor import Floor

from core.domain.codes import damm_digit
from core.domain.status import Status

LOADED = Status.ON_VEHICLE_TO_WAREHOUSE.value
Way = Callable[[ApiShop, str], Any]


def never_issued(number: int) -> str:
    """A RETURN CODE that nobody was given."""
    body = f"{number:011d}"
    return body + damm_digit(body)


def unknown_label(number: int) -> str:
    """A label of another chain's."""
    return f"10012345{number:09d}"


def _history(shop: ApiShop, number: str) -> Any:
    return shop.call("truck", "GET", f"/ecms/api/v1/returns/{number}/history")


def _merchants_history(shop: ApiShop, number: str) -> Any:
    return shop.call("merchant-b", "GET", f"/ecms/api/v1/returns/{number}/history")


def _find(shop: ApiShop, number: str) -> Any:
    return shop.post("pos-2", f"{POS}/returns/find", {"number": number})


def _batch(shop: ApiShop, *numbers: str, **headers: str) -> Any:
    scans = [Floor(shop).read(number, LOADED, minutes=0) for number in numbers]
    body = {"handheld": "HH-07", "person": "J. Cruz", "scans": scans}
    return shop.post("truck", "/ecms/api/v1/scans/batch", body, **headers)


WAYS = pytest.mark.parametrize("way", [_batch, _history, _merchants_history, _find])


@WAYS
def test_who_guesses_codes_waits_on_this_way_too(shop: ApiShop, way: Way) -> None:
    for number in range(30):
        assert way(shop, never_issued(number)).status_code in (200, 404)
    paused = way(shop, never_issued(30))
    assert (paused.status_code, paused.json()["code"]) == (429, "TOO_MANY_ATTEMPTS")
    assert int(paused.headers["Retry-After"]) == 300
    shop.hands.forward(seconds=300)
    assert way(shop, never_issued(30)).status_code in (200, 404)


@WAYS
def test_a_pile_of_labels_and_codes_that_were_issued_pause_nobody(shop: ApiShop, way: Way) -> None:
    theirs = {"merchantCode": "002", "merchantReference": "UID2"}
    asked = shop.post("merchant-b", "/ecms/api/v1/returns", _request(theirs)).json()
    for number in range(31):
        assert way(shop, unknown_label(number)).status_code in (200, 404)
        assert way(shop, asked["returnCode"]).status_code == 200
    assert way(shop, never_issued(1)).status_code in (200, 404)


def _request(changes: dict[str, str]) -> dict[str, str]:
    body = {"merchant": "", "mobileNumber": "09123456789", "type": "RETURN"}
    return body | changes


@pytest.mark.parametrize("way", [_history, _find])
def test_who_has_to_wait_for_codes_is_still_told_about_labels(shop: ApiShop, way: Way) -> None:
    tracking = shop.ask().json()["trackingNumber"]
    for number in range(30):
        way(shop, never_issued(number))
    assert way(shop, never_issued(30)).status_code == 429
    assert way(shop, tracking).status_code == 200


def test_a_merchant_that_tries_anothers_code_guesses_too(shop: ApiShop) -> None:
    code = shop.ask().json()["returnCode"]
    answers = [_merchants_history(shop, code).status_code for _ in range(31)]
    assert answers == [404] * 30 + [429]


def test_each_code_of_a_batch_counts_and_a_batch_sent_again_does_not(shop: ApiShop) -> None:
    codes = [never_issued(number) for number in range(15)]
    for _ in range(3):
        assert _batch(shop, *codes, Idempotency_Key="first").status_code == 200
    assert _batch(shop, *codes, Idempotency_Key="second").status_code == 200
    assert _batch(shop, unknown_label(1)).status_code == 429
