"""What the counters write down, stored, and their figures."""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, func, insert, select

from core.domain.codes import ReceiptNumber, ReturnCode
from core.domain.merchants import Store
from core.persistence.rows import instant, microseconds
from core.persistence.statements import Link
from core.persistence.tables import (
    acceptances,
    merchants,
    parcel_refusals,
    reprints,
    return_orders,
    returns,
)
from core.services.ecms import AcceptedLine, Clerk, PaperKind, RefuseParcel, Terminal

_REFUSED: Final = select(parcel_refusals.c.at).where(
    parcel_refusals.c.attempt == bindparam("attempt")
)
_REFUSE: Final = insert(parcel_refusals).values(
    {column.name: bindparam(column.name) for column in parcel_refusals.c}
)
_COPIES: Final = select(func.max(reprints.c.number)).where(
    reprints.c.order_id == bindparam("order_id"), reprints.c.kind == bindparam("kind")
)
_REPRINT: Final = insert(reprints).values(
    {column.name: bindparam(column.name) for column in reprints.c}
)
_SINCE: Final = (
    select(func.count())
    .select_from(acceptances)
    .where(
        acceptances.c.store_code == bindparam("store_code"), acceptances.c.at >= bindparam("since")
    )
)
_WAITING: Final = (
    select(func.count()).select_from(returns).where(returns.c.held_by == bindparam("store_code"))
)
_LAST: Final = (
    select(returns.c.return_code, merchants.c.name, acceptances.c.serial, acceptances.c.at)
    .select_from(
        acceptances.join(returns, returns.c.order_id == acceptances.c.order_id)
        .join(return_orders, return_orders.c.id == acceptances.c.order_id)
        .join(merchants)
    )
    .where(
        acceptances.c.store_code == bindparam("store_code"),
        acceptances.c.terminal == bindparam("terminal"),
    )
    .order_by(acceptances.c.serial.desc())
    .limit(bindparam("limit"))
)


class StoredCounters:
    """`core.services.storage.Counters` over SQL."""

    def __init__(self, link: Link) -> None:
        self._link: Final = link

    def refuse(self, order_id: int, refusal: RefuseParcel, at: datetime) -> None:
        """See `Counters.refuse`."""
        if self._link.one(_REFUSED, attempt=refusal.attempt) is not None:
            return
        self._link.run(
            _REFUSE,
            attempt=refusal.attempt,
            order_id=order_id,
            store_code=refusal.terminal.store.code,
            terminal=refusal.terminal.number,
            clerk_number=refusal.clerk.number,
            fault=refusal.fault.name,
            at=microseconds(at),
        )

    def count_reprint(
        self, order_id: int, kind: PaperKind, terminal: Terminal, clerk: Clerk, at: datetime
    ) -> int:
        """See `Counters.count_reprint`."""
        row = self._link.one(_COPIES, order_id=order_id, kind=kind.name)
        number = ((row[0] if row else None) or 0) + 1
        self._link.run(
            _REPRINT,
            order_id=order_id,
            kind=kind.name,
            number=number,
            store_code=terminal.store.code,
            terminal=terminal.number,
            clerk_number=clerk.number,
            at=microseconds(at),
        )
        return number

    def accepted_since(self, store: Store, since: datetime) -> int:
        """See `Counters.accepted_since`."""
        return self._count(self._link.one(_SINCE, store_code=store.code, since=microseconds(since)))

    def waiting(self, store: Store) -> int:
        """See `Counters.waiting`."""
        return self._count(self._link.one(_WAITING, store_code=store.code))

    def last_accepted(self, terminal: Terminal, limit: int) -> tuple[AcceptedLine, ...]:
        """See `Counters.last_accepted`."""
        store_code, number = terminal.store.code, terminal.number
        rows = self._link.all(_LAST, store_code=store_code, terminal=number, limit=limit)
        return tuple(
            AcceptedLine(
                ReturnCode(code), name, ReceiptNumber(store_code, number, serial), instant(at)
            )
            for code, name, serial, at in rows
        )

    @staticmethod
    def _count(row: tuple[int, ...] | None) -> int:
        return row[0] if row else 0
