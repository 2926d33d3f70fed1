"""Many return orders at once, on any database: staged, settled, then written piece by piece.

They are laid in a temporary table first. There the file is checked against itself and against what
is stored, before the first change that anybody sees; from there the database writes them itself, in
the order of its largest index (decision record 0050).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from time import monotonic
from typing import Final, Protocol

from core.domain.merchants import Merchant
from core.domain.orders import last_day_of
from core.persistence import bulk_statements as say
from core.persistence.statements import Link, Row
from core.services.bulk import REFUSED_FATES, Fate, Fates, OrderBatch, RefusedLine

#: How long one transaction may hold others up, in seconds; pieces grow and shrink towards it.
HOLD_S: Final = 0.3
_FIRST_PIECE: Final = 10_000
_SMALLEST: Final = 500
_LARGEST: Final = 100_000


class Ground(Protocol):
    """Where orders are staged: a connection, and what each database does in its own way."""

    @property
    def link(self) -> Link:
        """The connection."""
        ...

    def fill(self, rows: Iterable[Row]) -> None:
        """Add rows of `say.STAGED` and a line to the staged ones."""
        ...

    def filled(self) -> None:
        """All rows are there: make them quick to find."""
        ...

    def begin(self) -> None:
        """Begin a transaction that changes orders."""
        ...

    def commit(self) -> None:
        """End it, durably."""
        ...

    def rollback(self) -> None:
        """Undo it."""
        ...

    def give_way(self) -> None:
        """Let those who wait write, before the next transaction."""
        ...

    def add_new(self, merchant_code: str, today: str, after: str, upto: str) -> int:
        """Write the new orders of a piece; how many were not there meanwhile."""
        ...


class Staging:
    """`core.services.bulk.StagedOrders` over a ground.

    Args:
        ground: where they lie; an empty one.
        merchant: whose they are.
        today: the day from which the validity of new ones counts.
    """

    def __init__(self, ground: Ground, merchant: Merchant, today: date) -> None:
        self._ground: Final = ground
        self._link: Final = ground.link
        self._merchant: Final = merchant
        self._today: Final = today
        self._count = 0

    def add(self, batch: OrderBatch) -> None:
        """See `StagedOrders.add`."""
        self._ground.fill(rows_of(batch, self._merchant, self._today))
        self._count += len(batch.lines)

    def settle(self) -> Fates:
        """See `StagedOrders.settle`."""
        self._ground.filled()
        self._link.run(say.SETTLE_TWICE)
        self._link.run(say.SETTLE, merchant_code=self._merchant.code)
        counts = self._counts()
        return self._fates(counts[Fate.NEW], counts[Fate.CHANGED])

    def refused(self) -> Iterator[RefusedLine]:
        """See `StagedOrders.refused`."""
        line = 0
        while rows := self._link.all(say.REFUSED, after_line=line):
            for line, fate in rows:
                yield RefusedLine(line, REFUSED_FATES[Fate(fate)])
        self._link.run(say.GIVEN)

    def write(self, told: Callable[[int], None]) -> Fates:
        """See `StagedOrders.write`."""
        new = changed = 0
        after, size = "", _FIRST_PIECE
        while upto := self._end_of_piece(after, size):
            began = monotonic()
            added, replaced, settled = self._write_piece(after, upto)
            took = monotonic() - began
            new, changed, after = new + added, changed + replaced, upto
            told(settled)
            self._ground.give_way()
            size = min(max(int(size * HOLD_S / took), _SMALLEST, size // 2), _LARGEST, size * 2)
        return self._fates(new, changed)

    def _end_of_piece(self, after: str, size: int) -> str | None:
        row = self._link.one(say.END_OF_PIECE, after=after, others=size - 1)
        row = row or self._link.one(say.LAST, after=after)
        return row[0] if row else None

    def _write_piece(self, after: str, upto: str) -> tuple[int, int, int]:
        """Write the orders of a piece: how many are new, changed, and settled with it."""
        piece = {"after": after, "upto": upto}
        code = self._merchant.code
        counts = _counts(self._link.all(say.COUNT_PIECE, **piece))
        self._ground.begin()
        try:
            new = changed = 0
            if counts[Fate.NEW]:
                new = self._ground.add_new(code, self._today.isoformat(), after, upto)
            if new < counts[Fate.NEW]:
                # Somebody else submitted some of them since they were settled.
                self._link.run(say.SETTLE_PIECE, merchant_code=code, **piece)
            if new < counts[Fate.NEW] or counts[Fate.CHANGED]:
                changed = self._change(piece)
            self._ground.commit()
        except BaseException:
            self._ground.rollback()
            raise
        return new, changed, counts[Fate.NEW] + counts[Fate.CHANGED]

    def _change(self, piece: dict[str, str]) -> int:
        code = self._merchant.code
        rows = self._link.all(say.CHANGED_PIECE, merchant_code=code, **piece)
        changed = 0
        for order_id, submitted_on, *values in rows:
            new = dict(zip(say.STAGED, values, strict=True))
            submitted = date.fromisoformat(submitted_on)
            new["last_day"] = _last_day(self._merchant, new["validity_days"], submitted)
            new = {f"new_{name}": value for name, value in new.items()}
            changed += self._link.run(say.CHANGE, of_id=order_id, **new)
        if changed < len(rows):
            # A customer asked for one of them, or the merchant took it back, since.
            self._link.run(say.SETTLE_PIECE, merchant_code=code, **piece)
        return changed

    def _counts(self) -> Counter[Fate]:
        return _counts(self._link.all(say.COUNT))

    def _fates(self, new: int, changed: int) -> Fates:
        counts = self._counts()
        refused = sum(counts[fate] for fate in REFUSED_FATES)
        return Fates(new, self._count - new - changed - refused, changed, refused)


def rows_of(batch: OrderBatch, merchant: Merchant, today: date) -> Iterator[Row]:
    """A batch as rows of `say.STAGED` and the line."""
    days: dict[int | None, str] = {}
    for validity_days in set(batch.validity_days):
        days[validity_days] = _last_day(merchant, validity_days, today)
    return zip(
        batch.uids,
        batch.uid_keys,
        batch.order_keys,
        batch.waybill_keys,
        batch.order_numbers,
        batch.waybills,
        batch.items,
        batch.warehouses,
        batch.validity_days,
        batch.first_days,
        *batch.parcels,
        [days[validity_days] for validity_days in batch.validity_days],
        batch.lines,
        strict=True,
    )


def _last_day(merchant: Merchant, validity_days: int | None, submitted_on: date) -> str:
    days = merchant.validity_days if validity_days is None else validity_days
    return last_day_of(submitted_on, days).isoformat()


def _counts(rows: Sequence[Row]) -> Counter[Fate]:
    return Counter({Fate(fate): count for fate, count in rows})
