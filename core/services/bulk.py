"""Many return orders at once: the values, and what is needed of a database.

A million Python objects cost more than everything else that an import does, so orders travel here
column by column (decision record 0050).
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Final, Protocol

from core.domain.merchants import Merchant
from core.trouble import marked

#: The most items of one return order, as in the API.
MOST_ITEMS: Final = 500
#: The most days that a file may give a return ID: ten years.
MOST_DAYS: Final = 3650


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line of a file that can't be imported, and why.

    Args:
        line: counted from 1; the header counts.
        message: a message of the catalogue.
        values: fill its places; never what the line says, which may be personal.
        and_all_after: nothing of the file can be read from here on.
    """

    line: int
    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    and_all_after: bool = False


@dataclass(frozen=True, slots=True)
class OrderBatch:
    """Checked return orders, column by column; every list is as long as `lines`.

    Args:
        lines: the first line of each order in its file.
        uids: the merchant's identifiers.
        uid_keys: `reference_key` of each.
        order_numbers: or "".
        order_keys: their keys; None for one that no customer could type.
        waybills: or "".
        waybill_keys: as `order_keys`.
        items: JSON, without spaces: a list of [code, name, SKU, reason].
        warehouses: or "".
        validity_days: overrides the merchant's setting, or None.
        first_days: ISO text, or None.
        parcels: length, breadth, height in millimetres, weight in grams; each may be None.
    """

    lines: list[int]
    uids: list[str]
    uid_keys: list[str]
    order_numbers: list[str]
    order_keys: list[str | None]
    waybills: list[str]
    waybill_keys: list[str | None]
    items: list[str]
    warehouses: list[str]
    validity_days: list[int | None]
    first_days: list[str | None]
    parcels: tuple[list[int | None], list[int | None], list[int | None], list[int | None]]


@dataclass(frozen=True, slots=True)
class ReadBatch:
    """A piece of a file.

    Args:
        orders: what can be imported.
        refused: what can't, by line.
        read: bytes of the file read so far.
    """

    orders: OrderBatch
    refused: tuple[RefusedLine, ...]
    read: int


class Fate(IntEnum):
    """What becomes of a staged order; written beside it, so the numbers are stable."""

    NEW = 0
    UNCHANGED = 1
    CHANGED = 2
    TWICE = 3
    REQUESTED = 4
    CANCELLED = 5


#: Why a line is refused, as messages of the catalogue.
REFUSED_FATES: Final = {
    Fate.TWICE: marked("An earlier line says something else of the same return."),
    Fate.REQUESTED: marked("A customer has a RETURN CODE for it, so it can't change any more."),
    Fate.CANCELLED: marked("The merchant took it back, so it can't change any more."),
}


@dataclass(frozen=True, slots=True)
class Fates:
    """How many staged orders are new, as before, changed, refused."""

    new: int
    unchanged: int
    changed: int
    refused: int


class StagedOrders(Protocol):
    """Orders laid where nobody sees them, until they are written."""

    def add(self, batch: OrderBatch) -> None:
        """Lay more there."""
        ...

    def settle(self) -> Fates:
        """Find out what would become of each; changes nothing that anybody sees."""
        ...

    def refused(self) -> Iterator[RefusedLine]:
        """The lines refused by now that were not given yet, in the file's order."""
        ...

    def write(self, told: Callable[[int], None]) -> Fates:
        """Write what is not refused, in transactions short enough for other writers.

        Killed in the middle, some are there and some are not, each of them whole.

        Args:
            told: called after each commit with how many more orders are there.

        Returns:
            What became of them; others may have written meanwhile.
        """
        ...


class BulkOrders(Protocol):
    """A database that takes many orders at once; raises DatabaseTrouble as `Storage` does."""

    def merchant(self, code: str) -> Merchant | None:
        """A merchant with its settings."""
        ...

    def staged(self, merchant: Merchant, today: date) -> AbstractContextManager[StagedOrders]:
        """A place to lay a merchant's orders; empty again at the end of the block.

        Args:
            merchant: whose.
            today: the day from which the validity of new ones counts.
        """
        ...
