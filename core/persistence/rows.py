"""Rows to the domain's values and back."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, func, literal_column, select

from core.domain.merchants import Merchant
from core.domain.orders import Item, Parcel, ReturnOrder
from core.domain.status import Delivery
from core.persistence.tables import closures, merchants, return_orders, stores

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_MINUTE: Final = 60_000_000
_NOWHERE: Final[frozenset[str]] = frozenset()


def instant(microseconds: int) -> datetime:
    """A stored instant, aware, UTC."""
    return _EPOCH + timedelta(microseconds=microseconds)


def microseconds(at: datetime) -> int:
    """An aware instant as it is stored."""
    return (at - _EPOCH) // _MICROSECOND


def iso_instant(microseconds: int) -> str:
    """`instant(microseconds).isoformat()` in less than half its time, for files of many rows."""
    minute, rest = divmod(microseconds, _MINUTE)
    second, fraction = divmod(rest, 1_000_000)
    if fraction:
        return f"{_iso_minute(minute)}{second:02d}.{fraction:06d}+00:00"
    return f"{_iso_minute(minute)}{second:02d}+00:00"


@lru_cache(maxsize=4096)
def _iso_minute(minute: int) -> str:
    return instant(minute * _MINUTE).isoformat()[: len("2026-11-21T04:00:")]


# Written out, not bound: each is part of the statement's own text.
_LINE_FEED: Final[Any] = literal_column("'\n'")

# Closed places travel inside the order's own row, so that a look-up stays one statement.
_closed_places: Final = (
    select(
        func.aggregate_strings(
            closures.c.kind + literal_column("':'") + closures.c.place, _LINE_FEED
        )
    )
    .where(closures.c.merchant_code == merchants.c.code)
    .scalar_subquery()
)

MERCHANT: Final[Sequence[ColumnElement[Any]]] = (
    merchants.c.code,
    merchants.c.name,
    merchants.c.colour,
    merchants.c.delivery,
    merchants.c.validity_days,
    merchants.c.suspended,
    _closed_places.label("closed_places"),
)

STORE: Final[Sequence[ColumnElement[Any]]] = (
    stores.c.code,
    stores.c.name,
    stores.c.region,
    stores.c.time_zone,
)

ORDER: Final[Sequence[ColumnElement[Any]]] = (
    return_orders.c.id,
    return_orders.c.uid,
    return_orders.c.lines,
    return_orders.c.last_day,
    return_orders.c.order_number,
    return_orders.c.waybill,
    return_orders.c.first_day,
    return_orders.c.cancelled_at,
    return_orders.c.warehouse,
    return_orders.c.length_mm,
    return_orders.c.breadth_mm,
    return_orders.c.height_mm,
    return_orders.c.weight_g,
    *MERCHANT,
)
ORDER_WIDTH: Final = len(ORDER)


def merchant_of(row: Sequence[Any]) -> Merchant:
    """A merchant from its `MERCHANT` columns."""
    code, name, colour, delivery, validity_days, suspended, closed = row
    closed_stores = closed_regions = _NOWHERE
    if closed:
        places = [line.partition(":") for line in closed.split("\n")]
        closed_stores = frozenset(place for kind, _, place in places if kind == "store")
        closed_regions = frozenset(place for kind, _, place in places if kind == "region")
    return Merchant(
        code,
        name,
        colour,
        Delivery(delivery),
        validity_days,
        suspended == 1,
        closed_stores,
        closed_regions,
    )


def order_of(row: Sequence[Any]) -> ReturnOrder:
    """A return order from its `ORDER` columns."""
    (
        order_id,
        uid,
        items,
        last_day,
        order_number,
        waybill,
        first_day,
        cancelled_at,
        warehouse,
        length,
        breadth,
        height,
        weight,
    ) = row[:13]
    return ReturnOrder(
        order_id,
        merchant_of(row[13:ORDER_WIDTH]),
        uid,
        items_of(items),
        date.fromisoformat(last_day),
        order_number,
        waybill,
        None if first_day is None else date.fromisoformat(first_day),
        None if cancelled_at is None else instant(cancelled_at),
        None if length is None else Parcel(length, breadth, height, weight),
        warehouse,
    )


def items_of(text: str) -> tuple[Item, ...]:
    """An order's items from their stored text."""
    return tuple([Item(*fields) for fields in json.loads(text)])


def items_text(items: tuple[Item, ...]) -> str:
    """An order's items as they are stored: a JSON list of [code, name, SKU, reason]."""
    return json.dumps(
        [[item.code, item.name, item.sku, item.reason] for item in items],
        ensure_ascii=False,
        separators=(",", ":"),
    )
