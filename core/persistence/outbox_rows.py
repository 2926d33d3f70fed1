"""Rows of the dispatcher's books to the values of `core.services.notify`."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement

from core.domain.status import FLOW, Status
from core.persistence.outbox_tables import webhook_endpoints, webhook_notices
from core.persistence.rows import instant, items_of
from core.persistence.statements import Link
from core.persistence.tables import return_orders, returns, status_events, stores
from core.services.notify import Attempt, Endpoint, Notice, NoticeKey, Outcome
from core.services.notify_url import WebhookSecret, parse_webhook_url

#: A status's place on the line, from 1.
STEP_OF: Final = {step.status: place for place, step in enumerate(FLOW, start=1)}

NOTICE: Final[Sequence[ColumnElement[Any]]] = (
    webhook_notices.c.order_id,
    webhook_notices.c.step,
    webhook_notices.c.status,
    returns.c.tracking_number,
    return_orders.c.uid,
    return_orders.c.lines,
    status_events.c.location,
    status_events.c.at,
    stores.c.time_zone,
)
ENDPOINT: Final[Sequence[ColumnElement[Any]]] = tuple(webhook_endpoints.c)

#: All that a notice is told from; what a DC did stands at no store.
NOTICE_TABLES: Final = (
    webhook_notices.join(returns, returns.c.order_id == webhook_notices.c.order_id)
    .join(return_orders, return_orders.c.id == webhook_notices.c.order_id)
    .join(
        status_events,
        (status_events.c.order_id == webhook_notices.c.order_id)
        & (status_events.c.status == webhook_notices.c.status),
    )
    .outerjoin(stores, stores.c.code == status_events.c.location)
)


class Linked(Protocol):
    """What the dispatcher's books need of a unit of work."""

    @property
    def link(self) -> Link:
        """Its connection."""
        ...


class Ledger(Protocol):
    """What the dispatcher's books need of a database."""

    def reading(self) -> AbstractContextManager[Linked]:
        """See `Storage.reading`."""
        ...

    def writing(self) -> AbstractContextManager[Linked]:
        """See `Storage.writing`."""
        ...


def notice_of(row: Sequence[Any], time_zone: str) -> Notice:
    """A notice from its `NOTICE` columns; `time_zone` is for a place that is no store."""
    order_id, step, status, tracking_number, uid, lines, location, at, store_zone = row
    reasons = dict.fromkeys(item.reason for item in items_of(lines) if item.reason)
    return Notice(
        NoticeKey(order_id, step),
        tracking_number,
        uid,
        Status(status),
        "; ".join(reasons),
        location,
        instant(at).astimezone(ZoneInfo(store_zone or time_zone)),
    )


def endpoint_of(row: Sequence[Any]) -> Endpoint:
    """An endpoint from its `ENDPOINT` columns."""
    merchant_code, url, plain_http, private_addresses, secret, old_secret, until, off = row
    return Endpoint(
        merchant_code,
        parse_webhook_url(url, plain_http=plain_http == 1),
        WebhookSecret(secret),
        plain_http == 1,
        private_addresses == 1,
        None if old_secret is None else WebhookSecret(old_secret),
        None if until is None else instant(until),
        None if off is None else instant(off),
    )


def attempt_of(row: Sequence[Any]) -> Attempt:
    """A try from its number, time, outcome, HTTP status and length."""
    number, at, outcome, http_status, took = row
    return Attempt(
        number,
        instant(at),
        None if outcome is None else Outcome(outcome),
        http_status,
        None if took is None else timedelta(microseconds=took),
    )
