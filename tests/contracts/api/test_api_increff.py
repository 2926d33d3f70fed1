"""The Increff dialect, as a merchant's engineer reads it on the documentation's pages."""

from typing import Any

import pytest
from api_shop import KIOSK, ApiShop, secret_of
from increff_page import ORDERS, PAGE, create, with_changes

from core.domain.orders import Parcel

MANDATORY: dict[str, Any] = {
    "forwardOrderCode": "108",
    "returnOrderCode": "100078",
    "locationCode": "Wid234",
    "orderItems": [{"itemCode": "I1", "reason": "Different Size", "channelSkuCode": "S1"}],
    "orderType": "CUSTOMER_RETURN",
}


def test_the_pages_own_request_is_taken_with_an_empty_body(shop: ApiShop) -> None:
    answer = create(shop)
    assert (answer.status_code, answer.content) == (200, b"")


def test_mandatory_fields_alone_are_enough(shop: ApiShop) -> None:
    assert create(shop, MANDATORY).status_code == 200


@pytest.mark.parametrize("headers", [{}, {"authDomainName": "clientName-domain"}])
def test_username_and_password_headers_open_the_door(
    shop: ApiShop, headers: dict[str, str]
) -> None:
    headers |= {"authUsername": "merchant-a", "authPassword": secret_of("merchant-a")}
    assert shop.http.post(ORDERS, json=PAGE, headers=headers).status_code == 200
    assert shop.http.post(ORDERS, json=PAGE, headers=headers).status_code == 200
    wrong = shop.http.post(ORDERS, json=PAGE, headers=headers | {"authPassword": "guess"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "AUTH_ERROR")


def test_username_and_password_open_this_dialect_only(shop: ApiShop) -> None:
    headers = {"authUsername": "admin", "authPassword": secret_of("admin")}
    assert shop.http.get("/metrics", headers=headers).status_code == 401


@pytest.mark.parametrize("typed", ["100078", "108", "HYN402"])
def test_the_customer_finds_the_order_by_each_of_its_numbers(shop: ApiShop, typed: str) -> None:
    create(shop)
    (found,) = shop.post("kiosk-1", f"{KIOSK}/orders/find", {"reference": typed}).json()["orders"]
    assert found["items"] == [
        {"code": "I10098", "name": "Name", "sku": "10007345", "reason": "Different Size"}
    ]


def test_an_order_of_one_dialect_is_returned_over_the_other(shop: ApiShop) -> None:
    create(shop)
    numbers = shop.ask(merchantReference="100078")
    taken = shop.accept(numbers.json()["returnCode"])
    assert taken.json()["warehouse"] == "Wid234"
    assert taken.json()["items"][0]["code"] == "I10098"


def test_sizes_are_kept_in_millimetres_and_grams(shop: ApiShop) -> None:
    create(
        shop,
        with_changes(shipmentDimension={"breadth": 20, "height": 30, "length": 25, "weight": 0.5}),
    )
    with shop.group.reading() as work:
        stored = work.orders.submitted("001", "100078")
    assert stored is not None
    assert stored.content.parcel == Parcel(250, 200, 300, 500)


def test_the_same_order_again_changes_nothing_other_content_replaces_it_until_it_is_used(
    shop: ApiShop,
) -> None:
    assert create(shop).status_code == 200
    assert create(shop).status_code == 200
    assert create(shop, with_changes(locationCode="Wid999")).status_code == 200
    code = shop.ask(merchantReference="100078").json()["returnCode"]

    used = create(shop)
    assert (used.status_code, used.json()["code"]) == (400, "BAD_DATA")
    assert used.json()["description"].startswith("[ALREADY_REQUESTED: ")
    assert create(shop, with_changes(locationCode="Wid999")).status_code == 200
    assert shop.accept(code).json()["warehouse"] == "Wid999"


def test_content_that_is_not_kept_counts_as_content_too(shop: ApiShop) -> None:
    create(shop)
    shop.ask(merchantReference="100078")
    changed = with_changes(pickupAddress=PAGE["pickupAddress"] | {"city": "Pasig"})
    assert create(shop, changed).status_code == 400


def test_unknown_fields_are_ignored(shop: ApiShop) -> None:
    assert create(shop, with_changes(returnOrderStatus="RETURN_CREATED")).status_code == 200
