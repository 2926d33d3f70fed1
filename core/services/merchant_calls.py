"""What a merchant's site asks of the ECMS; both dialects end here.

Each takes a storage whose writing blocks nest (`core.services.group`).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from core.domain.merchants import Store
from core.domain.mobile import MobileNumber
from core.domain.orders import ReturnOrder
from core.domain.references import Reference, parse_reference, reference_key
from core.domain.refusals import AlreadyRequested, Cancelled, OutOfOrder, UnknownReference
from core.domain.returns import Return
from core.domain.status import FLOW, Status
from core.services.access import AccessStorage, AccessWork
from core.services.channel import ChannelLine, ChannelOrder, LateItem
from core.services.ecms import IssuedReturn, RequestReturn, Terminal
from core.services.request_return import request_return
from core.services.rules import EcmsRules
from core.services.storage import OrderContent
from core.services.submit_orders import submit_orders

# A merchant's site is no store; its requests are written down as made here (decision 0032).
ONLINE = Terminal(Store("0000", "Online", "ONLINE"), "WEB")

_LINE = [step.status for step in FLOW]
_WAREHOUSE_HAS_IT = _LINE[_LINE.index(Status.ARRIVED_AT_WAREHOUSE) :]


@dataclass(frozen=True, slots=True)
class OneStep:
    """A merchant submits an ID and asks for its return at once (the CLiQQ call).

    Args:
        attempt: see `RequestReturn`.
    """

    merchant_code: str
    reference: str
    mobile: MobileNumber
    attempt: str


@dataclass(frozen=True, slots=True)
class ListedOrder:
    """One return order as the merchant's order system may ask for it.

    Args:
        returned: its return, once a customer asked for it.
    """

    order: ReturnOrder
    said: ChannelOrder | None
    late: tuple[LateItem, ...]
    returned: Return | None


def request_in_one_step(
    storage: AccessStorage,
    rules: EcmsRules,
    random_below: Callable[[int], int],
    asked: OneStep,
    now: datetime,
) -> IssuedReturn:
    """Submit the ID, unless it is known, and issue its code; both or neither.

    Raises:
        LookupError: there is no such merchant.
        Refusal: as `submit_orders` and `request_return`.
    """
    reference = parse_reference(asked.reference)
    with storage.writing() as work:
        order_id = _own(work, asked.merchant_code, asked.reference.strip(), reference)
        if order_id is None:
            content = OrderContent(asked.reference.strip(), ())
            submit_orders(storage, rules, asked.merchant_code, [content], now)
            order_id = _own(work, asked.merchant_code, content.uid, reference)
        if order_id is None:
            raise UnknownReference
        request = RequestReturn(order_id, asked.mobile, _online(work), asked.attempt)
        return request_return(storage, rules, random_below, request, now)


def submit_channel_order(
    storage: AccessStorage,
    rules: EcmsRules,
    merchant_code: str,
    content: OrderContent,
    said: ChannelOrder,
    now: datetime,
) -> None:
    """Store a return order with what the order system says beside it.

    The same submission again changes nothing, even after items joined the order since.

    Raises:
        LookupError: there is no such merchant.
        AlreadyRequested: other content for an order whose customer has a RETURN CODE.
        Cancelled: other content for an order that the merchant took back.
    """
    with storage.writing() as work:
        stored = work.orders.submitted(merchant_code, content.uid)
        if stored is not None:
            known = work.channel.order(stored.id)
            if known is not None and known.fingerprint == said.fingerprint:
                return
            order = work.orders.get(stored.id)
            if order is not None and order.cancelled_at is not None:
                raise Cancelled(order.merchant)
            if order is not None and stored.has_code:
                raise AlreadyRequested(order.merchant)
        submit_orders(storage, rules, merchant_code, [content], now)
        stored = work.orders.submitted(merchant_code, content.uid)
        if stored is not None:
            work.channel.save_order(stored.id, said)


def add_items(
    storage: AccessStorage,
    merchant_code: str,
    uid: str,
    added: tuple[LateItem, ...],
    now: datetime,
) -> None:
    """Let items join an order, until the warehouse has the parcel; known ones change nothing.

    Raises:
        UnknownReference: the merchant never submitted the order.
        Cancelled: the merchant took it back.
        OutOfOrder: the warehouse has the parcel.
    """
    with storage.writing() as work:
        stored = work.orders.submitted(merchant_code, uid)
        order = None if stored is None else work.orders.get(stored.id)
        if stored is None or order is None:
            raise UnknownReference
        if order.cancelled_at is not None:
            raise Cancelled(order.merchant)
        known = {item.code for item in order.items}
        known |= {late.item.code for late in work.channel.late_items(order.id)}
        new = [late for late in added if late.item.code not in known]
        parcel = work.returns.of_order(order.id)
        if parcel is None:
            items = (*stored.content.items, *(late.item for late in new))
            content = replace(stored.content, items=items)
            work.orders.replace(order.id, content, order.last_day)
            _say_more(work, order.id, new)
            return
        if parcel.status in _WAREHOUSE_HAS_IT:
            raise OutOfOrder(parcel.status, Status.FOR_RETURN)
        for late in new:
            work.channel.add_late_item(order.id, late, now)


def orders_by_waybill(
    storage: AccessStorage, merchant_code: str, waybill: str, transporter: str
) -> tuple[ListedOrder, ...]:
    """A merchant's orders with this waybill, or with this UID where no waybill matches."""
    with storage.reading() as work:
        listed = [
            _listed(work, candidate.order)
            for candidate in work.orders.matching(reference_key(waybill))
            if candidate.order.merchant.code == merchant_code
        ]
    by_waybill = tuple(
        entry for entry in listed if entry.order.waybill == waybill and _carries(entry, transporter)
    )
    return by_waybill or tuple(entry for entry in listed if entry.order.uid == waybill)


def _own(work: AccessWork, merchant_code: str, uid: str, reference: Reference) -> int | None:
    """A merchant's order with this UID, however its marks and capitals were written."""
    stored = work.orders.submitted(merchant_code, uid)
    if stored is not None:
        return stored.id
    for candidate in work.orders.matching(reference.key):
        order = candidate.order
        if order.merchant.code == merchant_code and reference_key(order.uid) == reference.key:
            return order.id
    return None


def _online(work: AccessWork) -> Terminal:
    if work.directory.terminal(ONLINE.store.code, ONLINE.number) is None:
        work.directory.save_store(ONLINE.store)
        work.directory.save_terminal(ONLINE)
    return ONLINE


def _say_more(work: AccessWork, order_id: int, new: list[LateItem]) -> None:
    said = work.channel.order(order_id)
    if said is not None and new:
        lines: dict[str, ChannelLine] = said.lines | {late.item.code: late.line for late in new}
        work.channel.save_order(order_id, replace(said, lines=lines))


def _listed(work: AccessWork, order: ReturnOrder) -> ListedOrder:
    return ListedOrder(
        order,
        work.channel.order(order.id),
        tuple(work.channel.late_items(order.id)),
        work.returns.of_order(order.id),
    )


def _carries(entry: ListedOrder, transporter: str) -> bool:
    """Whether this courier carries it; one that the merchant never named may be any."""
    named = "" if entry.said is None else entry.said.transporter
    return named in ("", transporter)
