"""Refused scans, and what merchants see of their returns, stored."""

from typing import Final

from sqlalchemy import and_, bindparam, exists, func, insert, not_, or_, select

# Its ON CONFLICT is SQLite's as well.
from sqlalchemy.dialects.postgresql import insert as insert_once

from core.domain.codes import TrackingNumber
from core.domain.events import Place
from core.domain.status import Status, Trigger
from core.persistence.pull_out_tables import custody, scan_exceptions, scan_settlements
from core.persistence.rows import instant, microseconds
from core.persistence.statements import Link
from core.persistence.tables import return_orders, returns, status_events
from core.services.ecms import HistoryEntry
from core.services.scan_books import CustodyStep, PictureLine, PictureQuery, RefusedScan, Settlement

_refused = scan_exceptions.c
_COLUMNS: Final = [column for column in _refused if column.name != "id"]
_settled = scan_settlements.c
_KNOWN: Final = select(_refused.id).where(
    _refused.client_id == bindparam("client_id"),
    _refused.scanned == bindparam("scanned"),
    _refused.asked == bindparam("asked"),
    _refused.scanned_at == bindparam("scanned_at"),
)
_ADD: Final = insert(scan_exceptions).values(
    {column.name: bindparam(column.name) for column in _COLUMNS}
)
_UNSETTLED: Final = (
    select(*_COLUMNS, _refused.id)
    .where(
        or_(bindparam("anybody") == 1, _refused.client_id == bindparam("client_id")),
        not_(
            exists().where(
                status_events.c.order_id == _refused.order_id,
                status_events.c.status == _refused.asked,
            )
        ),
        not_(exists().where(_settled.exception_id == _refused.id)),
    )
    .order_by(_refused.id.desc())
    .limit(bindparam("limit"))
)
_CLIENT: Final = select(_refused.client_id).where(_refused.id == bindparam("number"))
_SETTLE: Final = (
    insert_once(scan_settlements)
    .values({column.name: bindparam(column.name) for column in _settled})
    .on_conflict_do_nothing()
)
_SETTLED: Final = select(_settled.client_id, _settled.person, _settled.outcome, _settled.at).where(
    _settled.exception_id == bindparam("number")
)

_PAGE: Final = (
    select(
        returns.c.order_id,
        returns.c.tracking_number,
        return_orders.c.uid,
        returns.c.status,
        status_events.c.location,
        status_events.c.at,
    )
    .select_from(
        returns.join(return_orders, return_orders.c.id == returns.c.order_id).join(
            status_events,
            and_(
                status_events.c.order_id == returns.c.order_id,
                status_events.c.status == returns.c.status,
            ),
        )
    )
    .where(
        return_orders.c.merchant_code == bindparam("merchant_code"),
        returns.c.order_id > bindparam("after"),
        returns.c.requested_at >= bindparam("since"),
        returns.c.requested_at < bindparam("until"),
    )
    .order_by(returns.c.order_id)
    .limit(bindparam("limit"))
)
_OF_STATUS: Final = _PAGE.where(returns.c.status == bindparam("status"))
_OF_UID: Final = _PAGE.where(return_orders.c.uid == bindparam("uid"))
_OF_BOTH: Final = _OF_UID.where(returns.c.status == bindparam("status"))
_COUNTS: Final = (
    select(returns.c.status, func.count())
    .select_from(returns.join(return_orders, return_orders.c.id == returns.c.order_id))
    .where(return_orders.c.merchant_code == bindparam("merchant_code"))
    .group_by(returns.c.status)
)
_CUSTODY: Final = (
    select(custody.c.seq, custody.c.hash, *status_events.c)
    .select_from(
        custody.join(
            status_events,
            and_(
                status_events.c.order_id == custody.c.order_id,
                status_events.c.status == custody.c.status,
            ),
        )
    )
    .where(custody.c.order_id == bindparam("order_id"))
    .order_by(custody.c.seq)
)
_FOR_EVER: Final = 2**63 - 1


class StoredScans:
    """`core.services.scan_books.ScanBooks` over SQL."""

    def __init__(self, link: Link) -> None:
        self._link: Final = link

    def add(self, refused: RefusedScan) -> None:
        """See `ScanBooks.add`."""
        key: dict[str, object] = {
            "client_id": refused.client_id,
            "scanned": refused.scanned,
            "asked": refused.asked.value,
            "scanned_at": microseconds(refused.scanned_at),
        }
        if self._link.one(_KNOWN, **key) is not None:
            return
        self._link.run(
            _ADD,
            location=refused.place.location,
            handheld=refused.place.terminal,
            person=refused.place.person,
            order_id=refused.order_id,
            refusal=refused.refusal,
            current=None if refused.current is None else refused.current.value,
            received_at=microseconds(refused.received_at),
            **key,
        )

    def unsettled(self, client_id: str, limit: int) -> list[RefusedScan]:
        """See `ScanBooks.unsettled`."""
        rows = self._link.all(
            _UNSETTLED, anybody=int(not client_id), client_id=client_id, limit=limit
        )
        return [
            RefusedScan(
                client,
                Place(location, handheld, person),
                scanned,
                Status(asked),
                order_id,
                refusal,
                None if current is None else Status(current),
                instant(scanned_at),
                instant(received_at),
                number,
            )
            for (
                client,
                location,
                handheld,
                person,
                scanned,
                asked,
                order_id,
                refusal,
                current,
                scanned_at,
                received_at,
                number,
            ) in rows
        ]

    def client_of(self, number: int) -> str | None:
        """See `ScanBooks.client_of`."""
        row = self._link.one(_CLIENT, number=number)
        return row[0] if row else None

    def settle(self, number: int, settlement: Settlement) -> Settlement:
        """See `ScanBooks.settle`."""
        self._link.run(
            _SETTLE,
            exception_id=number,
            client_id=settlement.client_id,
            person=settlement.person,
            outcome=settlement.outcome,
            at=microseconds(settlement.at),
        )
        row = self._link.one(_SETTLED, number=number)
        if row is None:
            raise LookupError(f"no settlement of {number}")
        client, person, outcome, at = row
        return Settlement(client, person, outcome, instant(at))


class StoredPictures:
    """`core.services.scan_books.Pictures` over SQL."""

    def __init__(self, link: Link) -> None:
        self._link: Final = link

    def custody(self, order_id: int) -> list[CustodyStep]:
        """See `Pictures.custody`."""
        return [
            CustodyStep(
                HistoryEntry(Status(status), Trigger(by), instant(at), Place(*place), detail),
                seq,
                own,
            )
            for seq, own, _, status, by, at, *place, detail in self._link.all(
                _CUSTODY, order_id=order_id
            )
        ]

    def page(self, query: PictureQuery) -> list[PictureLine]:
        """See `Pictures.page`."""
        values: dict[str, object] = {
            "merchant_code": query.merchant_code,
            "after": query.after,
            "since": 0 if query.since is None else microseconds(query.since),
            "until": _FOR_EVER if query.until is None else microseconds(query.until),
            "limit": query.limit,
        }
        statement = _PAGE
        if query.status is not None:
            statement, values["status"] = _OF_STATUS, query.status.value
        if query.reference:
            statement = _OF_BOTH if query.status is not None else _OF_UID
            values["uid"] = query.reference
        return [
            PictureLine(
                order_id, TrackingNumber(tracking), uid, Status(status), location, instant(at)
            )
            for order_id, tracking, uid, status, location, at in self._link.all(statement, **values)
        ]

    def counts(self, merchant_code: str) -> dict[Status, int]:
        """See `Pictures.counts`."""
        rows = self._link.all(_COUNTS, merchant_code=merchant_code)
        return {Status(status): count for status, count in rows}
