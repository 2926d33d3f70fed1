"""Endpoints, and what became of notices, for those who look after them."""

from collections import Counter
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, func, insert, literal_column, null, select, update

from core.persistence.outbox_rows import (
    ENDPOINT,
    NOTICE,
    NOTICE_TABLES,
    Ledger,
    attempt_of,
    endpoint_of,
    notice_of,
)
from core.persistence.outbox_tables import webhook_attempts, webhook_endpoints, webhook_notices
from core.persistence.rows import microseconds
from core.persistence.statements import Link
from core.persistence.tables import merchants, outbox, return_orders
from core.services.notify import Attempt, Endpoint, NoticeKey, OutboxFigures, ParkedNotice

_notices = webhook_notices.c
_attempts = webhook_attempts.c
# Spelled out, because SQLite uses the index of parked ones only where it can read the word.
_is_parked = _notices.ended == literal_column("'parked'")

_MERCHANT: Final = select(merchants.c.code).where(merchants.c.code == bindparam("merchant_code"))
_ENDPOINTS: Final = select(*ENDPOINT).order_by(webhook_endpoints.c.merchant_code)
_ENDPOINT: Final = select(*ENDPOINT).where(
    webhook_endpoints.c.merchant_code == bindparam("merchant_code")
)
_ADD: Final = insert(webhook_endpoints).values(
    {column.name: bindparam(column.name) for column in webhook_endpoints.c}
)
_CHANGE: Final = (
    update(webhook_endpoints)
    .values(
        {
            column.name: bindparam(f"new_{column.name}")
            for column in webhook_endpoints.c
            if column.name != "merchant_code"
        }
    )
    .where(webhook_endpoints.c.merchant_code == bindparam("which"))
)

_PARKED: Final = (
    select(_notices.merchant_code, *NOTICE)
    .select_from(NOTICE_TABLES)
    .where(_is_parked)
    .order_by(_notices.merchant_code, _notices.order_id, _notices.step)
    .limit(bindparam("limit"))
)
_PARKED_OF_MERCHANT: Final = _PARKED.where(_notices.merchant_code == bindparam("of_merchant"))
_ATTEMPTS: Final = (
    select(_attempts.number, _attempts.at, _attempts.outcome, _attempts.http_status, _attempts.took)
    .where(_attempts.order_id == bindparam("of_order"), _attempts.step == bindparam("of_step"))
    .order_by(_attempts.number)
)
_UNPARK: Final = (
    update(webhook_notices)
    .values(ended=null(), due_at=bindparam("now"), failures=literal_column("0"))
    .where(_is_parked, _notices.merchant_code == bindparam("of_merchant"))
)
_UNPARK_ONE: Final = _UNPARK.where(
    _notices.order_id == bindparam("of_order"), _notices.step == bindparam("of_step")
)
_LISTED: Final = (
    select(_notices.merchant_code, func.count())
    .where(_notices.due_at.is_not(None))
    .group_by(_notices.merchant_code)
)
# Looked up from the outbox, which is short, and not from all orders there are.
_whose: Final = (
    select(return_orders.c.merchant_code)
    .where(return_orders.c.id == outbox.c.order_id)
    .correlate(outbox)
    .scalar_subquery()
    .label("whose")
)
_UNLISTED: Final = select(_whose, func.count()).select_from(outbox).group_by(_whose)
_HOW_MANY_PARKED: Final = (
    select(_notices.merchant_code, func.count()).where(_is_parked).group_by(_notices.merchant_code)
)


class StoredNoticeBooks:
    """`core.services.notify.NoticeBooks` over SQL.

    Args:
        ledger: the database.
        time_zone: IANA name of the chain's, in which a DC's times are told.
    """

    def __init__(self, ledger: Ledger, time_zone: str) -> None:
        self._ledger: Final = ledger
        self._time_zone: Final = time_zone

    def endpoint(self, merchant_code: str) -> Endpoint | None:
        """See `NoticeBooks.endpoint`."""
        with self._ledger.reading() as work:
            row = work.link.one(_ENDPOINT, merchant_code=merchant_code)
        return None if row is None else endpoint_of(row)

    def endpoints(self) -> tuple[Endpoint, ...]:
        """See `NoticeBooks.endpoints`."""
        with self._ledger.reading() as work:
            return tuple(endpoint_of(row) for row in work.link.all(_ENDPOINTS))

    def save_endpoint(self, endpoint: Endpoint) -> None:
        """See `NoticeBooks.save_endpoint`."""
        old, until, off = endpoint.old_secret, endpoint.old_secret_until, endpoint.off_since
        values: dict[str, object] = {
            "url": endpoint.url.text,
            "plain_http": int(endpoint.plain_http),
            "private_addresses": int(endpoint.private_addresses),
            "secret": endpoint.secret.text,
            "old_secret": None if old is None else old.text,
            "old_secret_until": None if until is None else microseconds(until),
            "off_since": None if off is None else microseconds(off),
        }
        code = endpoint.merchant_code
        with self._ledger.writing() as work:
            if work.link.one(_MERCHANT, merchant_code=code) is None:
                raise LookupError(f"no merchant {code}")
            new = {f"new_{name}": value for name, value in values.items()}
            if work.link.run(_CHANGE, which=code, **new) == 0:
                work.link.run(_ADD, merchant_code=code, **values)

    def parked(
        self, merchant_code: str | None = None, limit: int = 100
    ) -> tuple[ParkedNotice, ...]:
        """See `NoticeBooks.parked`."""
        with self._ledger.reading() as work:
            if merchant_code is None:
                rows = work.link.all(_PARKED, limit=limit)
            else:
                rows = work.link.all(_PARKED_OF_MERCHANT, of_merchant=merchant_code, limit=limit)
            notices = [(code, notice_of(row, self._time_zone)) for code, *row in rows]
            return tuple(
                ParkedNotice(code, notice, _attempts_of(work.link, notice.key))
                for code, notice in notices
            )

    def attempts(self, key: NoticeKey) -> tuple[Attempt, ...]:
        """See `NoticeBooks.attempts`."""
        with self._ledger.reading() as work:
            return _attempts_of(work.link, key)

    def unpark(self, merchant_code: str, key: NoticeKey | None, now: datetime) -> int:
        """See `NoticeBooks.unpark`."""
        with self._ledger.writing() as work:
            due = {"of_merchant": merchant_code, "now": microseconds(now)}
            if key is None:
                return work.link.run(_UNPARK, **due)
            return work.link.run(_UNPARK_ONE, **due, of_order=key.order_id, of_step=key.step)

    def figures(self) -> tuple[OutboxFigures, ...]:
        """See `NoticeBooks.figures`."""
        waiting: Counter[str] = Counter()
        with self._ledger.reading() as work:
            for statement in (_UNLISTED, _LISTED):
                waiting.update(dict(work.link.all(statement)))
            parked: Counter[str] = Counter(dict(work.link.all(_HOW_MANY_PARKED)))
        return tuple(
            OutboxFigures(code, waiting[code], parked[code])
            for code in sorted(waiting.keys() | parked.keys())
        )


def _attempts_of(link: Link, key: NoticeKey) -> tuple[Attempt, ...]:
    rows = link.all(_ATTEMPTS, of_order=key.order_id, of_step=key.step)
    return tuple(attempt_of(row) for row in rows)
