"""Which fields of the Increff dialect are mandatory, and what is said of those that are wrong."""

import pytest
from api_shop import ApiShop
from increff_page import PAGE, bad, create, rules, with_changes, without

from core.services.channel import Aggregator

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
    assert bad(create(shop, without(path))) == f"[{field}: may not be null]"


@pytest.mark.parametrize("path", _CONDITIONAL)
def test_what_is_mandatory_with_awb_integration_is_the_merchants_setting(
    shop: ApiShop, path: str
) -> None:
    body = without(path)
    assert create(shop, body | {"returnOrderCode": "PLAIN1"}).status_code == 200
    rules(shop)
    field = path.rpartition(".")[2]
    assert bad(create(shop, body)) == f"[{field}: may not be null]"
    assert create(shop).status_code == 200


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
    rules(shop, aggregator)
    answer = create(shop, without(path))
    if refused:
        assert bad(answer) == f"[{path.rpartition('.')[2]}: may not be null]"
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
    description = bad(create(shop, with_changes(**changes)))
    assert description.startswith(f"[{said}")


def test_a_refused_order_is_not_stored(shop: ApiShop) -> None:
    create(shop, without("orderItems.0.channelSkuCode"))
    rules(shop)
    create(shop, without("currencyCode"))
    with shop.group.reading() as work:
        assert work.orders.submitted("001", "100078") is None


def test_a_key_of_another_request_is_bad_data_to_this_family_as_described(shop: ApiShop) -> None:
    create(shop, Idempotency_Key="key-1")
    reused = create(shop, with_changes(forwardOrderCode="109"), Idempotency_Key="key-1")
    assert (reused.status_code, reused.json()["code"]) == (400, "BAD_DATA")
    assert reused.json()["description"].startswith("[IDEMPOTENCY_KEY_REUSED: ")

    described = shop.http.get("/openapi.json").json()["paths"]
    family = [path for path in described if path.startswith("/return/")]
    assert family
    for path in family:
        for operation in described[path].values():
            assert "422" not in operation["responses"], path
            assert "Idempotency-Key" in operation["responses"]["400"]["description"]
