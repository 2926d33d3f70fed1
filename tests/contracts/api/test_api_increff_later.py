"""The Increff dialect after the submission: cancelling, finding by waybill, adding items."""

from typing import Any

from api_shop import KIOSK, POS, ApiShop
from increff_page import ORDERS, bad, create, with_changes


def test_a_cancelled_order_is_refused_at_the_kiosk_and_at_the_counter(shop: ApiShop) -> None:
    create(shop)
    code = shop.ask(merchantReference="100078").json()["returnCode"]

    for _ in range(2):
        cancelled = shop.call("merchant-a", "PUT", f"{ORDERS}/100078/cancel")
        assert (cancelled.status_code, cancelled.content) == (200, b"")

    found = shop.post("kiosk-1", f"{KIOSK}/orders/find", {"reference": "100078"})
    assert (found.status_code, found.json()["code"]) == (410, "CANCELLED")
    assert shop.accept(code).json()["code"] == "CANCELLED"


def test_an_order_that_was_accepted_or_is_anothers_cannot_be_cancelled(shop: ApiShop) -> None:
    create(shop)
    theirs = shop.call("merchant-b", "PUT", f"{ORDERS}/100078/cancel")
    assert theirs.json()["description"].startswith("[UNKNOWN: ")
    shop.accept(shop.ask(merchantReference="100078").json()["returnCode"])
    late = shop.call("merchant-a", "PUT", f"{ORDERS}/100078/cancel")
    assert (late.status_code, late.json()["code"]) == (400, "BAD_DATA")


def test_a_code_with_a_slash_can_be_cancelled(shop: ApiShop) -> None:
    create(shop, with_changes(returnOrderCode="R/2026/1"))
    assert shop.call("merchant-a", "PUT", f"{ORDERS}/R/2026/1/cancel").status_code == 200


def _by_waybill(shop: ApiShop, client: str = "merchant-a", **changes: str) -> list[Any]:
    asked = {"awbNumber": "HYN402", "transporter": "transporter"} | changes
    answer = shop.post(client, "/return/get/awb", asked)
    assert answer.status_code == 200
    listed: list[Any] = answer.json()["returnOrderDetailsList"]
    return listed


def test_orders_are_found_by_waybill_as_they_were_submitted(shop: ApiShop) -> None:
    create(shop)
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
    create(shop)
    code = shop.ask(merchantReference="100078").json()["returnCode"]
    assert _by_waybill(shop)[0]["omniReturnOrderStatus"] == "FOR RETURN"
    shop.accept(code)
    assert _by_waybill(shop)[0]["omniReturnOrderStatus"] == "RETURNED"


def _add(shop: ApiShop, *codes: str, client: str = "merchant-a", uid: str = "100078") -> Any:
    said = {
        "channelSkuCode": "10007346",
        "price": 55.25,
        "reasonForReturn": "Different Size",
        "subOrderCode": "1",
    }
    body = {
        "locationCode": "Wid234",
        "orderCode": "108",
        "returnLineItems": [{"channelReturnItemCode": code} | said for code in codes],
        "returnOrderCode": uid,
    }
    return shop.call(client, "PUT", "/return/update-return-order/item", body)


def test_items_join_an_order_before_and_after_the_customer_asked(shop: ApiShop) -> None:
    create(shop)
    assert (_add(shop, "I2").status_code, _add(shop, "I2").content) == (200, b"")
    code = shop.ask(merchantReference="100078").json()["returnCode"]
    assert _add(shop, "I3").status_code == 200
    assert _add(shop, "I3").status_code == 200

    lines = _by_waybill(shop)[0]["returnLineItems"]
    assert [line["channelReturnItemCode"] for line in lines] == ["I10098", "I2", "I3"]
    assert [line["price"] for line in lines] == [100.0, 55.25, 55.25]
    verified = shop.post("pos-2", f"{POS}/codes/verify", {"returnCode": code})
    assert [item["code"] for item in verified.json()["items"]] == ["I10098", "I2"]


def test_an_item_that_comes_twice_in_one_body_is_refused_and_nothing_joins(shop: ApiShop) -> None:
    create(shop)
    before = _add(shop, "I2", "I3", "I2")
    shop.ask(merchantReference="100078")
    after = _add(shop, "I2", "I3", "I2")

    assert bad(before) == bad(after) == "[channelReturnItemCode: must be unique]"
    lines = _by_waybill(shop)[0]["returnLineItems"]
    assert [line["channelReturnItemCode"] for line in lines] == ["I10098"]
    assert _add(shop, "I2", "I3").status_code == 200


def test_the_first_submission_again_does_not_undo_an_added_item(shop: ApiShop) -> None:
    create(shop)
    _add(shop, "I2")
    create(shop)
    assert len(_by_waybill(shop)[0]["returnLineItems"]) == 2


def test_items_join_ones_own_living_orders_only(shop: ApiShop) -> None:
    create(shop)
    assert _add(shop, "I2", uid="NOSUCH").json()["code"] == "BAD_DATA"
    assert _add(shop, "I2", client="merchant-b").json()["code"] == "BAD_DATA"
    shop.call("merchant-a", "PUT", f"{ORDERS}/100078/cancel")
    assert _add(shop, "I2").json()["description"].startswith("[CANCELLED: ")
