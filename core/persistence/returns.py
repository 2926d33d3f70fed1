"""The returns, stored: their codes, moves and histories."""

from typing import Any, Final

from sqlalchemy import Select, bindparam, func, insert, or_, select, update

# Its ON CONFLICT is SQLite's as well.
from sqlalchemy.dialects.postgresql import insert as insert_new

from core.domain.codes import ReceiptNumber, ReturnCode, TrackingNumber
from core.domain.events import Place, StatusChanged
from core.domain.merchants import Store
from core.domain.mobile import MobileNumber
from core.domain.returns import Acceptance, Return
from core.domain.status import FLOW, HELD_BY_STORE, Status, Trigger
from core.persistence.rows import ORDER, ORDER_WIDTH, STORE, instant, microseconds, order_of
from core.persistence.statements import Link
from core.persistence.tables import (
    acceptances,
    merchants,
    outbox,
    return_orders,
    returns,
    serials,
    status_events,
    stores,
    terminals,
)
from core.services.ecms import HistoryEntry, Terminal

_LINE: Final = {step.status: place for place, step in enumerate(FLOW)}
_TRACKING: Final = "tracking number"

#: All there is of a return.
RETURN: Final = select(
    *ORDER,
    returns.c.return_code,
    returns.c.tracking_number,
    returns.c.mobile,
    returns.c.status,
    returns.c.requested_at,
    returns.c.attempt,
    acceptances.c.terminal,
    acceptances.c.serial,
    acceptances.c.clerk_number,
    acceptances.c.clerk_name,
    acceptances.c.at,
    acceptances.c.attempt,
    *STORE,
).select_from(
    returns.join(return_orders, return_orders.c.id == returns.c.order_id)
    .join(merchants)
    .outerjoin(acceptances, acceptances.c.order_id == returns.c.order_id)
    .outerjoin(stores, stores.c.code == acceptances.c.store_code)
)

# Whoever moves a parcel, asks for its return, or changes or cancels its order holds the order.
_hold: Final = select(return_orders.c.id).with_for_update(key_share=True)
_HOLD_ORDER: Final = _hold.where(return_orders.c.id == bindparam("order_id"))
_HOLD_CODE: Final = _hold.where(
    return_orders.c.id
    == select(returns.c.order_id)
    .where(returns.c.return_code == bindparam("code"))
    .scalar_subquery()
)
_HOLD_TRACKING: Final = _hold.where(
    return_orders.c.id
    == select(returns.c.order_id)
    .where(returns.c.tracking_number == bindparam("digits"))
    .scalar_subquery()
)
# Whoever counts a terminal's receipts holds the terminal.
_HOLD_TERMINAL: Final = (
    select(terminals.c.number)
    .where(
        terminals.c.store_code == bindparam("store_code"),
        terminals.c.number == bindparam("terminal"),
    )
    .with_for_update(key_share=True)
)

_OF_ORDER: Final = RETURN.where(returns.c.order_id == bindparam("order_id"))
_BY_CODE: Final = RETURN.where(returns.c.return_code == bindparam("code"))
_BY_TRACKING: Final = RETURN.where(returns.c.tracking_number == bindparam("digits"))
_NEWEST: Final = RETURN.order_by(returns.c.requested_at.desc(), returns.c.order_id.desc()).limit(
    bindparam("limit")
)
_BY_REFERENCE: Final = _NEWEST.where(
    or_(
        return_orders.c.uid_key == bindparam("key"),
        return_orders.c.order_key == bindparam("key"),
        return_orders.c.waybill_key == bindparam("key"),
    )
)
_BY_MOBILE: Final = _NEWEST.where(
    returns.c.mobile_tail == bindparam("tail"),
    or_(
        returns.c.store_code == bindparam("store_code"),
        acceptances.c.store_code == bindparam("store_code"),
    ),
)

_IS_ISSUED: Final = select(returns.c.order_id).where(returns.c.return_code == bindparam("code"))
_COUNT_UP: Final = (
    update(serials).values(last=serials.c.last + 1).where(serials.c.name == bindparam("serial"))
)
_COUNT: Final = select(serials.c.last).where(serials.c.name == bindparam("serial"))
_BEGIN_COUNT: Final = (
    insert_new(serials)
    .values(name=bindparam("serial"), last=bindparam("first"))
    .on_conflict_do_nothing()
)

# The count of receipts is the receipts themselves: nothing beside them could disagree with them.
_LAST_RECEIPT: Final = select(func.max(acceptances.c.serial)).where(
    acceptances.c.store_code == bindparam("store_code"),
    acceptances.c.terminal == bindparam("terminal"),
)

_ADD: Final = insert(returns).values(
    {
        name: bindparam(name)
        for name in (
            "order_id",
            "return_code",
            "tracking_number",
            "mobile",
            "mobile_tail",
            "status",
            "requested_at",
            "store_code",
            "terminal",
            "attempt",
        )
    }
)
_ACCEPT: Final = insert(acceptances).values(
    {column.name: bindparam(column.name) for column in acceptances.c}
)
_ACCEPTED: Final = (
    update(returns)
    .values(
        status=bindparam("new_status"),
        accepted_order_id=returns.c.order_id,
        held_by=bindparam("store"),
    )
    .where(returns.c.order_id == bindparam("id"))
)
_MOVED: Final = (
    update(returns)
    .values(status=bindparam("new_status"))
    .where(returns.c.order_id == bindparam("id"))
)
_LEFT: Final = _MOVED.values(held_by=None)
_HAPPENED: Final = insert(status_events).values(
    {column.name: bindparam(column.name) for column in status_events.c}
)
_TELL: Final = insert(outbox).values(order_id=bindparam("order_id"), status=bindparam("status"))

_HISTORY: Final = select(
    status_events.c.status,
    status_events.c.caused_by,
    status_events.c.at,
    status_events.c.location,
    status_events.c.terminal,
    status_events.c.person,
    status_events.c.detail,
).where(status_events.c.order_id == bindparam("order_id"))


class StoredReturns:
    """`core.services.storage.Returns` over SQL."""

    def __init__(self, link: Link) -> None:
        self._link: Final = link

    def of_order(self, order_id: int) -> Return | None:
        """See `Returns.of_order`."""
        self._link.hold(_HOLD_ORDER, order_id=order_id)
        return self._one(_OF_ORDER, order_id=order_id)

    def expect_code(self, code: ReturnCode) -> None:
        """See `Returns.expect_code`."""
        if not self._link.foresees(_BY_CODE, code=code.digits):
            self._link.hold(_HOLD_CODE, code=code.digits)
            self._link.foresee(_BY_CODE, code=code.digits)

    def by_code(self, code: ReturnCode) -> Return | None:
        """See `Returns.by_code`."""
        rows = self._link.foreseen(_BY_CODE, code=code.digits)
        if rows is not None:
            return return_of(rows[0]) if rows else None
        self._link.hold(_HOLD_CODE, code=code.digits)
        return self._one(_BY_CODE, code=code.digits)

    def with_tracking_number(self, digits: str) -> Return | None:
        """See `Returns.with_tracking_number`."""
        self._link.hold(_HOLD_TRACKING, digits=digits)
        return self._one(_BY_TRACKING, digits=digits)

    def with_reference(self, key: str, limit: int) -> list[Return]:
        """See `Returns.with_reference`."""
        return [return_of(row) for row in self._link.all(_BY_REFERENCE, key=key, limit=limit)]

    def with_mobile_tail(self, tail: str, store: Store, limit: int) -> list[Return]:
        """See `Returns.with_mobile_tail`."""
        rows = self._link.all(_BY_MOBILE, tail=tail, store_code=store.code, limit=limit)
        return [return_of(row) for row in rows]

    def is_issued(self, code: ReturnCode) -> bool:
        """See `Returns.is_issued`."""
        return self._link.one(_IS_ISSUED, code=code.digits) is not None

    def next_tracking_serial(self, first: int) -> int:
        """See `Returns.next_tracking_serial`."""
        if self._link.run(_COUNT_UP, serial=_TRACKING) == 0:
            if self._link.run(_BEGIN_COUNT, serial=_TRACKING, first=first) == 1:
                return first
            # Another transaction has begun to count meanwhile.
            self._link.run(_COUNT_UP, serial=_TRACKING)
        row = self._link.one(_COUNT, serial=_TRACKING)
        assert row is not None  # noqa: S101 - counted up one line above, in this transaction
        serial: int = row[0]
        return serial

    def expect_receipt(self, terminal: Terminal) -> None:
        """See `Returns.expect_receipt`."""
        of_it = {"store_code": terminal.store.code, "terminal": terminal.number}
        if (_LAST_RECEIPT, *of_it.values()) in self._link.certain:
            return
        if not self._link.foresees(_LAST_RECEIPT, **of_it):
            self._link.hold(_HOLD_TERMINAL, **of_it)
            self._link.foresee(_LAST_RECEIPT, **of_it)

    def next_receipt(self, terminal: Terminal) -> ReceiptNumber:
        """See `Returns.next_receipt`."""
        of_it = {"store_code": terminal.store.code, "terminal": terminal.number}
        # Who counted before in this transaction holds the terminal still, and may count on.
        last = self._link.certain.get((_LAST_RECEIPT, *of_it.values()))
        if last is None:
            rows = self._link.foreseen(_LAST_RECEIPT, **of_it)
            if rows is None:
                self._link.hold(_HOLD_TERMINAL, **of_it)
                rows = self._link.all(_LAST_RECEIPT, **of_it)
            last = rows[0][0] or 0
        return ReceiptNumber(terminal.store.code, terminal.number, last + 1)

    def add(self, parcel: Return) -> None:
        """See `Returns.add`."""
        place = parcel.events[0].place
        self._link.put(
            _ADD,
            order_id=parcel.order.id,
            return_code=parcel.code.digits,
            tracking_number=parcel.tracking_number.digits,
            mobile=parcel.mobile.digits,
            mobile_tail=parcel.mobile.digits[-4:],
            status=parcel.status.value,
            requested_at=microseconds(parcel.requested_at),
            store_code=place.location,
            terminal=place.terminal,
            attempt=parcel.attempt,
        )
        self._tell(parcel.order.id, parcel.events)

    def save(self, parcel: Return) -> None:
        """See `Returns.save`."""
        for change in parcel.events:
            if change.status is Status.RETURNED and parcel.acceptance is not None:
                self._accept(parcel.order.id, parcel.acceptance)
            else:
                moved = _MOVED if change.status in HELD_BY_STORE else _LEFT
                self._link.put(moved, id=parcel.order.id, new_status=change.status.value)
            self._tell(parcel.order.id, [change])
        parcel.events.clear()

    def history(self, order_id: int) -> tuple[HistoryEntry, ...]:
        """See `Returns.history`."""
        steps = [
            HistoryEntry(Status(status), Trigger(by), instant(at), Place(*place), detail)
            for status, by, at, *place, detail in self._link.all(_HISTORY, order_id=order_id)
        ]
        return tuple(sorted(steps, key=lambda step: -_LINE[step.status]))

    def _accept(self, order_id: int, acceptance: Acceptance) -> None:
        self._link.put(
            _ACCEPT,
            order_id=order_id,
            store_code=acceptance.receipt.store,
            terminal=acceptance.receipt.terminal,
            serial=acceptance.receipt.serial,
            clerk_number=acceptance.clerk,
            clerk_name=acceptance.clerk_name,
            at=microseconds(acceptance.at),
            attempt=acceptance.attempt,
        )
        self._link.put(
            _ACCEPTED,
            id=order_id,
            new_status=Status.RETURNED.value,
            store=acceptance.receipt.store,
        )
        receipt = acceptance.receipt
        self._link.certain[_LAST_RECEIPT, receipt.store, receipt.terminal] = receipt.serial

    def _tell(self, order_id: int, changes: list[StatusChanged]) -> None:
        for change in changes:
            self._link.put(
                _HAPPENED,
                order_id=order_id,
                status=change.status.value,
                caused_by=change.trigger.value,
                at=microseconds(change.at),
                location=change.place.location,
                terminal=change.place.terminal,
                person=change.place.person,
                detail=change.detail,
            )
            self._link.put(_TELL, order_id=order_id, status=change.status.value)

    def _one(self, statement: Select[Any], **values: object) -> Return | None:
        row = self._link.one(statement, **values)
        return None if row is None else return_of(row)


def return_of(row: tuple[Any, ...]) -> Return:
    """A return from its `RETURN` columns."""
    code, tracking_number, mobile, status, requested_at, attempt, *taken = row[ORDER_WIDTH:]
    return Return(
        order_of(row),
        ReturnCode(code),
        TrackingNumber(tracking_number),
        MobileNumber(mobile),
        Status(status),
        instant(requested_at),
        attempt,
        _acceptance_of(taken),
    )


def _acceptance_of(row: list[Any]) -> Acceptance | None:
    terminal, serial, clerk_number, clerk_name, at, attempt, *store = row
    if at is None:
        return None
    receipt = ReceiptNumber(store[0], terminal, serial)
    return Acceptance(receipt, Store(*store), clerk_number, clerk_name, instant(at), attempt)
