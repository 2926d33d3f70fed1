"""The customer asks for the return: the RETURN CODE is issued, or given again."""

from collections.abc import Callable
from datetime import datetime

from core.domain.codes import ReturnCode, TrackingNumber
from core.domain.events import Place
from core.domain.refusals import AlreadyReturned, UnknownReference
from core.domain.returns import Return
from core.domain.status import Status
from core.services.ecms import IssuedReturn, RequestReturn
from core.services.rules import EcmsRules
from core.services.storage import Storage, UnitOfWork


def request_return(
    storage: Storage,
    rules: EcmsRules,
    random_below: Callable[[int], int],
    request: RequestReturn,
    now: datetime,
) -> IssuedReturn:
    """Issue a RETURN CODE and a tracking number for an order, once.

    Asking again gives the same two numbers (business rule 4) and keeps the first mobile number: the
    second caller may be anyone who knows the reference.

    Raises:
        WrongParty: a POS issues no codes.
        UnknownReference: there is no such order.
        AlreadyReturned: its parcel was accepted.
        Refusal: any rule of `ReturnOrder.check_returnable`.
    """
    request.terminal.check_may_cause(Status.FOR_RETURN)
    with storage.writing() as work:
        parcel = work.returns.of_order(request.order_id)
        again = parcel is not None and parcel.attempt != request.attempt
        if parcel is None:
            parcel = _issue(work, rules, random_below, request, now)
        elif parcel.acceptance is not None:
            store = parcel.acceptance.store
            at = store.local(parcel.acceptance.at)
            raise AlreadyReturned(parcel.order.merchant, store, at)
        else:
            store = request.terminal.store
            parcel.order.check_returnable(store, store.today(now))
    return IssuedReturn(
        code=parcel.code,
        tracking_number=parcel.tracking_number,
        merchant=parcel.order.merchant,
        reference=parcel.order.uid,
        last_day=parcel.order.last_day,
        terminal=request.terminal,
        issued_at=parcel.requested_at,
        again=again,
    )


def _issue(
    work: UnitOfWork,
    rules: EcmsRules,
    random_below: Callable[[int], int],
    request: RequestReturn,
    now: datetime,
) -> Return:
    order = work.orders.get(request.order_id)
    if order is None:
        raise UnknownReference
    store = request.terminal.store
    order.check_returnable(store, store.today(now))
    parcel = Return.request(
        order,
        _unused_code(work, random_below),
        TrackingNumber.build(
            rules.extension_digit,
            rules.company_prefix,
            work.returns.next_tracking_serial(rules.first_serial),
        ),
        request.mobile,
        now,
        Place(store.code, request.terminal.number),
        request.attempt,
    )
    work.returns.add(parcel)
    return parcel


def _unused_code(work: UnitOfWork, random_below: Callable[[int], int]) -> ReturnCode:
    code = ReturnCode.draw(random_below)
    while work.returns.is_issued(code):
        code = ReturnCode.draw(random_below)
    return code
