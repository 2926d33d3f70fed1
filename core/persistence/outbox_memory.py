"""Drops what merchants heard long ago, so that the dispatcher's books do not grow for ever."""

from datetime import datetime
from typing import Final

from sqlalchemy import and_, bindparam, delete, exists, literal_column, not_, select

from core.persistence.outbox_rows import Ledger
from core.persistence.outbox_tables import webhook_attempts, webhook_notices
from core.persistence.rows import microseconds

_notices = webhook_notices.c
_tries = webhook_attempts.c
_tried_later: Final = exists().where(
    _tries.order_id == _notices.order_id,
    _tries.step == _notices.step,
    _tries.at >= bindparam("before"),
)
_OLD: Final = (
    select(_notices.order_id, _notices.step)
    .where(_notices.ended == literal_column("'delivered'"), not_(_tried_later))
    .order_by(_notices.order_id, _notices.step)
    .limit(bindparam("most"))
)
_FORGET_TRIES: Final = delete(webhook_attempts).where(
    and_(_tries.order_id == bindparam("of_order"), _tries.step == bindparam("of_step"))
)
_FORGET: Final = delete(webhook_notices).where(
    and_(_notices.order_id == bindparam("of_order"), _notices.step == bindparam("of_step"))
)


def forget_told(ledger: Ledger, before: datetime, most: int) -> int:
    """Drop delivered notices that were last tried before an instant; see `Outbox.forget`."""
    # Looked up apart: that may go through all there are, and a writer is alone.
    with ledger.reading() as work:
        old = work.link.all(_OLD, before=microseconds(before), most=most)
    if old:
        with ledger.writing() as work:
            for order_id, step in old:
                work.link.run(_FORGET_TRIES, of_order=order_id, of_step=step)
                work.link.run(_FORGET, of_order=order_id, of_step=step)
    return len(old)
