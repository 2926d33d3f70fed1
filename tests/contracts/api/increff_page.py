"""The request of the Create Return Order page, word by word, and what tests do with it."""

import copy
from typing import Any

from api_shop import ApiShop

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


def without(path: str, of: dict[str, Any] = PAGE) -> dict[str, Any]:
    body = copy.deepcopy(of)
    *way, last = path.split(".")
    place: Any = body
    for step in way:
        place = place[0 if step == "0" else step]
    del place[last]
    return body


def with_changes(**changes: object) -> dict[str, Any]:
    return copy.deepcopy(PAGE) | changes


def create(shop: ApiShop, body: object = PAGE, **headers: str) -> Any:
    return shop.post("merchant-a", ORDERS, body, **headers)


def rules(shop: ApiShop, aggregator: Aggregator | None = None) -> None:
    with shop.group.writing() as work:
        work.channel.save_rules("001", ChannelRules(awb_integration=True, aggregator=aggregator))


def bad(answer: Any) -> str:
    body = answer.json()
    assert answer.status_code == 400
    assert (body["code"], body["message"]) == ("BAD_DATA", "Input validation failed")
    return str(body["description"])
