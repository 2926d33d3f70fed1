"""A merchant's file of return orders is taken in: all of it, or what is good of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from core.services.bulk import BulkOrders, ReadBatch, RefusedLine
from core.services.rules import EcmsRules


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file.

    Args:
        added: orders that are new.
        unchanged: orders that were there with the same content.
        changed: orders that have other content now.
        refused: lines that can't be imported.
        written: False where nothing was changed because lines were refused.
        broken_off: the file can't be read to its end, so that nothing was changed.
    """

    added: int
    unchanged: int
    changed: int
    refused: int
    written: bool
    broken_off: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Who wants to hear how an import goes on.

    Args:
        refused: each refused line, in the file's order as far as one reading finds them.
        read: bytes of the file read so far.
        settled: how many orders are to be written, when all of the file is read.
        written: how many more orders are there.
    """

    refused: Callable[[RefusedLine], None]
    read: Callable[[int], None]
    settled: Callable[[int], None]
    written: Callable[[int], None]


def import_orders(
    bulk: BulkOrders,
    rules: EcmsRules,
    merchant_code: str,
    batches: Iterable[ReadBatch],
    now: datetime,
    told: Told,
    *,
    skip_bad: bool,
) -> Imported:
    """Take a file in; the same file again changes nothing, and an interrupted one goes on.

    What `submit_orders` says of one order holds for each: the same content changes nothing, other
    content replaces the first until a customer has asked for the return.

    Args:
        bulk: where orders are stored.
        rules: the chain's settings.
        merchant_code: whose orders they are.
        batches: the file.
        now: the present instant.
        told: hears how it goes on.
        skip_bad: import the good lines where others are refused, rather than nothing; but nothing
            of a file whose end can't be read, as nobody could say how many lines were left out.

    Raises:
        LookupError: there is no such merchant.
    """
    merchant = bulk.merchant(merchant_code)
    if merchant is None:
        raise LookupError("no such merchant")
    today = now.astimezone(ZoneInfo(rules.time_zone)).date()
    refused, broken_off = 0, False
    with bulk.staged(merchant, today) as staged:
        for batch in batches:
            for line in batch.refused:
                told.refused(line)
                broken_off = broken_off or line.and_all_after
            refused += len(batch.refused)
            staged.add(batch.orders)
            told.read(batch.read)
        fates = staged.settle()
        for line in staged.refused():
            told.refused(line)
        if broken_off or ((refused or fates.refused) and not skip_bad):
            left_out = refused + fates.refused
            return Imported(0, 0, 0, left_out, written=False, broken_off=broken_off)
        told.settled(fates.new + fates.changed)
        fates = staged.write(told.written)
        for line in staged.refused():
            told.refused(line)
    return Imported(
        fates.new, fates.unchanged, fates.changed, refused + fates.refused, written=True
    )
