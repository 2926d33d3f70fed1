"""What a merchant's order system (its "channel") says beside the return order itself.

Kept because the merchant asks for it again; addresses are checked and then let go, since nobody at
a counter needs them (decision record 0031).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from core.domain.orders import Item


class Aggregator(StrEnum):
    """The courier aggregator a merchant books with; each makes other fields mandatory."""

    CLICKPOST = "CLICKPOST"
    SHIPROCKET = "SHIPROCKET"


@dataclass(frozen=True, slots=True)
class ChannelRules:
    """A merchant's settings for its order system.

    Args:
        awb_integration: waybills are booked through RMS, which needs prices and addresses.
        aggregator: with whom, or None.
    """

    awb_integration: bool = False
    aggregator: Aggregator | None = None


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """What the order system says of one item.

    Args:
        price_minor: in the currency's hundredths, or None.
        sub_order: the part of a split order it belongs to, or "".
    """

    price_minor: int | None = None
    sub_order: str = ""


@dataclass(frozen=True, slots=True)
class ChannelOrder:
    """What the order system says of a return order.

    Args:
        order_type: `CUSTOMER_RETURN`, `SELF_SHIP` or `RETURN_TO_ORIGIN`.
        transporter: the courier's name, or "".
        currency: of the prices, or "".
        lines: by item code.
        fingerprint: of the whole submission, which a repeat is compared with.
    """

    order_type: str
    transporter: str
    currency: str
    lines: dict[str, ChannelLine]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class LateItem:
    """An item that joined an order after its customer had asked for the return.

    The ticket is printed by then, so it does not join the order's own items.
    """

    item: Item
    line: ChannelLine


class ChannelBooks(Protocol):
    """What merchants' order systems said, stored."""

    def rules(self, merchant_code: str) -> ChannelRules:
        """A merchant's settings; the plain ones where none were made."""
        ...

    def save_rules(self, merchant_code: str, rules: ChannelRules) -> None:
        """Set a merchant's settings."""
        ...

    def order(self, order_id: int) -> ChannelOrder | None:
        """What was said of an order."""
        ...

    def save_order(self, order_id: int, order: ChannelOrder) -> None:
        """Keep what was said of an order; later words replace earlier ones."""
        ...

    def late_items(self, order_id: int) -> list[LateItem]:
        """The items that joined late, in the order in which they did."""
        ...

    def add_late_item(self, order_id: int, item: LateItem, at: datetime) -> None:
        """Let an item join."""
        ...
