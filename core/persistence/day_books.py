"""The day reports, stored, and the figures that they are made of."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, bindparam, func, insert, or_, select

from core.domain.codes import TrackingNumber
from core.domain.merchants import Store
from core.domain.status import Status
from core.persistence.day_reports import report_of, report_text
from core.persistence.pull_out_tables import custody, day_closings, pull_out_lines, pull_out_lists
from core.persistence.pull_outs import HOLD_STORE
from core.persistence.report_prints import count_print, reprinted
from core.persistence.rows import STORE, instant, microseconds
from core.persistence.statements import Link
from core.persistence.tables import (
    acceptances,
    merchants,
    parcel_refusals,
    reprints,
    return_orders,
    returns,
    stores,
)
from core.services.pull_out_books import AcceptedGroup, ClosedDay, LedgerPart
from core.services.report_papers import CountPrint
from core.services.store_office import DayReport, HeldParcel

_END: Final = select(func.max(custody.c.seq))
_closings = day_closings.c
_CLOSED: Final = select(_closings.report, _closings.until_seq, *STORE).select_from(
    day_closings.join(stores, stores.c.code == _closings.store_code)
)
_LAST: Final = (
    _CLOSED.where(_closings.store_code == bindparam("store"))
    .order_by(_closings.number.desc())
    .limit(1)
)
_ONE: Final = _CLOSED.where(
    _closings.store_code == bindparam("store"), _closings.number == bindparam("number")
)
_BY_ATTEMPT: Final = _CLOSED.where(_closings.attempt == bindparam("press"))
_CLOSE: Final = insert(day_closings).values(
    {column.name: bindparam(column.name) for column in day_closings.c}
)

_in_part: Final = and_(custody.c.seq > bindparam("after"), custody.c.seq <= bindparam("until"))
_groups: Final[Sequence[ColumnElement[Any]]] = (
    merchants.c.code,
    merchants.c.name,
    acceptances.c.clerk_number,
    acceptances.c.clerk_name,
    acceptances.c.terminal,
)
_ACCEPTED: Final = (
    select(*_groups, func.count())
    .select_from(
        acceptances.join(return_orders, return_orders.c.id == acceptances.c.order_id)
        .join(merchants)
        .join(
            custody,
            and_(
                custody.c.order_id == acceptances.c.order_id,
                custody.c.status == bindparam("status"),
            ),
        )
    )
    .where(
        acceptances.c.store_code == bindparam("store"),
        acceptances.c.at >= bindparam("since"),
        _in_part,
    )
    .group_by(*_groups)
)
_HANDED_OVER: Final = (
    select(func.count())
    .select_from(
        pull_out_lists.join(pull_out_lines).join(
            custody,
            and_(
                custody.c.order_id == pull_out_lines.c.order_id,
                custody.c.status == bindparam("status"),
            ),
        )
    )
    .where(
        pull_out_lists.c.store_code == bindparam("store"),
        # Not by when it was handed over: that is a handheld's own time, and may be told much later.
        # A list takes nothing more once it is closed, and that instant is our own clock's.
        or_(pull_out_lists.c.closed_at.is_(None), pull_out_lists.c.closed_at >= bindparam("since")),
        _in_part,
    )
)
_REFUSED: Final = (
    select(parcel_refusals.c.fault, func.count())
    .where(
        parcel_refusals.c.store_code == bindparam("store"),
        parcel_refusals.c.at > bindparam("since"),
        parcel_refusals.c.at <= bindparam("until"),
    )
    .group_by(parcel_refusals.c.fault)
)
_REPRINTS: Final = (
    select(reprints.c.kind, func.count())
    .where(
        reprints.c.store_code == bindparam("store"),
        reprints.c.at > bindparam("since"),
        reprints.c.at <= bindparam("until"),
    )
    .group_by(reprints.c.kind)
)
_HELD: Final = (
    select(func.count()).select_from(returns).where(returns.c.held_by == bindparam("store"))
)
_PARCEL: Final = (
    select(
        returns.c.tracking_number,
        merchants.c.name,
        return_orders.c.uid,
        returns.c.status,
        acceptances.c.at,
    )
    .select_from(
        acceptances.join(returns, returns.c.order_id == acceptances.c.order_id)
        .join(return_orders, return_orders.c.id == returns.c.order_id)
        .join(merchants)
    )
    .order_by(acceptances.c.at, acceptances.c.order_id)
    .limit(bindparam("limit"))
)
_OVERDUE: Final = _PARCEL.where(
    returns.c.held_by == bindparam("store"), acceptances.c.at < bindparam("before")
)
_on_day: Final = and_(
    acceptances.c.store_code == bindparam("store"),
    acceptances.c.at >= bindparam("begin"),
    acceptances.c.at < bindparam("end"),
)
_ACCEPTED_ON: Final = (
    select(returns.c.status, func.count())
    .select_from(acceptances.join(returns, returns.c.order_id == acceptances.c.order_id))
    .where(_on_day)
    .group_by(returns.c.status)
)
_STUCK: Final = _PARCEL.where(_on_day, returns.c.status == bindparam("status"))


class StoredDays:
    """`core.services.pull_out_books.DayBooks` over SQL."""

    def __init__(self, link: Link) -> None:
        self._link: Final = link

    def ledger_end(self) -> int:
        """See `DayBooks.ledger_end`."""
        row = self._link.one(_END)
        return (row[0] if row else None) or 0

    def last_closed(self, store: Store) -> ClosedDay | None:
        """See `DayBooks.last_closed`."""
        self._link.hold(HOLD_STORE, store=store.code)
        row = self._link.one(_LAST, store=store.code)
        return None if row is None else ClosedDay(_report(row), row[1])

    def closed(self, store: Store, number: int) -> DayReport | None:
        """See `DayBooks.closed`."""
        row = self._link.one(_ONE, store=store.code, number=number)
        return None if row is None else _report(row)

    def closed_by(self, attempt: str) -> DayReport | None:
        """See `DayBooks.closed_by`."""
        row = self._link.one(_BY_ATTEMPT, press=attempt)
        return None if row is None else _report(row)

    def close(self, report: DayReport, until: int, attempt: str) -> None:
        """See `DayBooks.close`."""
        self._link.run(
            _CLOSE,
            store_code=report.store.code,
            number=report.number,
            until=microseconds(report.until),
            until_seq=until,
            terminal=report.terminal,
            clerk_number=report.clerk.number,
            report=report_text(report),
            attempt=attempt,
        )

    def accepted(self, store: Store, part: LedgerPart) -> list[AcceptedGroup]:
        """See `DayBooks.accepted`."""
        rows = self._link.all(_ACCEPTED, status=Status.RETURNED.value, **_part(store, part))
        return [AcceptedGroup(*row) for row in rows]

    def handed_over(self, store: Store, part: LedgerPart) -> int:
        """See `DayBooks.handed_over`."""
        pulled_out = Status.PULLED_OUT_FROM_STORE.value
        row = self._link.one(_HANDED_OVER, status=pulled_out, **_part(store, part))
        return row[0] if row else 0

    def refused(self, store: Store, since: datetime, until: datetime) -> dict[str, int]:
        """See `DayBooks.refused`."""
        return dict(self._link.all(_REFUSED, **_times(store, since, until)))

    def reprints(self, store: Store, since: datetime, until: datetime) -> dict[str, int]:
        """See `DayBooks.reprints`."""
        papers: dict[str, int] = dict(self._link.all(_REPRINTS, **_times(store, since, until)))
        return papers | reprinted(self._link, store, since, until)

    def count_print(self, command: CountPrint, at: datetime) -> int:
        """See `DayBooks.count_print`."""
        return count_print(self._link, command, at)

    def held(self, store: Store) -> int:
        """See `DayBooks.held`."""
        row = self._link.one(_HELD, store=store.code)
        return row[0] if row else 0

    def overdue(self, store: Store, before: datetime, today: date, limit: int) -> list[HeldParcel]:
        """See `DayBooks.overdue`."""
        rows = self._link.all(_OVERDUE, store=store.code, before=microseconds(before), limit=limit)
        return [_held_parcel(row, store, today) for row in rows]

    def accepted_on(self, store: Store, span: tuple[datetime, datetime]) -> dict[Status, int]:
        """See `DayBooks.accepted_on`."""
        rows = self._link.all(_ACCEPTED_ON, **_span(store, *span))
        return {Status(status): count for status, count in rows}

    def stuck(
        self, store: Store, span: tuple[datetime, datetime], status: Status, today: date, limit: int
    ) -> list[HeldParcel]:
        """See `DayBooks.stuck`."""
        rows = self._link.all(_STUCK, status=status.value, limit=limit, **_span(store, *span))
        return [_held_parcel(row, store, today) for row in rows]


def _part(store: Store, part: LedgerPart) -> dict[str, object]:
    since = microseconds(part.from_instant)
    return {"store": store.code, "since": since, "after": part.after, "until": part.until}


def _times(store: Store, since: datetime, until: datetime) -> dict[str, object]:
    return {"store": store.code, "since": microseconds(since), "until": microseconds(until)}


def _span(store: Store, begin: datetime, end: datetime) -> dict[str, object]:
    return {"store": store.code, "begin": microseconds(begin), "end": microseconds(end)}


def _report(row: tuple[Any, ...]) -> DayReport:
    text, _, *store = row
    return report_of(text, Store(*store))


def _held_parcel(row: tuple[Any, ...], store: Store, today: date) -> HeldParcel:
    tracking, merchant, reference, status, at = row
    accepted_at = instant(at)
    days = (today - store.today(accepted_at)).days
    return HeldParcel(
        TrackingNumber(tracking), merchant, reference, Status(status), accepted_at, days
    )
