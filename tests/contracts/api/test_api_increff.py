"""The Increff dialect, as a merchant's engineer reads it on the documentation's pages."""

import copy
from typing import Any

import pytest
from api_shop import KIOSK, POS, ApiShop, secret_of

from core.domain.orders import Parcel
from core.services.channel import Aggregator, ChannelRules

ORDERS = "/return/return-orders"

# The request of the Create Return Order page, word by word.
PAGE: dict[str, Any] = {
    "forwardOrderCode": "108",
    "returnOrderCode": "100078",
    "locationCode": "Wid234",
    "returnOrderTime": "2020-10-16T20:22:28.000+05:30",
    "orderItems": [
        {
            "itemCode": "I10098",
            "reason": "Different Size",
            "channelSkuCode": "10007345",
            "name": "Name",
            "price": 100.00,
            "finalAmountPaid": 100.00,
            "imageUrl": "xyz",
            "storeCreditsUsed": 0.0,
        }
    ],
    "orderType": "CUSTOMER_RETURN",
    "awbNumber": "HYN402",
    "transporter": "transporter",
    "currencyCode": "INR",
    "regionType": "INDIAN",
    "returnReason": "damaged product",
    "sellerGstin": "29AADCP7081J1ZY",
    "shipmentDimension": {"breadth": 10, "height": 10, "length": 10, "weight": 1},
    "dropAddress": {
        "name": "customerName",
        "line1": "address line 1",
        "line2": "address line 2",
        "line3": "address line 3",
        "city": "Bengaluru",
        "state": "Karnataka",
        "zip": "560076",
        "country": "INDIA",
        "email": "email.com",
        "phone": "9999999999",
    },
    "pickupAddress": {
        "name": "customerName",
        "line1": "address line 1",
        "line2": "address line 2",
        "line3": "address line 3",
        "city": "Bengaluru",
        "state": "Karnataka",
        "zip": "560076",
        "country": "INDIA",
        "email": "email.com",
        "phone": "9999999999",
    },
    "orderDetails": {
        "codValue": 0,
        "invoiceNumber": "INV-10",
        "invoiceTime": "2021-06-18T12:00:01Z",
        "invoiceValue": 100.00,
        "isCod": False,
        "forwardShipmentNumber": "101",
    },
}
MANDATORY: dict[str, Any] = {
    "forwardOrderCode": "108",
    "returnOrderCode": "100078",
    "locationCode": "Wid234",
    "orderItems": [{"itemCode": "I1", "reason": "Different Size", "channelSkuCode": "S1"}],
    "orderType": "CUSTOMER_RETURN",
}


def _without(path: str, of: dict[str, Any] = PAGE) -> dict[str, Any]:
    body = copy.deepcopy(of)
    *way, last = path.split(".")
    place: Any = body
    for step in way:
        place = place[0 if step == "0" else step]
    del place[last]
    return body


def _with(**changes: object) -> dict[str, Any]:
    return copy.deepcopy(PAGE) | changes


def _create(shop: ApiShop, body: object = PAGE, **headers: str) -> Any:
    return shop.post("merchant-a", ORDERS, body, **headers)


def _rules(shop: ApiShop, aggregator: Aggregator | None = None) -> None:
    with shop.group.writing() as work:
        work.channel.save_rules("001", ChannelRules(awb_integration=True, aggregator=aggregator))


def _bad(answer: Any) -> str:
    body = answer.json()
    assert answer.status_code == 400
    assert (body["code"], body["message"]) == ("BAD_DATA", "Input validation failed")
    return str(body["description"])


def test_the_pages_own_request_is_taken_with_an_empty_body(shop: ApiShop) -> None:
    answer = _create(shop)
    assert (answer.status_code, answer.content) == (200, b"")


def test_mandatory_fields_alone_are_enough(shop: ApiShop) -> None:
    assert _create(shop, MANDATORY).status_code == 200


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
    _create(shop)
    (found,) = shop.post("kiosk-1", f"{KIOSK}/orders/find", {"reference": typed}).json()["orders"]
    assert found["items"] == [
        {"code": "I10098", "name": "Name", "sku": "10007345", "reason": "Different Size"}
    ]


def test_an_order_of_one_dialect_is_returned_over_the_other(shop: ApiShop) -> None:
    _create(shop)
    numbers = shop.ask(merchantReference="100078")
    taken = shop.accept(numbers.json()["returnCode"])
    assert taken.json()["warehouse"] == "Wid234"
    assert taken.json()["items"][0]["code"] == "I10098"


def test_sizes_are_kept_in_millimetres_and_grams(shop: ApiShop) -> None:
    _create(
        shop, _with(shipmentDimension={"breadth": 20, "height": 30, "length": 25, "weight": 0.5})
    )
    with shop.group.reading() as work:
        stored = work.orders.submitted("001", "100078")
    assert stored is not None
    assert stored.content.parcel == Parcel(250, 200, 300, 500)


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("forwardOrderCode", "forwardOrderCode"),
        ("returnOrderCode", "returnOrderCode"),
        ("locationCode", "locationCode"),
        ("orderItems", "orderItems"),
        ("orderType", "orderType"),
        ("orderItems.0.itemCode", "itemCode"),
        ("orderItems.0.reason", "reason"),
        ("orderItems.0.channelSkuCode", "channelSkuCode"),
        ("shipmentDimension.breadth", "breadth"),
        ("shipmentDimension.height", "height"),
        ("shipmentDimension.length", "length"),
        ("shipmentDimension.weight", "weight"),
        *[
            (f"{address}.{field}", field)
            for address in ("dropAddress", "pickupAddress")
            for field in ("name", "line1", "city", "state", "zip", "country", "email", "phone")
        ],
        ("orderDetails.codValue", "codValue"),
        ("orderDetails.invoiceValue", "invoiceValue"),
        ("orderDetails.isCod", "isCod"),
    ],
)
def test_what_is_mandatory_may_not_be_null(shop: ApiShop, path: str, field: str) -> None:
    assert _bad(_create(shop, _without(path))) == f"[{field}: may not be null]"


_CONDITIONAL = (
    "orderItems.0.name",
    "orderItems.0.price",
    "orderItems.0.finalAmountPaid",
    "orderItems.0.imageUrl",
    "orderItems.0.storeCreditsUsed",
    "currencyCode",
    "regionType",
    "sellerGstin",
    "returnReason",
    "shipmentDimension",
    "dropAddress",
    "pickupAddress",
    "orderDetails",
)


@pytest.mark.parametrize("path", _CONDITIONAL)
def test_what_is_mandatory_with_awb_integration_is_the_merchants_setting(
    shop: ApiShop, path: str
) -> None:
    body = _without(path)
    assert _create(shop, body | {"returnOrderCode": "PLAIN1"}).status_code == 200
    _rules(shop)
    field = path.rpartition(".")[2]
    assert _bad(_create(shop, body)) == f"[{field}: may not be null]"
    assert _create(shop).status_code == 200


@pytest.mark.parametrize(
    ("aggregator", "path", "refused"),
    [
        (Aggregator.CLICKPOST, "sellerGstin", True),
        (Aggregator.CLICKPOST, "orderDetails.invoiceNumber", True),
        (Aggregator.CLICKPOST, "orderDetails.invoiceTime", True),
        (Aggregator.SHIPROCKET, "sellerGstin", False),
        (Aggregator.SHIPROCKET, "orderDetails.invoiceNumber", False),
        (Aggregator.SHIPROCKET, "orderDetails.invoiceTime", False),
    ],
)
def test_the_aggregator_makes_fields_mandatory(
    shop: ApiShop, aggregator: Aggregator, path: str, refused: bool
) -> None:
    _rules(shop, aggregator)
    answer = _create(shop, _without(path))
    if refused:
        assert _bad(answer) == f"[{path.rpartition('.')[2]}: may not be null]"
    else:
        assert answer.status_code == 200


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"orderType": "GIFT"}, "orderType: must be"),
        ({"regionType": "MARS"}, "regionType: must be"),
        ({"orderItems": []}, "orderItems: may not be empty"),
        ({"orderItems": None}, "orderItems: may not be null"),
        ({"orderItems": {}}, "orderItems: must be a list"),
        ({"forwardOrderCode": ""}, "forwardOrderCode: may not be empty"),
        ({"forwardOrderCode": 108}, "forwardOrderCode: must be a string"),
        ({"returnOrderCode": "x"}, "returnOrderCode: is not of the right form"),
        ({"shipmentDimension": "small"}, "shipmentDimension: must be an object"),
        ({"orderDetails": PAGE["orderDetails"] | {"isCod": True}}, "codValue: must be greater"),
        ({"orderDetails": PAGE["orderDetails"] | {"isCod": "no"}}, "isCod: must be true or false"),
        (
            {"orderDetails": PAGE["orderDetails"] | {"invoiceTime": "soon"}},
            "invoiceTime: should be a date and time",
        ),
        ({"orderItems": PAGE["orderItems"] * 2}, "itemCode: must be unique"),
    ],
)
def test_what_is_wrong_is_named(shop: ApiShop, changes: dict[str, object], said: str) -> None:
    description = _bad(_create(shop, _with(**changes)))
    assert description.startswith(f"[{said}")


def test_a_refused_order_is_not_stored(shop: ApiShop) -> None:
    _create(shop, _without("orderItems.0.channelSkuCode"))
    _rules(shop)
    _create(shop, _without("currencyCode"))
    with shop.group.reading() as work:
        assert work.orders.submitted("001", "100078") is None


def test_the_same_order_again_changes_nothing_other_content_replaces_it_until_it_is_used(
    shop: ApiShop,
) -> None:
    assert _create(shop).status_code == 200
    assert _create(shop).status_code == 200
    assert _create(shop, _with(locationCode="Wid999")).status_code == 200
    code = shop.ask(merchantReference="100078").json()["returnCode"]

    used = _create(shop)
    assert (used.status_code, used.json()["code"]) == (400, "BAD_DATA")
    assert used.json()["description"].startswith("[ALREADY_REQUESTED: ")
    assert _create(shop, _with(locationCode="Wid999")).status_code == 200
    assert shop.accept(code).json()["warehouse"] == "Wid999"


def test_content_that_is_not_kept_counts_as_content_too(shop: ApiShop) -> None:
    _create(shop)
    shop.ask(merchantReference="100078")
    changed = _with(pickupAddress=PAGE["pickupAddress"] | {"city": "Pasig"})
    assert _create(shop, changed).status_code == 400


def test_a_cancelled_order_is_refused_at_the_kiosk_and_at_the_counter(shop: ApiShop) -> None:
    _create(shop)
    code = shop.ask(merchantReference="100078").json()["returnCode"]

    for _ in range(2):
        cancelled = shop.call("merchant-a", "PUT", f"{ORDERS}/100078/cancel")
        assert (cancelled.status_code, cancelled.content) == (200, b"")

    found = shop.post("kiosk-1", f"{KIOSK}/orders/find", {"reference": "100078"})
    assert (found.status_code, found.json()["code"]) == (410, "CANCELLED")
    assert shop.accept(code).json()["code"] == "CANCELLED"


def test_an_order_that_was_accepted_or_is_anothers_cannot_be_cancelled(shop: ApiShop) -> None:
    _create(shop)
    theirs = shop.call("merchant-b", "PUT", f"{ORDERS}/100078/cancel")
    assert theirs.json()["description"].startswith("[UNKNOWN: ")
    shop.accept(shop.ask(merchantReference="100078").json()["returnCode"])
    late = shop.call("merchant-a", "PUT", f"{ORDERS}/100078/cancel")
    assert (late.status_code, late.json()["code"]) == (400, "BAD_DATA")


def test_a_code_with_a_slash_can_be_cancelled(shop: ApiShop) -> None:
    _create(shop, _with(returnOrderCode="R/2026/1"))
    assert shop.call("merchant-a", "PUT", f"{ORDERS}/R/2026/1/cancel").status_code == 200


def _by_waybill(shop: ApiShop, client: str = "merchant-a", **changes: str) -> list[Any]:
    asked = {"awbNumber": "HYN402", "transporter": "transporter"} | changes
    answer = shop.post(client, "/return/get/awb", asked)
    assert answer.status_code == 200
    listed: list[Any] = answer.json()["returnOrderDetailsList"]
    return listed


def test_orders_are_found_by_waybill_as_they_were_submitted(shop: ApiShop) -> None:
    _create(shop)
    assert _by_waybill(shop) == [
        {
            "orderCode": "108",
            "returnOrderCode": "100078",
            "trackingCode": "HYN402",
            "transporter": "transporter",
            "locationCode": "Wid234",
            "returnOrderType": "CUSTOMER_RETURN",
            "returnLineItems": [
                {
                    "channelReturnItemCode": "I10098",
                    "subOrderCode": None,
                    "channelSkuCode": "10007345",
                    "reasonForReturn": "Different Size",
                    "price": 100.0,
                }
            ],
            "channelReturnOrderStatus": "CREATED",
            "omniReturnOrderStatus": "CREATED",
            "expectedDate": "2026-12-05T23:59:59.000+08:00",
            "isSyncedToOms": True,
        }
    ]
    assert _by_waybill(shop, "merchant-b") == []
    assert _by_waybill(shop, transporter="another") == []
    assert _by_waybill(shop, awbNumber="NOSUCH") == []


def test_the_list_tells_the_parcels_status(shop: ApiShop) -> None:
    _create(shop)
    code = shop.ask(merchantReference="100078").json()["returnCode"]
    assert _by_waybill(shop)[0]["omniReturnOrderStatus"] == "FOR RETURN"
    shop.accept(code)
    assert _by_waybill(shop)[0]["omniReturnOrderStatus"] == "RETURNED"


def _add(shop: ApiShop, code: str, client: str = "merchant-a", uid: str = "100078") -> Any:
    line = {
        "channelReturnItemCode": code,
        "channelSkuCode": "10007346",
        "price": 55.25,
        "reasonForReturn": "Different Size",
        "subOrderCode": "1",
    }
    body = {
        "locationCode": "Wid234",
        "orderCode": "108",
        "returnLineItems": [line],
        "returnOrderCode": uid,
    }
    return shop.call(client, "PUT", "/return/update-return-order/item", body)


def test_items_join_an_order_before_and_after_the_customer_asked(shop: ApiShop) -> None:
    _create(shop)
    assert (_add(shop, "I2").status_code, _add(shop, "I2").content) == (200, b"")
    code = shop.ask(merchantReference="100078").json()["returnCode"]
    assert _add(shop, "I3").status_code == 200
    assert _add(shop, "I3").status_code == 200

    lines = _by_waybill(shop)[0]["returnLineItems"]
    assert [line["channelReturnItemCode"] for line in lines] == ["I10098", "I2", "I3"]
    assert [line["price"] for line in lines] == [100.0, 55.25, 55.25]
    verified = shop.post("pos-2", f"{POS}/codes/verify", {"returnCode": code})
    assert [item["code"] for item in verified.json()["items"]] == ["I10098", "I2"]


def test_the_first_submission_again_does_not_undo_an_added_item(shop: ApiShop) -> None:
    _create(shop)
    _add(shop, "I2")
    _create(shop)
    assert len(_by_waybill(shop)[0]["returnLineItems"]) == 2


def test_items_join_ones_own_living_orders_only(shop: ApiShop) -> None:
    _create(shop)
    assert _add(shop, "I2", uid="NOSUCH").json()["code"] == "BAD_DATA"
    assert _add(shop, "I2", client="merchant-b").json()["code"] == "BAD_DATA"
    shop.call("merchant-a", "PUT", f"{ORDERS}/100078/cancel")
    assert _add(shop, "I2").json()["description"].startswith("[CANCELLED: ")


def test_unknown_fields_are_ignored(shop: ApiShop) -> None:
    assert _create(shop, _with(returnOrderStatus="RETURN_CREATED")).status_code == 200
