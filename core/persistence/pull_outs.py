"""The APO lists, stored."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    literal_column,
    or_,
    select,
    update,
)

from core.domain.apo import ApoNumber, Driver
from core.domain.codes import ReceiptNumber, ReturnCode, TrackingNumber
from core.domain.merchants import Store
from core.domain.status import Status
from core.persistence.list_building import build_lists, stores_after
from core.persistence.pull_out_tables import pull_out_lines, pull_out_lists
from core.persistence.rows import STORE, instant, iso_instant, microseconds
from core.persistence.statements import Link
from core.persistence.tables import (
    acceptances,
    merchants,
    return_orders,
    returns,
    stores,
)
from core.services.ecms import Clerk
from core.services.pull_out_books import HandingOver, LineOnList, ListClosing, ListRecord
from core.services.store_office import Closing, PullOutLine, PullOutList

_lists = pull_out_lists.c
_lines = pull_out_lines.c
# Spelled out, because SQLite uses a partial index only where it can read the number.
_is_live: Final = _lines.left_behind == literal_column("0")

# Whoever closes a store's day holds the store, and who builds lists all stores of the range; who
# changes a list, the list.
HOLD_STORE: Final = (
    select(stores.c.code).where(stores.c.code == bindparam("store")).with_for_update(key_share=True)
)
_of_number: Final = and_(
    _lists.store_code == bindparam("store"),
    _lists.day == bindparam("day"),
    _lists.serial == bindparam("serial"),
)
_ID: Final = select(_lists.id).where(_of_number)
_HOLD: Final = _ID.with_for_update(key_share=True)

_WHOLE_LIST: Final[Sequence[ColumnElement[Any]]] = (
    _lists.id,
    _lists.day,
    _lists.serial,
    _lists.built_at,
    _lists.closed_at,
    _lists.clerk_number,
    _lists.clerk_name,
    _lists.terminal,
    _lists.driver,
    _lists.plate,
    _lists.handed_over,
    *STORE,
)
_LIST_WIDTH: Final = len(_WHOLE_LIST)
_LINE_COLUMNS: Final[Sequence[ColumnElement[Any]]] = (
    returns.c.tracking_number,
    returns.c.return_code,
    merchants.c.code,
    merchants.c.name,
    return_orders.c.uid,
    acceptances.c.store_code,
    acceptances.c.terminal,
    acceptances.c.serial,
    acceptances.c.at,
    _lines.handed_over_at,
    _lines.driver,
    _lines.plate,
    _lines.left_behind,
)
_parcels: Final = (
    pull_out_lists.join(pull_out_lines)
    .join(returns, returns.c.order_id == _lines.order_id)
    .join(return_orders, return_orders.c.id == returns.c.order_id)
    .join(merchants)
    .join(acceptances, acceptances.c.order_id == returns.c.order_id)
)
_IN_ORDER: Final = (_lists.id, acceptances.c.at, returns.c.order_id)
_LINES: Final = (
    select(*_WHOLE_LIST, *_LINE_COLUMNS).select_from(_parcels.join(stores)).order_by(*_IN_ORDER)
)
_NOT_IN_FILES: Final = (return_orders.c.uid, _lines.left_behind)
_RECORDS: Final = (
    select(*(column for column in _LINE_COLUMNS if column not in _NOT_IN_FILES))
    .select_from(_parcels)
    .where(_of_number)
    .order_by(*_IN_ORDER)
)
_OF_STORE: Final = _LINES.where(
    _lists.store_code == bindparam("store"),
    or_(
        _lists.closed_at.is_(None),
        _lists.built_at >= bindparam("since"),
        _lists.closed_at >= bindparam("since"),
    ),
)
_ONE: Final = _LINES.where(_of_number)
_LINE_OF: Final = (
    select(_lists.store_code, _lists.day, _lists.serial, _lines.handed_over_at)
    .select_from(pull_out_lines.join(pull_out_lists))
    .where(_lines.order_id == bindparam("order_id"), _is_live)
)
_HAND_OVER: Final = (
    update(pull_out_lines)
    .values(
        handed_over_at=bindparam("now"),
        driver=bindparam("by"),
        plate=bindparam("with"),
        terminal=bindparam("at_terminal"),
        clerk_number=bindparam("of_clerk"),
    )
    .where(_lines.list_id == bindparam("of_list"), _lines.order_id == bindparam("parcel"))
)
_LEAVE: Final = (
    update(pull_out_lines)
    .values(left_behind=literal_column("1"))
    .where(_lines.list_id == bindparam("of_list"), _lines.handed_over_at.is_(None))
)
_CLOSE: Final = (
    update(pull_out_lists)
    .values(
        closed_at=bindparam("now"),
        terminal=bindparam("at_terminal"),
        clerk_number=bindparam("of_clerk"),
        clerk_name=bindparam("called"),
        driver=bindparam("by"),
        plate=bindparam("with"),
        handed_over=bindparam("count"),
        attempt=bindparam("press"),
    )
    .where(_lists.id == bindparam("of_list"))
)
_ATTEMPT: Final = select(_lists.attempt).where(_of_number)


class StoredPullOuts:
    """`core.services.pull_out_books.PullOuts` over SQL."""

    def __init__(self, link: Link) -> None:
        self._link: Final = link

    def next_stores(self, after: str) -> list[Store]:
        """See `PullOuts.next_stores`."""
        return stores_after(self._link, after)

    def build(
        self, stores: Sequence[Store], moving: Status, at: datetime
    ) -> list[tuple[ApoNumber, int]]:
        """See `PullOuts.build`."""
        return build_lists(self._link, stores, moving, at)

    def of_store(self, store: Store, since: datetime) -> tuple[PullOutList, ...]:
        """See `PullOuts.of_store`."""
        return _lists_of(self._link.all(_OF_STORE, store=store.code, since=microseconds(since)))

    def get(self, number: ApoNumber) -> PullOutList | None:
        """See `PullOuts.get`."""
        self._link.hold(_HOLD, **_key(number))
        found = _lists_of(self._link.all(_ONE, **_key(number)))
        return found[0] if found else None

    def records(self, number: ApoNumber) -> list[ListRecord]:
        """See `PullOuts.records`."""
        return [
            (
                tracking,
                code,
                merchant,
                name,
                f"{store}-{terminal}-{serial:06d}",
                iso_instant(at),
                "" if handed_over_at is None else iso_instant(handed_over_at),
                driver or "",
                plate or "",
            )
            for (
                tracking,
                code,
                merchant,
                name,
                store,
                terminal,
                serial,
                at,
                handed_over_at,
                driver,
                plate,
            ) in self._link.all(_RECORDS, **_key(number))
        ]

    def line_of(self, order_id: int) -> LineOnList | None:
        """See `PullOuts.line_of`."""
        row = self._link.one(_LINE_OF, order_id=order_id)
        if row is None:
            return None
        store_code, day, serial, handed_over_at = row
        number = ApoNumber(store_code, date.fromisoformat(day), serial)
        return LineOnList(number, handed_over_at is not None)

    def hand_over(self, handing: HandingOver) -> None:
        """See `PullOuts.hand_over`."""
        self._link.run(
            _HAND_OVER,
            of_list=self._id(handing.number),
            parcel=handing.order_id,
            now=microseconds(handing.at),
            by=handing.driver.name,
            at_terminal=handing.terminal or None,
            of_clerk=handing.clerk or None,
            **{"with": handing.driver.plate},
        )

    def close(self, closing: ListClosing) -> None:
        """See `PullOuts.close`."""
        list_id = self._id(closing.number)
        self._link.run(_LEAVE, of_list=list_id)
        self._link.run(
            _CLOSE,
            of_list=list_id,
            now=microseconds(closing.at),
            at_terminal=closing.terminal.number,
            of_clerk=closing.clerk.number,
            called=closing.clerk.name,
            by=closing.driver.name,
            count=closing.count,
            press=closing.attempt,
            **{"with": closing.driver.plate},
        )

    def closing_attempt(self, number: ApoNumber) -> str:
        """See `PullOuts.closing_attempt`."""
        row = self._link.one(_ATTEMPT, **_key(number))
        return (row[0] if row else None) or ""

    def _id(self, number: ApoNumber) -> int:
        row = self._link.one(_ID, **_key(number))
        if row is None:
            raise LookupError(f"no list {number}")
        list_id: int = row[0]
        return list_id


def _key(number: ApoNumber) -> dict[str, object]:
    return {"store": number.store, "day": number.day.isoformat(), "serial": number.serial}


def _lists_of(rows: Sequence[tuple[Any, ...]]) -> tuple[PullOutList, ...]:
    """Lists from the rows of their lines, which come list by list."""
    found = []
    for head, lines in groupby(rows, key=lambda row: row[:_LIST_WIDTH]):
        _, day, serial, built_at, closed_at, clerk, name, terminal, driver, plate, count, *at = head
        store = Store(*at)
        closing = None
        if closed_at is not None:
            closing = Closing(
                instant(closed_at), Clerk(clerk, name), terminal, Driver(driver, plate), count
            )
        found.append(
            PullOutList(
                ApoNumber(store.code, date.fromisoformat(day), serial),
                store,
                instant(built_at),
                tuple([_line_of(row[_LIST_WIDTH:]) for row in lines]),
                closing,
            )
        )
    return tuple(found)


def _line_of(row: tuple[Any, ...]) -> PullOutLine:
    tracking, code, merchant, name, uid, store, terminal, serial, accepted_at, *end = row
    handed_over_at, driver, plate, left_behind = end
    return PullOutLine(
        TrackingNumber(tracking),
        ReturnCode(code),
        merchant,
        name,
        uid,
        ReceiptNumber(store, terminal, serial),
        instant(accepted_at),
        None if handed_over_at is None else instant(handed_over_at),
        None if driver is None else Driver(driver, plate),
        left_behind == 1,
    )
