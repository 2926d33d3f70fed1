"""A merchant submits its return IDs, again, differently, and takes them back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from core.domain.codes import ReturnCode, TrackingNumber
from core.domain.events import Place
from core.domain.merchants import Merchant, Store
from core.domain.mobile import MobileNumber
from core.domain.orders import Item, Parcel
from core.domain.refusals import (
    AlreadyRequested,
    AlreadyReturned,
    UnknownReference,
    Unreadable,
)
from core.domain.returns import Acceptance, Return
from core.persistence.database import Database
from core.services.administration import save_merchants, save_terminals
from core.services.ecms import Clerk, Terminal
from core.services.rules import EcmsRules
from core.services.storage import OrderContent, StoredOrder
from core.services.submit_orders import Submitted, cancel_order, submit_orders

_NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)
_STORE = Store("0166", "Pasig Blvd", "NCR")
_FULL = OrderContent(
    uid="100078",
    items=(Item("I10098", "Shirt", "10007345", "Different Size"), Item("I10099", "Ñandú ₱")),
    order_number="108",
    waybill="HYN402",
    warehouse="Wid234",
    validity_days=9,
    first_day=date(2026, 11, 23),
    parcel=Parcel(10, 20, 30, 1000),
)


def _submit(storage: Database, *contents: OrderContent, now: datetime = _NOON) -> Submitted:
    return submit_orders(storage, EcmsRules(), "001", contents, now)


def _stored(storage: Database, uid: str) -> StoredOrder:
    with storage.reading() as work:
        stored = work.orders.submitted("001", uid)
    assert stored is not None
    return stored


def _last_day(storage: Database, uid: str) -> date:
    with storage.reading() as work:
        order = work.orders.get(_stored(storage, uid).id)
    assert order is not None
    return order.last_day


def _ask(storage: Database, uid: str) -> None:
    save_terminals(storage, [Terminal(_STORE, "K1")])
    with storage.writing() as work:
        order = work.orders.get(_stored(storage, uid).id)
        assert order is not None
        work.returns.add(
            Return.request(
                order,
                ReturnCode.parse("182212342345"),
                TrackingNumber("30310533261428120"),
                MobileNumber("09123456789"),
                _NOON,
                Place("0166", "K1"),
                str(uuid4()),
            )
        )


def _accept(storage: Database, uid: str) -> None:
    counter = Terminal(_STORE, "02")
    save_terminals(storage, [counter])
    with storage.writing() as work:
        work.directory.save_clerk(Clerk("1042", "R. Santos"), "hash")
        parcel = work.returns.of_order(_stored(storage, uid).id)
        assert parcel is not None
        receipt = work.returns.next_receipt(counter)
        parcel.accept(Acceptance(receipt, _STORE, "1042", "R. Santos", _NOON, "press"))
        work.returns.save(parcel)


def test_every_field_of_an_order_is_kept_as_it_was_written(storage: Database) -> None:
    assert _submit(storage, _FULL, OrderContent("UID001", ())) == Submitted(2, 0, 0)

    stored = _stored(storage, "100078")
    assert stored.content == _FULL
    assert stored.submitted_on == date(2026, 11, 21)
    with storage.reading() as work:
        order = work.orders.get(stored.id)
    assert order is not None
    assert (order.uid, order.order_number, order.waybill) == ("100078", "108", "HYN402")
    assert (order.items, order.parcel, order.warehouse) == (_FULL.items, _FULL.parcel, "Wid234")
    assert (order.first_day, order.last_day) == (date(2026, 11, 23), date(2026, 11, 30))


def test_validity_counts_from_the_chains_own_day_and_the_merchants_setting(
    storage: Database,
) -> None:
    late = datetime(2026, 11, 21, 16, 30, tzinfo=UTC)  # half past midnight in Manila
    save_merchants(storage, [Merchant("001", "Merchant A", validity_days=3)])
    _submit(storage, OrderContent("UID001", ()), now=late)
    assert _last_day(storage, "UID001") == date(2026, 11, 25)


def test_the_same_again_changes_nothing_even_on_a_later_day(storage: Database) -> None:
    _submit(storage, _FULL)
    before = _stored(storage, "100078")
    assert _submit(storage, _FULL, now=_NOON + timedelta(days=5)) == Submitted(0, 1, 0)
    assert _stored(storage, "100078") == before
    assert _last_day(storage, "100078") == date(2026, 11, 30)


def test_other_content_replaces_the_first_until_a_customer_has_asked(storage: Database) -> None:
    _submit(storage, _FULL)
    other = replace(_FULL, waybill="HYN999", items=(), validity_days=20, parcel=None)

    assert _submit(storage, other, now=_NOON + timedelta(days=2)) == Submitted(0, 0, 1)
    assert _stored(storage, "100078").content == other
    assert _last_day(storage, "100078") == date(2026, 12, 11), "still counted from the first"
    with storage.reading() as work:
        assert work.orders.matching("HYN402") == []
        assert len(work.orders.matching("HYN999")) == 1

    _ask(storage, "100078")
    with pytest.raises(AlreadyRequested):
        _submit(storage, _FULL)
    assert _submit(storage, other) == Submitted(0, 1, 0)


def test_one_refused_order_takes_the_whole_submission_back(storage: Database) -> None:
    with pytest.raises(Unreadable):
        _submit(storage, OrderContent("UID001", ()), OrderContent("✂", ()))
    with storage.reading() as work:
        assert work.orders.submitted("001", "UID001") is None


def test_an_unknown_merchant_submits_nothing(storage: Database) -> None:
    with pytest.raises(LookupError, match="no merchant 999"):
        submit_orders(storage, EcmsRules(), "999", [_FULL], _NOON)


@pytest.mark.parametrize("number", ["📦", "X" * 41, "///"])
def test_a_number_that_nobody_could_type_is_kept_but_not_looked_for(
    storage: Database, number: str
) -> None:
    _submit(storage, OrderContent("UID001", (), order_number=number, waybill=number))
    assert _stored(storage, "UID001").content.order_number == number
    with storage.reading() as work:
        assert len(work.orders.matching("UID001")) == 1
        assert work.orders.matching("") == []


def test_an_order_is_cancelled_once_and_the_first_time_stays(storage: Database) -> None:
    _submit(storage, _FULL)
    cancel_order(storage, "001", "100078", _NOON)
    cancel_order(storage, "001", "100078", _NOON + timedelta(days=1))
    with storage.reading() as work:
        order = work.orders.get(_stored(storage, "100078").id)
    assert order is not None
    assert order.cancelled_at == _NOON


def test_an_accepted_order_cannot_be_cancelled(storage: Database) -> None:
    _submit(storage, OrderContent("UID001", ()))
    _ask(storage, "UID001")
    _accept(storage, "UID001")
    with pytest.raises(AlreadyReturned) as refused:
        cancel_order(storage, "001", "UID001", _NOON)
    assert refused.value.store == _STORE


@pytest.mark.parametrize(("merchant", "uid"), [("001", "NOSUCH"), ("999", "100078")])
def test_what_was_never_submitted_cannot_be_cancelled(
    storage: Database, merchant: str, uid: str
) -> None:
    _submit(storage, _FULL)
    with pytest.raises(UnknownReference):
        cancel_order(storage, merchant, uid, _NOON)


def test_at_most_a_hundred_orders_are_looked_at_the_latest_to_end_first(storage: Database) -> None:
    _submit(
        storage,
        *(OrderContent(f"UID{n:03}", (), order_number="SAME", validity_days=n) for n in range(120)),
    )
    with storage.reading() as work:
        found = work.orders.matching("SAME")
    assert [candidate.order.uid for candidate in found] == [
        f"UID{n:03}" for n in range(119, 19, -1)
    ]
