"""Builds APO lists for many stores at once: a handful of statements, however many parcels.

The stores of one call follow each other in the order of their codes, so that each statement takes
them as a range.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Text,
    and_,
    bindparam,
    case,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from core.domain.apo import ApoNumber
from core.domain.merchants import Store
from core.domain.status import Status, Trigger
from core.persistence.pull_out_tables import pull_out_lines, pull_out_lists
from core.persistence.rows import STORE, microseconds
from core.persistence.statements import Link
from core.persistence.tables import outbox, returns, status_events, stores

#: How many stores one transaction lists. A store's parcels lie scattered over all pages, and SQLite
#: writes each page that a transaction touched; it takes about half a second for so many. A server
#: writes rows, and everybody's commit waits for the ledger's one chain (decision record 0071).
STORES_ALONE: Final = 200
STORES_IN_COMPANY: Final = 50

_lists = pull_out_lists.c
_lines = pull_out_lines.c
_zero: Final[ColumnElement[int]] = literal_column("0")
_nothing: Final[ColumnElement[str]] = literal_column("''")
_FOR_PULL_OUT: Final[ColumnElement[str]] = literal_column(repr(Status.FOR_PULL_OUT.value))
_BY_JOB: Final[ColumnElement[str]] = literal_column(repr(Trigger.ECMS_JOB.value))

_STORES: Final = (
    select(*STORE)
    .where(stores.c.code > bindparam("after"))
    .order_by(stores.c.code)
    .limit(bindparam("limit"))
)
_HOLD: Final = (
    select(stores.c.code)
    .where(stores.c.code >= bindparam("first"), stores.c.code <= bindparam("last"))
    .order_by(stores.c.code)
    .with_for_update(key_share=True)
)
_LAST_LIST: Final = select(func.max(_lists.id))

_held: Final = and_(returns.c.held_by >= bindparam("first"), returns.c.held_by <= bindparam("last"))
_is_moving: Final = returns.c.status == bindparam("moving")
# Not as NOT EXISTS, which a planner may turn round and read all lines for. What was left behind
# has no live line.
_is_left: Final = and_(
    returns.c.status == _FOR_PULL_OUT,
    select(_lines.list_id)
    .where(_lines.order_id == returns.c.order_id, _lines.left_behind == _zero)
    .scalar_subquery()
    .is_(None),
)
# A server must be told what is given for a column that it does not compare with anything.
_day: Final = bindparam("day", type_=Text())
_now: Final = bindparam("now", type_=BigInteger())
_earlier = pull_out_lists.alias("earlier")
_serial: Final = (
    select(func.coalesce(func.max(_earlier.c.serial), _zero))
    .where(_earlier.c.store_code == stores.c.code, _earlier.c.day == _day)
    .scalar_subquery()
)
_BEGIN: Final = insert(pull_out_lists).from_select(
    ["store_code", "day", "serial", "built_at"],
    select(stores.c.code, _day, _serial + literal_column("1"), _now)
    .where(
        stores.c.code >= bindparam("first"),
        stores.c.code <= bindparam("last"),
        stores.c.time_zone == bindparam("zone"),
        exists().where(returns.c.held_by == stores.c.code, or_(_is_moving, _is_left)),
    )
    .order_by(stores.c.code),
)
_new: Final = and_(
    _lists.id > bindparam("before"),
    _lists.store_code >= bindparam("first"),
    _lists.store_code <= bindparam("last"),
)
_to_new: Final = select(_lists.id, returns.c.order_id, _zero).select_from(
    pull_out_lists.join(returns, returns.c.held_by == _lists.store_code)
)
_LINE: Final = ["list_id", "order_id", "left_behind"]
_LIST_MOVING: Final = insert(pull_out_lines).from_select(_LINE, _to_new.where(_new, _is_moving))
_LIST_LEFT: Final = insert(pull_out_lines).from_select(_LINE, _to_new.where(_new, _is_left))
# Counters go on meanwhile: what is accepted after the lines were written is on no list yet, and
# stays for the next one. A parcel's live line is asked for one by one, as for what was left.
_is_listed: Final = select(_lines.list_id).where(
    _lines.order_id == returns.c.order_id, _lines.left_behind == _zero
).scalar_subquery() > bindparam("before")
_MOVE: Final = update(returns).values(status=_FOR_PULL_OUT).where(_held, _is_moving, _is_listed)
# As `core.domain.apo.ApoNumber` writes it.
_number: Final[ColumnElement[str]] = (
    literal_column("'APO-'")
    + _lists.store_code
    + literal_column("'-'")
    + func.replace(_lists.day, literal_column("'-'"), _nothing)
    + case(
        (_lists.serial == literal_column("1"), _nothing),
        else_=literal_column("'-' || serial"),
    )
)
_HAPPENED: Final = insert(status_events).from_select(
    [column.name for column in status_events.c],
    select(
        _lines.order_id,
        _FOR_PULL_OUT,
        _BY_JOB,
        _lists.built_at,
        _lists.store_code,
        _nothing,
        _nothing,
        _number,
    )
    .select_from(pull_out_lists.join(pull_out_lines))
    .where(_new),
)
_TELL: Final = insert(outbox).from_select(
    ["order_id", "status"],
    select(_lines.order_id, _FOR_PULL_OUT)
    .select_from(pull_out_lists.join(pull_out_lines))
    .where(_new),
)
_BUILT: Final = (
    select(_lists.store_code, _lists.day, _lists.serial, func.count())
    .select_from(pull_out_lists.join(pull_out_lines))
    .where(_new)
    .group_by(_lists.id, _lists.store_code, _lists.day, _lists.serial)
    .order_by(_lists.id)
)


def stores_after(link: Link, after: str) -> list[Store]:
    """See `core.services.pull_out_books.PullOuts.next_stores`."""
    limit = STORES_IN_COMPANY if link.has_company else STORES_ALONE
    return [Store(*row) for row in link.all(_STORES, after=after, limit=limit)]


def build_lists(
    link: Link, of: Sequence[Store], moving: Status, at: datetime
) -> list[tuple[ApoNumber, int]]:
    """See `core.services.pull_out_books.PullOuts.build`."""
    reach: dict[str, object] = {"first": of[0].code, "last": of[-1].code}
    link.by_index()
    link.hold(_HOLD, **reach)
    last = link.one(_LAST_LIST)
    new = {**reach, "before": (last[0] if last else None) or 0}
    asked = {**reach, "moving": moving.value, "now": microseconds(at)}
    days = {store.time_zone: store.today(at).isoformat() for store in of}
    begun = sum(link.run(_BEGIN, zone=zone, day=day, **asked) for zone, day in days.items())
    if not begun:
        return []
    link.run(_LIST_MOVING, moving=moving.value, **new)
    link.run(_MOVE, moving=moving.value, **new)
    # Only what moves is on the new lists so far; what was left behind has its event and news.
    link.run(_HAPPENED, **new)
    link.run(_TELL, **new)
    link.run(_LIST_LEFT, **new)
    return [
        (ApoNumber(store, date.fromisoformat(day), serial), count)
        for store, day, serial, count in link.all(_BUILT, **new)
    ]
