"""Every parcel by status, for the simulator's board."""

from typing import Final

from sqlalchemy import func, select

from core.domain.status import Delivery, Status
from core.persistence.database import Database
from core.persistence.pull_out_tables import custody
from core.persistence.tables import merchants, return_orders, returns
from core.services.backstage import BoardParcel

_END: Final = select(func.max(custody.c.seq))
_PARCELS: Final = (
    select(
        returns.c.return_code,
        returns.c.tracking_number,
        return_orders.c.uid,
        returns.c.store_code,
        returns.c.status,
        merchants.c.delivery,
    )
    .select_from(
        returns.join(return_orders, return_orders.c.id == returns.c.order_id).join(
            merchants, merchants.c.code == return_orders.c.merchant_code
        )
    )
    .order_by(returns.c.requested_at, returns.c.order_id)
)
_STATUSES: Final = {status.value: status for status in Status}
_DELIVERIES: Final = {delivery.value: delivery for delivery in Delivery}


class StoredBoard:
    """`core.services.backstage.ReadsBoard` over a database.

    Args:
        database: an open one; stays the caller's to close.
    """

    def __init__(self, database: Database) -> None:
        self._database: Final = database

    def end(self) -> int:
        """See `ReadsBoard.end`."""
        with self._database.reading() as work:
            row = work.link.one(_END)
        return 0 if row is None else row[0] or 0

    def parcels(self) -> list[BoardParcel]:
        """See `ReadsBoard.parcels`."""
        with self._database.reading() as work:
            rows = work.link.all(_PARCELS)
        return [
            BoardParcel(code, tracking, uid, store, _STATUSES[status], _DELIVERIES[delivery])
            for code, tracking, uid, store, status, delivery in rows
        ]
