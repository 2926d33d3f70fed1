"""A merchant's return orders and returns, page by page, for a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from core.domain.orders import ReturnOrder
from core.domain.returns import Return
from core.domain.status import Status

_PAGE: Final = 1_000


@dataclass(frozen=True, slots=True)
class ExportedOrder:
    """A return order as it was submitted, and how far it came.

    Args:
        submitted_on: the day from which its validity is counted.
        validity_days: what the merchant said of it alone, or None.
        status: of its return, or None where nobody asked for one.
    """

    order: ReturnOrder
    submitted_on: date
    validity_days: int | None
    status: Status | None


class Pages(Protocol):
    """A merchant's orders and returns in the order of their UIDs; raises as `Storage`."""

    def has_merchant(self, code: str) -> bool:
        """Whether there is such a merchant."""
        ...

    def orders(self, merchant_code: str, after: str, limit: int) -> list[ExportedOrder]:
        """The orders whose UIDs follow this one."""
        ...

    def returns(self, merchant_code: str, after: str, limit: int) -> list[Return]:
        """The returns whose orders' UIDs follow this one."""
        ...


def export_orders(pages: Pages, merchant_code: str) -> Iterator[ExportedOrder]:
    """Every return order of a merchant, each as it is when its page is read.

    Raises:
        LookupError: there is no such merchant.
    """
    _known(pages, merchant_code)
    after = ""
    while page := pages.orders(merchant_code, after, _PAGE):
        yield from page
        after = page[-1].order.uid


def export_returns(pages: Pages, merchant_code: str) -> Iterator[Return]:
    """Every return of a merchant; as `export_orders`."""
    _known(pages, merchant_code)
    after = ""
    while page := pages.returns(merchant_code, after, _PAGE):
        yield from page
        after = page[-1].order.uid


def _known(pages: Pages, merchant_code: str) -> None:
    if not pages.has_merchant(merchant_code):
        raise LookupError("no such merchant")
