"""The CLiQQ dialect, as a merchant's engineer reads it on the documentation's page."""

import re
from dataclasses import replace
from typing import Any

import pytest
from api_shop import CLIQQ_REQUEST, KIOSK, ApiShop
from increff_page import ORDERS, with_changes

from core.domain.codes import ReturnCode
from core.domain.merchants import Merchant
from core.services.administration import save_merchants
from core.services.storage import OrderContent

RETURNS = "/ecms/api/v1/returns"


def test_the_pages_own_request_is_answered_with_a_code_and_a_tracking_number(
    shop: ApiShop,
) -> None:
    answer = shop.ask()

    assert answer.status_code == 200
    assert set(answer.json()) == {"returnCode", "trackingNumber"}
    assert re.fullmatch(r"\d{4}-\d{4}-\d{4}", answer.json()["returnCode"])
    assert ReturnCode.parse(answer.json()["returnCode"])
    assert re.fullmatch(r"\d{17}", answer.json()["trackingNumber"])


def test_the_same_request_again_gives_the_same_two_numbers(shop: ApiShop) -> None:
    first = shop.ask().json()
    shop.hands.forward(days=3)
    shop.tokens.clear()
    assert shop.ask().json() == first
    assert shop.ask(merchantReference="axdy-4332 2222524544").json() == first


def test_a_merchants_request_is_found_at_the_kiosk_and_accepted_at_the_counter(
    shop: ApiShop,
) -> None:
    code = shop.ask().json()["returnCode"]

    found = shop.post("kiosk-1", f"{KIOSK}/orders/find", {"reference": "AXDY43322222524544"})
    taken = shop.accept(code)

    assert [order["hasCode"] for order in found.json()["orders"]] == [True]
    assert taken.json()["reference"] == "AXDY43322222524544"
    assert taken.json()["receipt"] == "0166-02-000001"


def test_a_kiosk_may_only_ask_for_what_the_merchant_submitted(shop: ApiShop) -> None:
    refused = shop.post("kiosk-1", RETURNS, CLIQQ_REQUEST)
    assert refused.status_code == 404
    assert refused.json()["code"] == "UNKNOWN"

    asked = shop.ask().json()
    again = shop.post("kiosk-1", RETURNS, CLIQQ_REQUEST)
    assert again.json() == asked
    other = shop.post("kiosk-1", RETURNS, CLIQQ_REQUEST | {"merchantCode": "002"})
    assert other.status_code == 404


def test_a_kiosks_request_submits_nothing(shop: ApiShop) -> None:
    shop.post("kiosk-1", RETURNS, CLIQQ_REQUEST)
    with shop.group.reading() as work:
        assert work.orders.submitted("001", "AXDY43322222524544") is None


def _at_kiosk(shop: ApiShop, reference: str) -> Any:
    return shop.post("kiosk-1", RETURNS, CLIQQ_REQUEST | {"merchantReference": reference})


def _submit(shop: ApiShop, uid: str, order: str, client: str = "merchant-a") -> None:
    body = with_changes(returnOrderCode=uid, forwardOrderCode=order, awbNumber=f"WB{uid}")
    assert shop.post(client, ORDERS, body).status_code == 200


def test_a_uid_goes_before_another_returns_order_number(shop: ApiShop) -> None:
    _submit(shop, "RET9", "100078")
    shop.hands.forward(days=1)
    shop.tokens.clear()
    _submit(shop, "100078", "108")

    at_kiosk = _at_kiosk(shop, "100078").json()

    assert at_kiosk == shop.ask(merchantReference="100078").json()
    assert at_kiosk != shop.ask(merchantReference="RET9").json()


def test_a_kiosk_may_ask_by_the_order_or_waybill_number_of_a_single_return(shop: ApiShop) -> None:
    _submit(shop, "RET9", "55512")
    _submit(shop, "RET9", "55512", "merchant-b")
    by_uid = _at_kiosk(shop, "RET9")
    assert by_uid.status_code == 200
    assert _at_kiosk(shop, "555-12").json() == by_uid.json()
    assert _at_kiosk(shop, "WBRET9").json() == by_uid.json()


def test_one_order_number_never_gives_first_one_returns_code_and_then_anothers(
    shop: ApiShop,
) -> None:
    _submit(shop, "RET1", "55512")
    shop.accept(_at_kiosk(shop, "55512").json()["returnCode"])
    assert _at_kiosk(shop, "55512").json()["code"] == "ALREADY_RETURNED"

    _submit(shop, "RET2", "55512")

    several = _at_kiosk(shop, "55512")
    assert (several.status_code, several.json()["code"]) == (409, "SEVERAL_RETURNS")
    assert several.json()["nextStep"] == "Ask by the UID of the return."
    assert _at_kiosk(shop, "RET1").json()["code"] == "ALREADY_RETURNED"
    assert _at_kiosk(shop, "RET2").status_code == 200


def test_two_uids_that_differ_by_a_mark_are_told_apart_by_it(shop: ApiShop) -> None:
    _submit(shop, "AX-1", "1001")
    _submit(shop, "A-X1", "1002")
    codes = {uid: _at_kiosk(shop, uid).json()["returnCode"] for uid in ("AX-1", "A-X1")}
    assert codes["AX-1"] != codes["A-X1"]
    assert _at_kiosk(shop, "AX1").json()["code"] == "SEVERAL_RETURNS"


def test_a_kiosk_hears_why_even_where_another_merchants_return_is_open(shop: ApiShop) -> None:
    _submit(shop, "RET9", "55512")
    _submit(shop, "RET9", "55512", "merchant-b")
    assert shop.call("merchant-a", "PUT", f"{ORDERS}/RET9/cancel").status_code == 200
    refused = _at_kiosk(shop, "RET9")
    assert (refused.status_code, refused.json()["code"]) == (410, "CANCELLED")


def test_another_merchants_reference_counts_as_a_wrong_one(shop: ApiShop) -> None:
    _submit(shop, "RET9", "55512", "merchant-b")
    assert [_at_kiosk(shop, "RET9").status_code for _ in range(11)] == [404] * 10 + [429]


def test_a_refused_request_leaves_no_id_behind(shop: ApiShop) -> None:
    """Both steps or neither: an ID that was submitted by a refused call would go on to be valid."""
    save_merchants(shop.database, [Merchant("001", "Merchant A", suspended=True)])
    refused = shop.ask()
    assert (refused.status_code, refused.json()["code"]) == (403, "MERCHANT_SUSPENDED")
    with shop.group.reading() as work:
        assert work.orders.submitted("001", "AXDY43322222524544") is None


def test_one_step_keeps_what_the_order_system_said_before(shop: ApiShop) -> None:
    """A bare request must not empty the order that was submitted with its items."""
    order = {
        "forwardOrderCode": "108",
        "returnOrderCode": "AXDY43322222524544",
        "locationCode": "Wid234",
        "orderItems": [{"itemCode": "I1", "reason": "Small", "channelSkuCode": "S1"}],
        "orderType": "CUSTOMER_RETURN",
    }
    shop.post("merchant-a", "/return/return-orders", order)
    shop.ask()
    with shop.group.reading() as work:
        stored = work.orders.submitted("001", "AXDY43322222524544")
    assert stored is not None
    assert isinstance(stored.content, OrderContent)
    assert [item.code for item in stored.content.items] == ["I1"]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"merchantCode": "002"}, 403, "FORBIDDEN"),
        ({"type": "PICKUP"}, 400, "BAD_REQUEST"),
        ({"type": None}, 400, "BAD_REQUEST"),
        ({"mobileNumber": "12345"}, 422, "BAD_MOBILE_NUMBER"),
        ({"mobileNumber": 9123456789}, 400, "BAD_REQUEST"),
        ({"merchantReference": ""}, 400, "BAD_REQUEST"),
        ({"merchantReference": "🎁🎁🎁🎁"}, 400, "BAD_REQUEST"),
        ({"merchantReference": "A" * 41}, 400, "BAD_REQUEST"),
        ({"merchantReference": "\u202eABCDEF"}, 400, "BAD_REQUEST"),
        ({"merchantReference": "ABC\x00DEF"}, 400, "BAD_REQUEST"),
        ({"merchantReference": "'; DROP TABLE returns; --"}, 400, "BAD_REQUEST"),
    ],
)
def test_a_request_that_cannot_be_is_refused_and_changes_nothing(
    shop: ApiShop, changes: dict[str, object], status: int, code: str
) -> None:
    refused = shop.ask(**changes)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert refused.json()["message"]
    with shop.group.reading() as work:
        assert work.orders.submitted("001", str(changes.get("merchantReference"))) is None


def test_every_refusal_says_why_and_what_to_do(shop: ApiShop) -> None:
    code = shop.ask().json()["returnCode"]
    shop.accept(code)
    refused = shop.ask()
    assert refused.status_code == 409
    assert refused.json()["code"] == "ALREADY_RETURNED"
    assert refused.json()["message"] == (
        "This parcel was accepted at store 0166 Pasig Blvd on 21 November 2026 at 12:00."
    )
    assert refused.json()["nextStep"]


def test_an_id_that_has_expired_gives_no_code(shop: ApiShop) -> None:
    save_merchants(shop.database, [replace(Merchant("001", "Merchant A"), validity_days=2)])
    shop.ask()
    shop.hands.forward(days=3)
    shop.tokens.clear()
    refused = shop.ask()
    assert (refused.status_code, refused.json()["code"]) == (410, "EXPIRED")


def test_fields_that_the_page_does_not_know_are_ignored(shop: ApiShop) -> None:
    assert shop.ask(colour="blue", nested={"a": [1]}).status_code == 200
