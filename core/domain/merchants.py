"""Merchants and stores, as far as the rules of a return ask about them."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.domain.status import Delivery


@dataclass(frozen=True, slots=True)
class Store:
    """A convenience store.

    Args:
        code: four digits, `0166`.
        name: as people call it, `Pasig Blvd`.
        region: the merchant's unit for "does not serve", `NCR`.
        time_zone: IANA name; days of validity end at its midnight.
    """

    code: str
    name: str
    region: str
    time_zone: str = "Asia/Manila"

    def today(self, now: datetime) -> date:
        """The calendar day in this store at the instant `now` (aware)."""
        return self.local(now).date()

    def local(self, instant: datetime) -> datetime:
        """`instant` (aware) as the clock on this store's wall."""
        return instant.astimezone(ZoneInfo(self.time_zone))


@dataclass(frozen=True, slots=True)
class Merchant:
    """A merchant whose parcels may be returned, with its settings.

    Args:
        code: `001`.
        name: as customers know it.
        colour: its tile's colour, a token name of the theme.
        delivery: who brings the parcels back to it.
        validity_days: how many days a return ID holds, counted from its submission.
        suspended: no return is taken while this is set.
        closed_stores: store codes that it does not serve.
        closed_regions: regions that it does not serve.
    """

    code: str
    name: str
    colour: str = "merchant-1"
    delivery: Delivery = Delivery.MERCHANT_PICKS_UP
    validity_days: int = 14
    suspended: bool = False
    closed_stores: frozenset[str] = frozenset()
    closed_regions: frozenset[str] = frozenset()

    def serves(self, store: Store) -> bool:
        """Whether this merchant takes returns at `store`."""
        return store.code not in self.closed_stores and store.region not in self.closed_regions
