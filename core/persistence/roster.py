"""What is set up in the chain, read."""

from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from core.domain.merchants import Store
from core.persistence.outbox_rows import Ledger
from core.persistence.rows import MERCHANT, STORE, instant, merchant_of
from core.persistence.tables import clerks, merchants, status_events, stores, terminals
from core.services.ecms import Clerk, Terminal
from core.services.roster import Roster

_MERCHANTS: Final = select(*MERCHANT).order_by(merchants.c.code)
_STORES: Final = select(*STORE).order_by(stores.c.code)
_TERMINALS: Final = (
    select(terminals.c.number, *STORE)
    .select_from(terminals.join(stores))
    .order_by(terminals.c.store_code, terminals.c.number)
)
_CLERKS: Final = select(clerks.c.number, clerks.c.name).order_by(clerks.c.number)
_LAST_EVENT: Final = select(func.max(status_events.c.at))


class StoredRoster:
    """`core.services.roster.ReadsRoster` over SQL.

    Args:
        ledger: the database.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger: Final = ledger

    def roster(self) -> Roster:
        """See `ReadsRoster.roster`."""
        with self._ledger.reading() as work:
            link = work.link
            return Roster(
                tuple(merchant_of(row) for row in link.all(_MERCHANTS)),
                tuple(Store(*row) for row in link.all(_STORES)),
                tuple(Terminal(Store(*row[1:]), row[0]) for row in link.all(_TERMINALS)),
                tuple(Clerk(*row) for row in link.all(_CLERKS)),
            )

    def last_event(self) -> datetime | None:
        """See `ReadsRoster.last_event`."""
        with self._ledger.reading() as work:
            row = work.link.one(_LAST_EVENT)
        return None if row is None or row[0] is None else instant(row[0])
