"""The custody ledger, read from its first entry."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import and_, bindparam, exists, func, not_, select

from core.domain.custody import Entry
from core.persistence.database import Database
from core.persistence.pull_out_tables import custody
from core.persistence.tables import returns, status_events

_AT_ONCE: Final = 5_000
_FACTS: Final = (
    status_events.c.order_id,
    returns.c.tracking_number,
    *(column for column in status_events.c if column.name != "order_id"),
)
_PART: Final = (
    select(custody.c.seq, custody.c.before, custody.c.hash, *_FACTS)
    .select_from(
        custody.outerjoin(
            status_events,
            and_(
                status_events.c.order_id == custody.c.order_id,
                status_events.c.status == custody.c.status,
            ),
        ).outerjoin(returns, returns.c.order_id == custody.c.order_id)
    )
    .where(custody.c.seq > bindparam("after"))
    .order_by(custody.c.seq)
    .limit(bindparam("limit"))
)
_UNENTERED: Final = (
    select(func.count())
    .where(
        not_(
            exists().where(
                custody.c.order_id == status_events.c.order_id,
                custody.c.status == status_events.c.status,
            )
        )
    )
    .select_from(status_events)
)


class StoredCustody:
    """`core.services.pull_out_books.ReadsCustody` over a database.

    Args:
        database: an open one; stays the caller's to close.
    """

    def __init__(self, database: Database) -> None:
        self._database: Final = database

    def entries(self) -> Iterator[Entry]:
        """See `ReadsCustody.entries`."""
        after = 0
        while True:
            # A part at a time: a chain's ledger does not fit into memory.
            with self._database.reading() as work:
                rows = work.link.all(_PART, after=after, limit=_AT_ONCE)
            for seq, before, own, *facts in rows:
                yield Entry(seq, before, own, None if facts[0] is None else tuple(facts))
            if not rows:
                return
            after = rows[-1][0]

    def unentered(self) -> int:
        """See `ReadsCustody.unentered`."""
        with self._database.reading() as work:
            row = work.link.one(_UNENTERED)
        return row[0] if row else 0
