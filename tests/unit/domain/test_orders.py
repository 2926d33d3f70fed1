"""When and where a return order holds."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.merchants import Merchant, Store
from core.domain.orders import Item, Parcel, ReturnOrder, last_day_of
from core.domain.references import ReferenceKind
from core.domain.refusals import (
    Cancelled,
    Expired,
    MerchantSuspended,
    NotAtThisStore,
    NotYetValid,
    Refusal,
    TooLarge,
)

_STORE = Store("0166", "Pasig Blvd", "NCR")
_MERCHANT = Merchant("001", "Merchant A")
_TODAY = date(2026, 11, 21)
_ORDER = ReturnOrder(1, _MERCHANT, "UID001", (Item("1", "Shirt"),), last_day=_TODAY)


def test_an_order_holds_so_many_days_after_the_one_it_was_submitted_on() -> None:
    assert last_day_of(date(2026, 11, 21), 14) == date(2026, 12, 5)
    assert last_day_of(date(2026, 11, 21), 0) == date(2026, 11, 21)


def test_an_order_may_be_returned_on_its_first_and_its_last_day() -> None:
    replace(_ORDER, first_day=_TODAY).check_returnable(_STORE, _TODAY)


@pytest.mark.parametrize(
    ("order", "refusal"),
    [
        (replace(_ORDER, last_day=_TODAY - timedelta(days=1)), Expired),
        (replace(_ORDER, first_day=_TODAY + timedelta(days=1)), NotYetValid),
        (replace(_ORDER, cancelled_at=datetime(2026, 11, 20, tzinfo=UTC)), Cancelled),
        (replace(_ORDER, merchant=replace(_MERCHANT, suspended=True)), MerchantSuspended),
        (
            replace(_ORDER, merchant=replace(_MERCHANT, closed_stores=frozenset({"0166"}))),
            NotAtThisStore,
        ),
        (
            replace(_ORDER, merchant=replace(_MERCHANT, closed_regions=frozenset({"NCR"}))),
            NotAtThisStore,
        ),
        (replace(_ORDER, parcel=Parcel(301, 1, 1, 1)), TooLarge),
        (replace(_ORDER, parcel=Parcel(1, 301, 1, 1)), TooLarge),
        (replace(_ORDER, parcel=Parcel(1, 1, 301, 1)), TooLarge),
        (replace(_ORDER, parcel=Parcel(1, 1, 1, 10_001)), TooLarge),
    ],
)
def test_each_rule_refuses_by_its_own_name(order: ReturnOrder, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        order.check_returnable(_STORE, _TODAY)


def test_of_several_rules_the_most_final_speaks() -> None:
    order = replace(
        _ORDER,
        cancelled_at=datetime(2026, 11, 20, tzinfo=UTC),
        last_day=_TODAY - timedelta(days=9),
        parcel=Parcel(999, 999, 999, 99_999),
    )
    with pytest.raises(Cancelled):
        order.check_returnable(_STORE, _TODAY)


@given(st.sampled_from(["Asia/Manila", "Asia/Tokyo", "America/St_Johns", "Pacific/Kiritimati"]))
def test_a_day_ends_at_midnight_on_the_stores_own_wall(time_zone: str) -> None:
    store = replace(_STORE, time_zone=time_zone)
    last_moment = datetime(2026, 11, 21, 23, 59, 59, 999_999, tzinfo=store.local(_NOON).tzinfo)
    assert store.today(last_moment.astimezone(UTC)) == _TODAY
    assert store.today(last_moment.astimezone(UTC) + timedelta(microseconds=1)) > _TODAY


_NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("key", "kind", "number"),
    [
        ("UID001", ReferenceKind.UID, "UID-001"),
        ("ORD108", ReferenceKind.ORDER, "ord/108"),
        ("HYN402", ReferenceKind.WAYBILL, "HYN 402"),
        ("ELSE", ReferenceKind.UID, "UID-001"),
    ],
)
def test_an_order_knows_which_of_its_numbers_was_meant(
    key: str, kind: ReferenceKind, number: str
) -> None:
    order = replace(_ORDER, uid="UID-001", order_number="ord/108", waybill="HYN 402")
    assert order.matched(key) == (kind, number)
