"""The return orders, stored."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import bindparam, insert, or_, select, update

from core.domain.merchants import Store
from core.domain.orders import Parcel, ReturnOrder
from core.domain.references import LONGEST, reference_key
from core.persistence.rows import (
    ORDER,
    ORDER_WIDTH,
    STORE,
    instant,
    items_of,
    items_text,
    microseconds,
    order_of,
)
from core.persistence.statements import Link
from core.persistence.tables import acceptances, merchants, return_orders, returns, stores
from core.services.storage import Candidate, Days, OrderContent, StoredOrder, Taken

_table = return_orders.c
_with_merchant = return_orders.join(merchants)

_GET: Final = select(*ORDER).select_from(_with_merchant).where(_table.id == bindparam("order_id"))

_MATCHING: Final = (
    select(*ORDER, returns.c.order_id, acceptances.c.at, *STORE)
    .select_from(
        _with_merchant.outerjoin(returns, returns.c.order_id == _table.id)
        .outerjoin(acceptances, acceptances.c.order_id == returns.c.order_id)
        .outerjoin(stores, stores.c.code == acceptances.c.store_code)
    )
    .where(
        or_(
            _table.uid_key == bindparam("key"),
            _table.order_key == bindparam("key"),
            _table.waybill_key == bindparam("key"),
        )
    )
    .order_by(_table.last_day.desc(), _table.id)
    .limit(100)
)

_SUBMITTED: Final = (
    select(
        _table.id,
        _table.uid,
        _table.lines,
        _table.order_number,
        _table.waybill,
        _table.warehouse,
        _table.validity_days,
        _table.first_day,
        _table.length_mm,
        _table.breadth_mm,
        _table.height_mm,
        _table.weight_g,
        _table.submitted_on,
        returns.c.order_id,
        acceptances.c.at,
        *STORE,
    )
    .select_from(
        return_orders.outerjoin(returns, returns.c.order_id == _table.id)
        .outerjoin(acceptances, acceptances.c.order_id == returns.c.order_id)
        .outerjoin(stores, stores.c.code == acceptances.c.store_code)
    )
    .where(_table.merchant_code == bindparam("merchant_code"), _table.uid == bindparam("uid"))
)

_CONTENT: Final = (
    "uid",
    "order_number",
    "waybill",
    "uid_key",
    "order_key",
    "waybill_key",
    "lines",
    "warehouse",
    "validity_days",
    "first_day",
    "length_mm",
    "breadth_mm",
    "height_mm",
    "weight_g",
)
_ADD: Final = insert(return_orders).values(
    {name: bindparam(name) for name in (*_CONTENT, "merchant_code", "submitted_on", "last_day")}
)
_REPLACE: Final = (
    update(return_orders)
    .values({name: bindparam(f"new_{name}") for name in (*_CONTENT, "last_day")})
    .where(_table.id == bindparam("order_id"))
)
_CANCEL: Final = (
    update(return_orders)
    .values(cancelled_at=bindparam("at"))
    .where(_table.id == bindparam("order_id"), _table.cancelled_at.is_(None))
)


_HOLD: Final = (
    select(_table.id)
    .where(_table.merchant_code == bindparam("merchant_code"), _table.uid == bindparam("uid"))
    .with_for_update(key_share=True)
)


class StoredOrders:
    """`core.services.storage.Orders` over SQL."""

    def __init__(self, link: Link) -> None:
        self._link: Final = link

    def matching(self, key: str) -> list[Candidate]:
        """See `Orders.matching`."""
        return [
            Candidate(order_of(row), row[ORDER_WIDTH] is not None, _taken(row[ORDER_WIDTH + 1 :]))
            for row in self._link.all(_MATCHING, key=key)
        ]

    def get(self, order_id: int) -> ReturnOrder | None:
        """See `Orders.get`."""
        row = self._link.one(_GET, order_id=order_id)
        return None if row is None else order_of(row)

    def submitted(self, merchant_code: str, uid: str) -> StoredOrder | None:
        """See `Orders.submitted`."""
        if "\0" in uid:
            # Nobody could type it, so none is stored; and PostgreSQL may not even be asked.
            return None
        self._link.hold(_HOLD, merchant_code=merchant_code, uid=uid)
        row = self._link.one(_SUBMITTED, merchant_code=merchant_code, uid=uid)
        if row is None:
            return None
        content = OrderContent(
            uid=row[1],
            items=items_of(row[2]),
            order_number=row[3],
            waybill=row[4],
            warehouse=row[5],
            validity_days=row[6],
            first_day=None if row[7] is None else date.fromisoformat(row[7]),
            parcel=None if row[8] is None else Parcel(*row[8:12]),
        )
        return StoredOrder(
            row[0], content, date.fromisoformat(row[12]), row[13] is not None, _taken(row[14:])
        )

    def add(self, merchant_code: str, content: OrderContent, days: Days) -> None:
        """See `Orders.add`."""
        self._link.run(
            _ADD,
            merchant_code=merchant_code,
            submitted_on=days.submitted_on.isoformat(),
            last_day=days.last_day.isoformat(),
            **_columns(content),
        )

    def replace(self, order_id: int, content: OrderContent, last_day: date) -> None:
        """See `Orders.replace`."""
        new = {f"new_{name}": value for name, value in _columns(content).items()}
        self._link.run(_REPLACE, order_id=order_id, new_last_day=last_day.isoformat(), **new)

    def cancel(self, order_id: int, at: datetime) -> None:
        """See `Orders.cancel`."""
        self._link.run(_CANCEL, order_id=order_id, at=microseconds(at))


def _taken(row: tuple[int | None, str, str, str, str]) -> Taken | None:
    at, *store = row
    return None if at is None else Taken(Store(*store), instant(at))


def _columns(content: OrderContent) -> dict[str, object]:
    parcel = content.parcel
    return {
        "uid": content.uid,
        "order_number": content.order_number,
        "waybill": content.waybill,
        "uid_key": reference_key(content.uid),
        "order_key": _findable(content.order_number),
        "waybill_key": _findable(content.waybill),
        "lines": items_text(content.items),
        "warehouse": content.warehouse,
        "validity_days": content.validity_days,
        "first_day": None if content.first_day is None else content.first_day.isoformat(),
        "length_mm": parcel.length_mm if parcel else None,
        "breadth_mm": parcel.breadth_mm if parcel else None,
        "height_mm": parcel.height_mm if parcel else None,
        "weight_g": parcel.weight_g if parcel else None,
    }


def _findable(number: str) -> str | None:
    """The key of an order number or waybill; None for one that no customer could type."""
    key = reference_key(number)
    return key if key.isascii() and key.isalnum() and len(key) <= LONGEST else None
