"""A merchant's orders and returns, read page by page."""

from datetime import date
from typing import Final

from sqlalchemy import bindparam, select

from core.domain.returns import Return
from core.domain.status import Status
from core.persistence.outbox_rows import Ledger
from core.persistence.returns import RETURN, return_of
from core.persistence.rows import ORDER, ORDER_WIDTH, order_of
from core.persistence.tables import merchants, return_orders, returns
from core.services.export_orders import ExportedOrder

_table = return_orders.c
_next: Final = (
    _table.merchant_code == bindparam("merchant_code"),
    _table.uid > bindparam("after"),
)
_MERCHANT: Final = select(merchants.c.code).where(merchants.c.code == bindparam("merchant_code"))
_ORDERS: Final = (
    select(*ORDER, _table.submitted_on, _table.validity_days, returns.c.status)
    .select_from(return_orders.join(merchants).outerjoin(returns, returns.c.order_id == _table.id))
    .where(*_next)
    .order_by(_table.uid)
    .limit(bindparam("limit"))
)
_RETURNS: Final = RETURN.where(*_next).order_by(_table.uid).limit(bindparam("limit"))


class StoredPages:
    """`core.services.export_orders.Pages` over SQL.

    Args:
        ledger: the database.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger: Final = ledger

    def has_merchant(self, code: str) -> bool:
        """See `Pages.has_merchant`."""
        with self._ledger.reading() as work:
            return work.link.one(_MERCHANT, merchant_code=code) is not None

    def orders(self, merchant_code: str, after: str, limit: int) -> list[ExportedOrder]:
        """See `Pages.orders`."""
        with self._ledger.reading() as work:
            rows = work.link.all(_ORDERS, merchant_code=merchant_code, after=after, limit=limit)
        return [
            ExportedOrder(
                order_of(row),
                date.fromisoformat(row[ORDER_WIDTH]),
                row[ORDER_WIDTH + 1],
                None if row[ORDER_WIDTH + 2] is None else Status(row[ORDER_WIDTH + 2]),
            )
            for row in rows
        ]

    def returns(self, merchant_code: str, after: str, limit: int) -> list[Return]:
        """See `Pages.returns`."""
        with self._ledger.reading() as work:
            rows = work.link.all(_RETURNS, merchant_code=merchant_code, after=after, limit=limit)
        return [return_of(row) for row in rows]
