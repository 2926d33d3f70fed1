"""What became of one notice."""

from typing import Final

from sqlalchemy import and_, bindparam, exists, func, select

from core.domain.codes import ReturnCode
from core.domain.status import Status
from core.persistence.outbox_rows import STEP_OF
from core.persistence.outbox_tables import webhook_attempts, webhook_endpoints, webhook_notices
from core.persistence.rows import instant
from core.persistence.statements import Link
from core.persistence.tables import outbox, return_orders, returns, status_events
from core.services.notify import HTTP_OK
from core.services.told import NoticeToMerchant, Told

_attempts = webhook_attempts.c
_TAKEN_AT: Final = (
    select(func.min(_attempts.at))
    .where(
        _attempts.order_id == webhook_notices.c.order_id,
        _attempts.step == webhook_notices.c.step,
        _attempts.http_status == bindparam("taken"),
    )
    .correlate(webhook_notices)
    .scalar_subquery()
)
_IS_NEW: Final = exists().where(
    outbox.c.order_id == returns.c.order_id, outbox.c.status == bindparam("status")
)
_NOTICE: Final = (
    select(
        webhook_endpoints.c.merchant_code,
        webhook_notices.c.step,
        webhook_notices.c.ended,
        _TAKEN_AT,
        _IS_NEW,
    )
    .select_from(
        returns.join(return_orders, return_orders.c.id == returns.c.order_id)
        .join(
            status_events,
            and_(
                status_events.c.order_id == returns.c.order_id,
                status_events.c.status == bindparam("status"),
            ),
        )
        .outerjoin(
            webhook_notices,
            and_(
                webhook_notices.c.order_id == returns.c.order_id,
                webhook_notices.c.step == bindparam("step"),
            ),
        )
        .outerjoin(
            webhook_endpoints, webhook_endpoints.c.merchant_code == return_orders.c.merchant_code
        )
    )
    .where(returns.c.return_code == bindparam("code"))
)


class StoredNotices:
    """`core.services.told.Notices` over one connection."""

    def __init__(self, link: Link) -> None:
        self._link: Final = link

    def of(self, code: ReturnCode, status: Status) -> NoticeToMerchant | None:
        """See `Notices.of`."""
        row = self._link.one(
            _NOTICE, code=code.digits, status=status.value, step=STEP_OF[status], taken=HTTP_OK
        )
        if row is None:
            return None
        site, listed, ended, taken_at, is_new = row
        if listed is None and not is_new:
            # Neither still to be listed nor listed: it was delivered, and forgotten since.
            return NoticeToMerchant(Told.TOLD)
        match ended:
            case "delivered":
                return NoticeToMerchant(Told.TOLD, None if taken_at is None else instant(taken_at))
            case "parked":
                return NoticeToMerchant(Told.IN_VAIN)
            case _:
                return NoticeToMerchant(Told.NOBODY if site is None else Told.NOT_YET)
