"""Merchants, stores, terminals and clerks, stored."""

from typing import Final

from sqlalchemy import Table, bindparam, delete, select, update

# Its ON CONFLICT is SQLite's as well.
from sqlalchemy.dialects.postgresql import insert as insert_new

from core.domain.merchants import Merchant, Store
from core.persistence.rows import MERCHANT, STORE, merchant_of
from core.persistence.statements import Link
from core.persistence.tables import clerks, closures, merchants, stores, terminals
from core.services.ecms import Clerk, Terminal
from core.services.storage import ClerkSecret

_MERCHANT: Final = select(*MERCHANT).where(merchants.c.code == bindparam("code"))
_STORE: Final = select(*STORE).where(stores.c.code == bindparam("code"))
_TERMINAL: Final = (
    select(terminals.c.number, *STORE)
    .select_from(terminals.join(stores))
    .where(
        terminals.c.store_code == bindparam("store_code"), terminals.c.number == bindparam("number")
    )
)
_CLERK: Final = select(clerks.c.number, clerks.c.name, clerks.c.pin_hash).where(
    clerks.c.number == bindparam("number")
)
_OPEN_EVERYWHERE: Final = delete(closures).where(closures.c.merchant_code == bindparam("code"))
_ADD: Final = {
    table.name: insert_new(table)
    .values({column.name: bindparam(column.name) for column in table.c})
    .on_conflict_do_nothing()
    for table in (merchants, stores, terminals, clerks, closures)
}
_CHANGE: Final = {
    table.name: update(table)
    .values({column.name: bindparam(column.name) for column in table.c if column is not key})
    .where(key == bindparam("which"))
    for table, key in (
        (merchants, merchants.c.code),
        (stores, stores.c.code),
        (clerks, clerks.c.number),
    )
}


class StoredDirectory:
    """`core.services.storage.Directory` over SQL."""

    def __init__(self, link: Link) -> None:
        self._link: Final = link

    def merchant(self, code: str) -> Merchant | None:
        """See `Directory.merchant`."""
        row = self._link.one(_MERCHANT, code=code)
        return None if row is None else merchant_of(row)

    def save_merchant(self, merchant: Merchant) -> None:
        """See `Directory.save_merchant`."""
        self._save(
            merchants,
            code=merchant.code,
            name=merchant.name,
            colour=merchant.colour,
            delivery=merchant.delivery.value,
            validity_days=merchant.validity_days,
            suspended=int(merchant.suspended),
        )
        self._link.run(_OPEN_EVERYWHERE, code=merchant.code)
        places = [("store", place) for place in sorted(merchant.closed_stores)]
        places += [("region", place) for place in sorted(merchant.closed_regions)]
        for kind, place in places:
            self._link.run(_ADD["closures"], merchant_code=merchant.code, kind=kind, place=place)

    def store(self, code: str) -> Store | None:
        """See `Directory.store`."""
        row = self._link.one(_STORE, code=code)
        return None if row is None else Store(*row)

    def save_store(self, store: Store) -> None:
        """See `Directory.save_store`."""
        self._save(
            stores,
            code=store.code,
            name=store.name,
            region=store.region,
            time_zone=store.time_zone,
        )

    def terminal(self, store_code: str, number: str) -> Terminal | None:
        """See `Directory.terminal`."""
        row = self._link.one(_TERMINAL, store_code=store_code, number=number)
        return None if row is None else Terminal(Store(*row[1:]), row[0])

    def save_terminal(self, terminal: Terminal) -> None:
        """See `Directory.save_terminal`."""
        if self.terminal(terminal.store.code, terminal.number) is None:
            self._link.run(
                _ADD["terminals"], store_code=terminal.store.code, number=terminal.number
            )

    def clerk(self, number: str) -> ClerkSecret | None:
        """See `Directory.clerk`."""
        row = self._link.one(_CLERK, number=number)
        return None if row is None else ClerkSecret(Clerk(row[0], row[1]), row[2])

    def save_clerk(self, clerk: Clerk, pin_hash: str) -> None:
        """See `Directory.save_clerk`."""
        self._save(clerks, number=clerk.number, name=clerk.name, pin_hash=pin_hash)

    def _save(self, table: Table, **values: object) -> None:
        """Change the row whose key comes first among `values`, or add it."""
        which = next(iter(values.values()))
        change, add = _CHANGE[table.name], _ADD[table.name]
        # Another transaction may add it between the two; then this one changes it after all.
        if not (self._link.run(change, which=which, **values) or self._link.run(add, **values)):
            self._link.run(change, which=which, **values)
