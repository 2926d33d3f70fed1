"""The dispatcher's side of the books: lists new notices, claims due ones, records tries.

On PostgreSQL rows are claimed with FOR UPDATE SKIP LOCKED; on SQLite a writer is alone anyway, and
SQLAlchemy leaves the words out.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, assert_never

from sqlalchemy import (
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal_column,
    not_,
    null,
    or_,
    select,
    update,
)

from core.domain.status import Status
from core.persistence.outbox_memory import forget_told
from core.persistence.outbox_rows import (
    ENDPOINT,
    NOTICE,
    NOTICE_TABLES,
    STEP_OF,
    Ledger,
    endpoint_of,
    notice_of,
)
from core.persistence.outbox_tables import webhook_attempts, webhook_endpoints, webhook_notices
from core.persistence.rows import instant, microseconds
from core.persistence.statements import Link
from core.persistence.tables import outbox, return_orders
from core.services.notify import (
    Claimed,
    Delivered,
    Due,
    GiveBack,
    Parked,
    SwitchOff,
    Tried,
    TryAgain,
)

#: How many new notices one transaction lists; it holds up other writers for some milliseconds.
LIST_AT_ONCE: Final = 200

_MICROSECOND: Final = timedelta(microseconds=1)
_notices = webhook_notices.c
_earlier = webhook_notices.alias("earlier")
_unlisted = outbox.alias("unlisted")

_ANY_UNLISTED: Final = select(outbox.c.id).limit(literal_column("1"))
_UNLISTED: Final = (
    select(outbox.c.id, outbox.c.order_id, outbox.c.status, return_orders.c.merchant_code)
    .select_from(outbox.join(return_orders, return_orders.c.id == outbox.c.order_id))
    .order_by(outbox.c.id)
    .limit(bindparam("at_once"))
    .with_for_update(skip_locked=True, of=outbox)
)
_STILL_TO_BE_TOLD: Final = select(func.max(_notices.due_at)).where(
    _notices.order_id == bindparam("order_id"), _notices.due_at.is_not(None)
)
_LIST: Final = insert(webhook_notices).values(
    order_id=bindparam("order_id"),
    step=bindparam("step"),
    status=bindparam("status"),
    merchant_code=bindparam("merchant_code"),
    due_at=bindparam("due_at"),
    tries=literal_column("0"),
    failures=literal_column("0"),
)
_LISTED: Final = delete(outbox).where(outbox.c.id == bindparam("listed"))

_is_free: Final = and_(
    _notices.due_at <= bindparam("now"),
    or_(_notices.claimed_until.is_(None), _notices.claimed_until <= bindparam("wall")),
)
_MERCHANTS: Final = (
    select(webhook_endpoints.c.merchant_code)
    .where(
        webhook_endpoints.c.off_since.is_(None),
        exists().where(_notices.merchant_code == webhook_endpoints.c.merchant_code, _is_free),
    )
    .order_by(webhook_endpoints.c.merchant_code)
)

_NEXT_DUE: Final = (
    select(func.min(_notices.due_at))
    .select_from(
        webhook_notices.join(
            webhook_endpoints, webhook_endpoints.c.merchant_code == _notices.merchant_code
        )
    )
    .where(_notices.due_at > bindparam("now"), webhook_endpoints.c.off_since.is_(None))
)

# In status order: nothing earlier of the same parcel is still to be told, neither listed nor (while
# another process is listing it) not yet listed.
_is_next: Final = and_(
    not_(
        exists().where(
            _earlier.c.order_id == _notices.order_id,
            _earlier.c.step < _notices.step,
            _earlier.c.due_at.is_not(None),
        )
    ),
    not_(
        exists().where(
            _unlisted.c.order_id == _notices.order_id,
            case(
                *[
                    (
                        _unlisted.c.status == literal_column(repr(status.value)),
                        literal_column(str(step)),
                    )
                    for status, step in STEP_OF.items()
                ]
            )
            < _notices.step,
        )
    ),
)
_FREE: Final = (
    select(_notices.tries, _notices.failures, *NOTICE, *ENDPOINT)
    .select_from(
        NOTICE_TABLES.join(
            webhook_endpoints, webhook_endpoints.c.merchant_code == _notices.merchant_code
        )
    )
    .where(
        _notices.merchant_code == bindparam("merchant_code"),
        webhook_endpoints.c.off_since.is_(None),
        _is_free,
        _is_next,
    )
    .order_by(_notices.due_at, _notices.order_id, _notices.step)
    .limit(bindparam("room"))
    .with_for_update(skip_locked=True, of=webhook_notices)
)

_of_key = and_(_notices.order_id == bindparam("of_order"), _notices.step == bindparam("of_step"))
_is_ours = _notices.claim == bindparam("of_claim")
_unclaimed: Final = {"claim": null(), "claimed_until": null()}
_CLAIM: Final = (
    update(webhook_notices)
    .values(
        tries=_notices.tries + literal_column("1"),
        claim=bindparam("by"),
        claimed_until=bindparam("until"),
    )
    .where(_of_key)
)
_BEGUN: Final = insert(webhook_attempts).values(
    {name: bindparam(name) for name in ("order_id", "step", "number", "at")}
)
_ENDED: Final = (
    update(webhook_attempts)
    .values(
        outcome=bindparam("came"), http_status=bindparam("answer"), took=bindparam("microseconds")
    )
    .where(
        webhook_attempts.c.order_id == bindparam("of_order"),
        webhook_attempts.c.step == bindparam("of_step"),
        webhook_attempts.c.number == bindparam("of_number"),
    )
)
_DELIVERED: Final = (
    update(webhook_notices)
    .values(due_at=null(), ended=literal_column("'delivered'"), **_unclaimed)
    .where(_of_key)
)
_FAILED: Final = (
    update(webhook_notices)
    .values(
        due_at=bindparam("again_at"),
        failures=_notices.failures + literal_column("1"),
        **_unclaimed,
    )
    .where(_of_key, _is_ours)
)
_PARKED: Final = (
    update(webhook_notices)
    .values(
        due_at=null(),
        ended=literal_column("'parked'"),
        failures=_notices.failures + literal_column("1"),
        **_unclaimed,
    )
    .where(_of_key, _is_ours)
)
_GIVEN_BACK: Final = update(webhook_notices).values(**_unclaimed).where(_of_key, _is_ours)
_SWITCHED_OFF: Final = (
    update(webhook_endpoints)
    .values(off_since=bindparam("at"))
    .where(
        webhook_endpoints.c.merchant_code == bindparam("of_merchant"),
        webhook_endpoints.c.url == bindparam("of_url"),
        webhook_endpoints.c.off_since.is_(None),
    )
)
# What waits behind a notice is due with it, so that looking for due ones does not meet those that
# have to wait anyway. The order itself is kept by `_is_next`, whatever stands here.
_FOLLOWING: Final = (
    update(webhook_notices)
    .values(due_at=bindparam("with_it"))
    .where(
        _notices.order_id == bindparam("of_order"),
        _notices.step > bindparam("of_step"),
        _notices.due_at.is_not(None),
        _notices.failures == literal_column("0"),
    )
)


class StoredOutbox:
    """`core.services.notify.Outbox` over SQL.

    Args:
        ledger: the database.
        time_zone: IANA name of the chain's, in which a DC's times are told.
    """

    def __init__(self, ledger: Ledger, time_zone: str) -> None:
        self._ledger: Final = ledger
        self._time_zone: Final = time_zone

    def due(self, now: datetime, wall: datetime) -> Due:
        """See `Outbox.due`."""
        with self._ledger.reading() as work:
            unlisted = work.link.one(_ANY_UNLISTED) is not None
            rows = work.link.all(_MERCHANTS, now=microseconds(now), wall=microseconds(wall))
        return Due(unlisted, tuple(code for (code,) in rows))

    def enlist(self, now: datetime) -> int:
        """See `Outbox.enlist`."""
        with self._ledger.writing() as work:
            link = work.link
            rows = link.all(_UNLISTED, at_once=LIST_AT_ONCE)
            for row_id, order_id, status, merchant_code in rows:
                before = link.one(_STILL_TO_BE_TOLD, order_id=order_id)
                link.run(
                    _LIST,
                    order_id=order_id,
                    step=STEP_OF[Status(status)],
                    status=status,
                    merchant_code=merchant_code,
                    due_at=max(microseconds(now), (before and before[0]) or 0),
                )
                link.run(_LISTED, listed=row_id)
        return len(rows)

    def claim(
        self, room: Mapping[str, int], now: datetime, wall: datetime, lease: timedelta, claim: str
    ) -> list[Claimed]:
        """See `Outbox.claim`."""
        until = microseconds(wall + lease)
        claimed: list[Claimed] = []
        with self._ledger.writing() as work:
            for merchant_code, free in room.items():
                rows = work.link.all(
                    _FREE,
                    merchant_code=merchant_code,
                    now=microseconds(now),
                    wall=microseconds(wall),
                    room=free,
                )
                claimed += [self._claim(work.link, row, now, until, claim) for row in rows]
        return claimed

    def _claim(
        self, link: Link, row: tuple[Any, ...], now: datetime, until: int, claim: str
    ) -> Claimed:
        tries, failures = row[:2]
        notice = notice_of(row[2 : 2 + len(NOTICE)], self._time_zone)
        key, number = notice.key, tries + 1
        link.run(_CLAIM, of_order=key.order_id, of_step=key.step, by=claim, until=until)
        link.run(_BEGUN, order_id=key.order_id, step=key.step, number=number, at=microseconds(now))
        endpoint = endpoint_of(row[2 + len(NOTICE) :])
        return Claimed(notice, endpoint, number, failures, claim, now)

    def next_due(self, now: datetime) -> datetime | None:
        """See `Outbox.next_due`."""
        with self._ledger.reading() as work:
            row = work.link.one(_NEXT_DUE, now=microseconds(now))
        return None if row is None or row[0] is None else instant(row[0])

    def record(self, tried: Sequence[Tried]) -> None:
        """See `Outbox.record`."""
        with self._ledger.writing() as work:
            # In one order in every process, so that none waits for another in a circle.
            for one in sorted(tried, key=lambda one: one.claimed.notice.key):
                _record(work.link, one)

    def forget(self, before: datetime, most: int) -> int:
        """See `Outbox.forget`."""
        return forget_told(self._ledger, before, most)


def _record(link: Link, tried: Tried) -> None:
    claimed, verdict = tried.claimed, tried.verdict
    key = claimed.notice.key
    at = {"of_order": key.order_id, "of_step": key.step}
    ours = {**at, "of_claim": claimed.claim}
    link.run(
        _ENDED,
        **at,
        of_number=claimed.number,
        came=tried.result.outcome.value,
        answer=tried.result.http_status,
        microseconds=tried.took // _MICROSECOND,
    )
    match verdict:
        case Delivered():
            link.run(_DELIVERED, **at)
            link.run(_FOLLOWING, **at, with_it=microseconds(tried.ended_at))
        case TryAgain():
            if link.run(_FAILED, **ours, again_at=microseconds(verdict.at)):
                link.run(_FOLLOWING, **at, with_it=microseconds(verdict.at))
        case Parked():
            if link.run(_PARKED, **ours):
                link.run(_FOLLOWING, **at, with_it=microseconds(tried.ended_at))
        case SwitchOff():
            link.run(
                _SWITCHED_OFF,
                at=microseconds(tried.ended_at),
                of_merchant=claimed.endpoint.merchant_code,
                of_url=claimed.endpoint.url.text,
            )
            link.run(_GIVEN_BACK, **ours)
        case GiveBack():
            link.run(_GIVEN_BACK, **ours)
        case unknown:
            assert_never(unknown)
