"""A return order: what a merchant submitted, and until when it holds."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from core.domain.merchants import Merchant, Store
from core.domain.references import ReferenceKind, reference_key
from core.domain.refusals import (
    Cancelled,
    Expired,
    MerchantSuspended,
    NotAtThisStore,
    NotYetValid,
    TooLarge,
)

LONGEST_SIDE_MM: Final = 300
HEAVIEST_G: Final = 10_000


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a return order; one line is one piece of one SKU."""

    code: str
    name: str
    sku: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """The parcel's size as the merchant knows it: millimetres and grams."""

    length_mm: int
    breadth_mm: int
    height_mm: int
    weight_g: int

    @property
    def is_too_large(self) -> bool:
        """Whether it breaks business rule 7: 30 × 30 × 30 cm and 10 kg."""
        sides = (self.length_mm, self.breadth_mm, self.height_mm)
        return max(sides) > LONGEST_SIDE_MM or self.weight_g > HEAVIEST_G


def last_day_of(submitted: date, validity_days: int) -> date:
    """The last day on which an ID submitted on `submitted` holds (business rule 2)."""
    return submitted + timedelta(days=validity_days)


@dataclass(frozen=True, slots=True)
class ReturnOrder:
    """A return ID that a merchant submitted.

    Args:
        id: the ECMS's own number of it.
        merchant: who submitted it.
        uid: the merchant's unique identifier of the return (`returnOrderCode`).
        order_number: the number of the order it belongs to (`forwardOrderCode`), or "".
        waybill: the courier's number (`awbNumber`), or "".
        items: what is coming back.
        last_day: the last day it holds, inclusive, in the store's time zone.
        first_day: the first day it holds, or None.
        cancelled_at: when the merchant took it back, or None.
        parcel: its size, where the merchant said it.
        warehouse: code of the warehouse it goes back to (`locationCode`), or "".
    """

    id: int
    merchant: Merchant
    uid: str
    items: tuple[Item, ...]
    last_day: date
    order_number: str = ""
    waybill: str = ""
    first_day: date | None = None
    cancelled_at: datetime | None = None
    parcel: Parcel | None = None
    warehouse: str = ""

    def check_returnable(self, store: Store, today: date) -> None:
        """Whether this order may be returned at `store` on `today` (that store's day).

        Raises:
            Cancelled, MerchantSuspended, NotAtThisStore, Expired, NotYetValid, TooLarge:
                the first rule that says no, the most final first.
        """
        if self.cancelled_at is not None:
            raise Cancelled(self.merchant)
        if self.merchant.suspended:
            raise MerchantSuspended(self.merchant)
        if today > self.last_day:
            raise Expired(self.merchant, self.last_day)
        if self.first_day is not None and today < self.first_day:
            raise NotYetValid(self.merchant, self.first_day)
        if not self.merchant.serves(store):
            raise NotAtThisStore(self.merchant, store)
        if self.parcel is not None and self.parcel.is_too_large:
            raise TooLarge(self.merchant)

    def matched(self, key: str) -> tuple[ReferenceKind, str]:
        """Which of its numbers has this key, and that number as the merchant wrote it."""
        for kind, number in (
            (ReferenceKind.UID, self.uid),
            (ReferenceKind.ORDER, self.order_number),
            (ReferenceKind.WAYBILL, self.waybill),
        ):
            if number and reference_key(number) == key:
                return kind, number
        return ReferenceKind.UID, self.uid
