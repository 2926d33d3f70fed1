"""The return: each move is the next one, by the party that may, or it changes nothing."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.domain.codes import ReceiptNumber, ReturnCode, TrackingNumber
from core.domain.events import Place
from core.domain.merchants import Merchant, Store
from core.domain.mobile import MobileNumber
from core.domain.orders import Item, ReturnOrder
from core.domain.refusals import (
    AlreadyReturned,
    BadMobileNumber,
    Cancelled,
    CodeExpired,
    OutOfOrder,
    Refusal,
    WrongParty,
)
from core.domain.returns import Acceptance, Return
from core.domain.status import FLOW, LAST_STATUS, Delivery, Status, Trigger

_STORE = Store("0166", "Pasig Blvd", "NCR")
_NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)
_PLACE = Place("DC1")
_ORDER = ReturnOrder(
    1,
    Merchant("001", "Merchant A", delivery=Delivery.DC_DELIVERS),
    "UID001",
    (Item("1", "Shirt"),),
    last_day=date(2026, 12, 5),
)
_TAKEN = Acceptance(ReceiptNumber("0166", "02", 1), _STORE, "1042", "R. Santos", _NOON, "press")


def _asked(order: ReturnOrder = _ORDER) -> Return:
    return Return.request(
        order,
        ReturnCode.parse("182212342345"),
        TrackingNumber("30310533261428120"),
        MobileNumber("09123456789"),
        _NOON,
        Place("0166", "K1"),
        "tap",
    )


def _at(status: Status, delivery: Delivery = Delivery.DC_DELIVERS) -> Return:
    parcel = _asked()
    for step in FLOW[1:]:
        if parcel.status is status:
            break
        if step.status is Status.RETURNED:
            parcel.accept(_TAKEN)
        else:
            parcel.move(step.status, step.trigger, _NOON, _PLACE)
    parcel.order = replace(_ORDER, merchant=replace(_ORDER.merchant, delivery=delivery))
    parcel.events.clear()
    return parcel


def test_a_return_begins_for_return_and_says_so() -> None:
    parcel = _asked()
    assert parcel.status is Status.FOR_RETURN
    (begun,) = parcel.events
    assert (begun.status, begun.trigger, begun.place.terminal) == (
        Status.FOR_RETURN,
        Trigger.KIOSK,
        "K1",
    )


def test_an_acceptance_is_kept_and_told_with_its_receipt() -> None:
    parcel = _at(Status.FOR_RETURN)
    parcel.accept(_TAKEN)
    assert (parcel.status, parcel.acceptance) == (Status.RETURNED, _TAKEN)
    (told,) = parcel.events
    assert (told.trigger, told.detail) == (Trigger.POS, "0166-02-000001")
    assert told.place == Place("0166", "02", "1042")


def test_a_second_acceptance_is_refused_with_place_and_local_time() -> None:
    parcel = _at(Status.FOR_PULL_OUT)
    with pytest.raises(AlreadyReturned) as refused:
        parcel.accept(replace(_TAKEN, at=_NOON + timedelta(days=1)))
    assert refused.value.store == _STORE
    assert refused.value.at.isoformat() == "2026-11-21T12:00:00+08:00"
    assert parcel.events == []


def test_a_code_expires_with_its_order_but_an_acceptance_does_not() -> None:
    late = _NOON + timedelta(days=60)
    with pytest.raises(CodeExpired):
        _at(Status.FOR_RETURN).check_acceptable(_STORE, late)
    with pytest.raises(AlreadyReturned):
        _at(Status.RETURNED).check_acceptable(_STORE, late)


def test_a_cancelled_orders_code_is_refused_as_cancelled() -> None:
    with pytest.raises(Cancelled):
        _asked(replace(_ORDER, cancelled_at=_NOON)).check_acceptable(_STORE, _NOON)


@pytest.mark.parametrize("delivery", Delivery)
@pytest.mark.parametrize("now", Status)
def test_only_the_next_status_by_its_own_party_is_entered(now: Status, delivery: Delivery) -> None:
    for asked, by in itertools.product(Status, Trigger):
        _try_move(now, asked, by, delivery)


def _try_move(now: Status, asked: Status, by: Trigger, delivery: Delivery) -> None:
    line = [step.status for step in FLOW]
    # What is on its way when a merchant begins to pick up still arrives.
    parcel = _at(now, delivery)
    trigger = next(step.trigger for step in FLOW if step.status is asked)
    follows = line.index(asked) == line.index(now) + 1 and now is not LAST_STATUS[delivery]
    # The counter's own move is an acceptance, never a bare status.
    if by is trigger and follows and asked is not Status.RETURNED:
        parcel.move(asked, by, _NOON, _PLACE, "detail")
        assert parcel.status is asked
        assert [event.status for event in parcel.events] == [asked]
        return
    refusal: type[Refusal] = WrongParty if by is not trigger else OutOfOrder
    with pytest.raises(refusal):
        parcel.move(asked, by, _NOON, _PLACE)
    assert parcel.status is now
    assert parcel.events == []


@pytest.mark.parametrize(
    "typed", ["09123456789", "0912 345 6789", "+63 912 345 6789", "639123456789", "(0912)-3456789"]
)
def test_a_mobile_number_is_forgiven_its_spelling(typed: str) -> None:
    number = MobileNumber.parse(typed)
    assert number.digits == "09123456789"
    assert str(number) == "0912 ••• 6789"
    assert repr(number) == "MobileNumber(0912 ••• 6789)"


@pytest.mark.parametrize(
    "typed", ["", "0912345678", "091234567890", "08123456789", "0912345678x", "٠٩١٢٣٤٥٦٧٨٩"]
)
def test_what_is_no_mobile_number_is_refused(typed: str) -> None:
    with pytest.raises(BadMobileNumber):
        MobileNumber.parse(typed)
