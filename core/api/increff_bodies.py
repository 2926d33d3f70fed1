"""The Increff dialect's bodies, field by field (seed: Create Return Order API).

What is mandatory only for some merchants is optional here; `increff_rules` asks for it.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from core.wire.base import PLAIN, Wire

Text = Annotated[str, Field(min_length=1, max_length=500, pattern=PLAIN)]
Optional = Annotated[str, Field(max_length=2_000, pattern=PLAIN)]
Money = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False, strict=True)]
Side = Annotated[int, Field(ge=0, le=100_000, strict=True, description="Centimetres.")]
Weight = Annotated[
    float,
    Field(ge=0, le=100_000, allow_inf_nan=False, strict=True, description="Kilograms."),
]
# A number that a customer can type: 3 to 40 letters and digits, marks do not count.
_TYPED = r"^(?:[ _./#-]*[A-Za-z0-9]){3,40}[ _./#-]*$"
Reference = Annotated[str, Field(max_length=100, pattern=_TYPED)]
Waybill = Annotated[str, Field(max_length=100, pattern=f"^$|{_TYPED}")]


def _instant(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("should be a date and time, 2021-06-18T12:00:01Z") from None
    return text


Instant = Annotated[
    str,
    Field(max_length=40, examples=["2021-06-18T12:00:01Z"]),
    AfterValidator(_instant),
]


class OrderType(StrEnum):
    """Who brings the parcel back."""

    SELF_SHIP = "SELF_SHIP"
    CUSTOMER_RETURN = "CUSTOMER_RETURN"
    RETURN_TO_ORIGIN = "RETURN_TO_ORIGIN"


class RegionType(StrEnum):
    """The region of the order."""

    INDIAN = "INDIAN"
    INTERNATIONAL = "INTERNATIONAL"


class OrderItemBody(Wire):
    """One piece of one SKU."""

    item_code: Annotated[Text, Field(examples=["I10098"])]
    reason: Annotated[Text, Field(examples=["Different Size"])]
    channel_sku_code: Annotated[Text, Field(examples=["10007345"])]
    name: Optional | None = None
    price: Money | None = None
    final_amount_paid: Money | None = None
    image_url: Optional | None = None
    store_credits_used: Money | None = None


class DimensionBody(Wire):
    """The parcel's size."""

    breadth: Side
    height: Side
    length: Side
    weight: Weight


class AddressBody(Wire):
    """An address; checked, not kept."""

    name: Text
    line1: Text
    line2: Optional | None = None
    line3: Optional | None = None
    city: Text
    state: Text
    zip: Text
    country: Text
    email: Text
    phone: Text


class OrderDetailsBody(Wire):
    """The invoice of the order; checked, not kept."""

    cod_value: Money
    invoice_number: Optional | None = None
    invoice_time: Instant | None = None
    invoice_value: Money
    is_cod: Annotated[bool, Field(strict=True)]
    forward_shipment_number: Optional | None = None


class ReturnOrderBody(Wire):
    """A return order, as the merchant's order system submits it."""

    forward_order_code: Annotated[Text, Field(description="The order's number.", examples=["108"])]
    return_order_code: Annotated[
        Reference, Field(description="The UID of the return.", examples=["100078"])
    ]
    location_code: Annotated[
        Text, Field(description="The warehouse it goes back to.", examples=["Wid234"])
    ]
    return_order_time: Optional | None = None
    order_items: Annotated[tuple[OrderItemBody, ...], Field(min_length=1, max_length=500)]
    order_type: OrderType
    awb_number: Annotated[
        Waybill | None, Field(description="The waybill.", examples=["HYN402"])
    ] = None
    transporter: Optional | None = None
    currency_code: Optional | None = None
    region_type: RegionType | None = None
    seller_gstin: Optional | None = None
    return_reason: Optional | None = None
    shipment_dimension: DimensionBody | None = None
    drop_address: AddressBody | None = None
    pickup_address: AddressBody | None = None
    order_details: OrderDetailsBody | None = None


class AwbBody(Wire):
    """Which parcel?"""

    awb_number: Annotated[Text, Field(examples=["HYN402"])]
    transporter: Text


class LineBody(Wire):
    """An item that joins an order."""

    channel_return_item_code: Text
    sub_order_code: Optional | None = None
    channel_sku_code: Text
    reason_for_return: Optional | None = None
    price: Money | None = None


class ListedLineBody(Wire):
    """One item of a listed order."""

    channel_return_item_code: str
    sub_order_code: str | None
    channel_sku_code: str
    reason_for_return: str
    price: float | None


class ListedBody(Wire):
    """One return order with this waybill."""

    order_code: str
    return_order_code: str
    tracking_code: str
    transporter: str
    location_code: str
    return_order_type: OrderType
    return_line_items: tuple[ListedLineBody, ...]
    channel_return_order_status: Annotated[str, Field(examples=["CREATED", "CANCELLED"])]
    omni_return_order_status: Annotated[str, Field(examples=["CREATED", "FOR RETURN"])]
    expected_date: Annotated[str, Field(description="The end of its last day.")]
    is_synced_to_oms: bool


class ListedOrdersBody(Wire):
    """Every return order with this waybill."""

    return_order_details_list: tuple[ListedBody, ...]


class AddItemsBody(Wire):
    """Items that join an order before the warehouse has it."""

    location_code: Text
    order_code: Text
    return_line_items: Annotated[tuple[LineBody, ...], Field(min_length=1, max_length=500)]
    return_order_code: Reference


class IncreffProblemBody(Wire):
    """How this family hears of a problem."""

    code: Annotated[str, Field(examples=["BAD_DATA"])]
    message: Annotated[str, Field(examples=["Input validation failed"])]
    description: Annotated[str, Field(examples=["[channelSkuCode: may not be null]"])]
