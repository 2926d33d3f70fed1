"""Merchants, stores, terminals, clerks and items, as bodies."""

from core.domain.merchants import Merchant, Store
from core.domain.orders import Item
from core.domain.status import Delivery
from core.services.ecms import Clerk, Terminal
from core.wire.base import Line, Wire, Word


class MerchantBody(Wire):
    """A merchant with its settings; see `core.domain.merchants.Merchant`."""

    code: Word
    name: Line
    colour: Line
    delivery: Delivery
    validity_days: int
    suspended: bool
    closed_stores: frozenset[str]
    closed_regions: frozenset[str]

    def value(self) -> Merchant:
        """As the domain has it."""
        return Merchant(
            self.code,
            self.name,
            self.colour,
            self.delivery,
            self.validity_days,
            self.suspended,
            self.closed_stores,
            self.closed_regions,
        )


class StoreBody(Wire):
    """A convenience store."""

    code: Word
    name: Line
    region: Line
    time_zone: Word

    def value(self) -> Store:
        """As the domain has it."""
        return Store(self.code, self.name, self.region, self.time_zone)


class TerminalBody(Wire):
    """A kiosk or a POS, and where it stands."""

    store: StoreBody
    number: Word

    def value(self) -> Terminal:
        """As the contract has it."""
        return Terminal(self.store.value(), self.number)


class ClerkBody(Wire):
    """Who works at the counter."""

    number: Word
    name: Line

    def value(self) -> Clerk:
        """As the contract has it."""
        return Clerk(self.number, self.name)


class ItemBody(Wire):
    """One piece that comes back."""

    code: str
    name: str
    sku: str
    reason: str

    def value(self) -> Item:
        """As the domain has it."""
        return Item(self.code, self.name, self.sku, self.reason)
