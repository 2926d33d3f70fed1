"""The Increff dialect's conditional rules, which are settings of the merchant, and its values."""

import hashlib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from core.api.increff_bodies import LineBody, OrderItemBody, ReturnOrderBody
from core.domain.orders import Item, Parcel
from core.services.channel import Aggregator, ChannelLine, ChannelOrder, ChannelRules, LateItem
from core.services.storage import OrderContent

NULL: Final = "may not be null"
NOT_UNIQUE: Final = "must be unique"
_WITH_AWB: Final = (
    "currency_code",
    "region_type",
    "return_reason",
    "shipment_dimension",
    "drop_address",
    "pickup_address",
    "order_details",
)
_ITEM_WITH_AWB: Final = (
    "name",
    "price",
    "final_amount_paid",
    "image_url",
    "store_credits_used",
)


def wrong_fields(body: ReturnOrderBody, rules: ChannelRules) -> tuple[str, ...]:
    """What is missing or wrong for this merchant, as `field: what`."""
    return tuple(dict.fromkeys(_wrong(body, rules)))


def wrong_lines(lines: Sequence[LineBody]) -> tuple[str, ...]:
    """What is wrong with items that join an order, as `field: what`."""
    codes = {line.channel_return_item_code for line in lines}
    if len(codes) < len(lines):
        return (f"channelReturnItemCode: {NOT_UNIQUE}",)
    return ()


def content_of(body: ReturnOrderBody) -> OrderContent:
    """The return order, as the domain has it."""
    size = body.shipment_dimension
    return OrderContent(
        uid=body.return_order_code.strip(),
        items=tuple(_item(item) for item in body.order_items),
        order_number=body.forward_order_code,
        waybill=body.awb_number or "",
        warehouse=body.location_code,
        parcel=None
        if size is None
        else Parcel(
            size.length * 10, size.breadth * 10, size.height * 10, round(size.weight * 1_000)
        ),
    )


def channel_order_of(body: ReturnOrderBody) -> ChannelOrder:
    """What is said beside the return order."""
    whole = body.model_dump_json(by_alias=True).encode()
    return ChannelOrder(
        order_type=body.order_type.value,
        transporter=body.transporter or "",
        currency=body.currency_code or "",
        lines={item.item_code: ChannelLine(minor(item.price)) for item in body.order_items},
        fingerprint=hashlib.sha256(whole).hexdigest(),
    )


def late_item_of(line: LineBody) -> LateItem:
    """An item that joins an order."""
    item = Item(
        line.channel_return_item_code,
        "",
        line.channel_sku_code,
        line.reason_for_return or "",
    )
    return LateItem(item, ChannelLine(minor(line.price), line.sub_order_code or ""))


def minor(price: float | None) -> int | None:
    """A price in hundredths, as money is stored."""
    return None if price is None else int((Decimal(str(price)) * 100).to_integral_value())


def _wrong(body: ReturnOrderBody, rules: ChannelRules) -> Iterator[str]:
    codes = [item.item_code for item in body.order_items]
    if len(set(codes)) < len(codes):
        yield f"itemCode: {NOT_UNIQUE}"
    details = body.order_details
    if details is not None and details.is_cod and details.cod_value <= 0:
        yield "codValue: must be greater than 0"
    if not rules.awb_integration:
        return
    for item in body.order_items:
        for field in _ITEM_WITH_AWB:
            if getattr(item, field) is None:
                yield f"{_wire_name(OrderItemBody, field)}: {NULL}"
    for field in _WITH_AWB:
        if getattr(body, field) is None:
            yield f"{_wire_name(ReturnOrderBody, field)}: {NULL}"
    if body.seller_gstin is None and rules.aggregator is not Aggregator.SHIPROCKET:
        yield f"sellerGstin: {NULL}"
    if details is not None and rules.aggregator is Aggregator.CLICKPOST:
        if details.invoice_number is None:
            yield f"invoiceNumber: {NULL}"
        if details.invoice_time is None:
            yield f"invoiceTime: {NULL}"


def _wire_name(body: type[OrderItemBody] | type[ReturnOrderBody], field: str) -> str:
    return body.model_fields[field].alias or field


def _item(item: OrderItemBody) -> Item:
    return Item(item.item_code, item.name or "", item.channel_sku_code, item.reason)
