"""What the Ecms promises a kiosk."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from ecms_chain import (
    CEBU_KIOSK,
    KIOSK,
    MERCHANT_A,
    MERCHANT_B,
    PASIG,
    SECOND_KIOSK,
    TODAY,
    Chain,
)

from core.domain.merchants import Store
from core.domain.orders import Parcel
from core.domain.references import ReferenceKind
from core.domain.refusals import (
    AlreadyReturned,
    Cancelled,
    Expired,
    MerchantSuspended,
    NotAtThisStore,
    NotYetValid,
    Refusal,
    ScannedThing,
    TooLarge,
    TooManyAttempts,
    UnknownReference,
)
from core.services.administration import save_stores, save_terminals
from core.services.ecms import Terminal


def test_a_terminal_that_is_set_up_knows_its_store(chain: Chain) -> None:
    assert chain.ecms.terminal("0166", "K1") == KIOSK
    with pytest.raises(LookupError):
        chain.ecms.terminal("0166", "K9")


@pytest.mark.parametrize(
    ("typed", "kind", "number"),
    [
        ("AXDY43322222524544", ReferenceKind.UID, "AXDY43322222524544"),
        ("axdy 4332-2222 524544", ReferenceKind.UID, "AXDY43322222524544"),
        ("ord-108", ReferenceKind.ORDER, "ORD/108"),
        ("hyn 402", ReferenceKind.WAYBILL, "HYN402"),
    ],
)
def test_an_order_is_found_by_each_of_its_numbers(
    chain: Chain, typed: str, kind: ReferenceKind, number: str
) -> None:
    chain.submit("AXDY43322222524544", order_number="ORD/108", waybill="HYN402")

    (found,) = chain.find(typed)

    assert (found.kind, found.number) == (kind, number)
    assert found.merchant == MERCHANT_A
    assert found.items[0].name == "Shirt"
    assert found.last_day == date(2026, 12, 5)
    assert not found.has_code


def test_a_customer_chooses_among_the_parts_of_an_order_the_soonest_to_end_first(
    chain: Chain,
) -> None:
    chain.submit("PART-2", order_number="ORD108", validity_days=9)
    chain.submit("PART-1", order_number="ORD108", validity_days=3)
    chain.submit("OTHER", MERCHANT_B, order_number="ORD-108")

    found = chain.find("ORD108")

    assert [order.last_day - TODAY for order in found] == [timedelta(days=n) for n in (3, 7, 9)]
    assert [order.merchant for order in found] == [MERCHANT_A, MERCHANT_B, MERCHANT_A]


def test_a_part_that_was_returned_is_no_longer_offered(chain: Chain) -> None:
    chain.submit("PART-1", order_number="ORD108")
    chain.submit("PART-2", order_number="ORD108")
    chain.accept(chain.ask("PART-1").code)

    (left,) = chain.find("ORD108")

    assert chain.ask("PART-2").reference == "PART-2"
    assert chain.find("ORD108")[0].order_id == left.order_id


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("NOBODYSUBMITTEDIT", None),
        ("4006381333931", ScannedThing.PRODUCT),
        ("1822-1234-2345", ScannedThing.RETURN_CODE),
        ("30310533261428120", ScannedThing.TRACKING_NUMBER),
    ],
)
def test_an_unknown_reference_is_refused_and_says_what_it_looks_like(
    chain: Chain, typed: str, thing: ScannedThing | None
) -> None:
    with pytest.raises(UnknownReference) as refused:
        chain.find(typed)
    assert refused.value.thing is thing


def _expired(chain: Chain) -> None:
    chain.submit("UID001")
    chain.clock.forward(days=15)


def _not_yet_valid(chain: Chain) -> None:
    chain.submit("UID001", first_day=date(2026, 11, 22))


def _cancelled(chain: Chain) -> None:
    chain.submit("UID001")
    chain.cancel("UID001")


def _suspended(chain: Chain) -> None:
    chain.submit("UID001")
    chain.change(replace(MERCHANT_A, suspended=True))


def _store_not_served(chain: Chain) -> None:
    chain.submit("UID001")
    chain.change(replace(MERCHANT_A, closed_stores=frozenset({"0166", "9999"})))


def _region_not_served(chain: Chain) -> None:
    chain.submit("UID001")
    chain.change(replace(MERCHANT_A, closed_regions=frozenset({"NCR", "Central Visayas"})))


def _too_long(chain: Chain) -> None:
    chain.submit("UID001", parcel=Parcel(301, 300, 300, 10_000))


def _too_heavy(chain: Chain) -> None:
    chain.submit("UID001", parcel=Parcel(300, 300, 300, 10_001))


@pytest.mark.parametrize(
    ("happens", "refusal"),
    [
        (_expired, Expired),
        (_not_yet_valid, NotYetValid),
        (_cancelled, Cancelled),
        (_suspended, MerchantSuspended),
        (_store_not_served, NotAtThisStore),
        (_region_not_served, NotAtThisStore),
        (_too_long, TooLarge),
        (_too_heavy, TooLarge),
    ],
)
def test_an_order_that_may_not_be_returned_here_today_is_refused_by_name(
    chain: Chain, happens: "object", refusal: type[Refusal]
) -> None:
    assert callable(happens)
    happens(chain)
    with pytest.raises(refusal) as refused:
        chain.find("UID001")
    merchant = vars(refused.value)["merchant"]
    assert merchant.code == MERCHANT_A.code


def test_the_largest_parcel_that_is_allowed_is_allowed(chain: Chain) -> None:
    chain.submit("UID001", parcel=Parcel(300, 300, 300, 10_000))
    assert len(chain.find("UID001")) == 1


def test_a_merchant_that_serves_another_store_is_found_there(chain: Chain) -> None:
    chain.submit("UID001")
    chain.change(replace(MERCHANT_A, closed_stores=frozenset({"0166"})))
    assert len(chain.find("UID001", CEBU_KIOSK)) == 1


def test_a_returned_order_says_where_and_when(chain: Chain) -> None:
    chain.submit("UID001")
    issued = chain.ask("UID001")
    chain.clock.forward(hours=2)
    chain.accept(issued.code)

    with pytest.raises(AlreadyReturned) as refused:
        chain.find("UID001", CEBU_KIOSK)

    assert refused.value.store == PASIG
    assert refused.value.at.isoformat() == "2026-11-21T14:00:00+08:00"


def test_of_several_refusals_the_customer_hears_the_one_that_leaves_a_way_to_go_on(
    chain: Chain,
) -> None:
    chain.submit("GONE", order_number="ORD108", validity_days=1)
    chain.accept(chain.ask("GONE").code)
    chain.submit("LATER", order_number="ORD108", first_day=date(2026, 11, 25))

    with pytest.raises(NotYetValid):
        chain.find("ORD108")


def test_an_order_holds_to_the_last_minute_of_its_last_day_in_the_stores_own_time_zone(
    chain: Chain,
) -> None:
    tokyo = Store("7001", "Shibuya", "Kanto", "Asia/Tokyo")
    tokyo_kiosk = Terminal(tokyo, "K1")
    save_stores(chain.storage, [tokyo])
    save_terminals(chain.storage, [tokyo_kiosk])
    chain.submit("UID001", validity_days=1)

    chain.clock.instant = datetime(2026, 11, 22, 14, 59, 59, tzinfo=UTC)
    assert chain.find("UID001", tokyo_kiosk)
    chain.clock.forward(seconds=1)  # midnight in Tokyo, 23:00 in Manila
    with pytest.raises(Expired):
        chain.find("UID001", tokyo_kiosk)
    assert chain.find("UID001")
    chain.clock.instant = datetime(2026, 11, 22, 15, 59, 59, 999_999, tzinfo=UTC)
    assert chain.find("UID001")
    chain.clock.forward(microseconds=1)
    with pytest.raises(Expired):
        chain.find("UID001")


def test_after_ten_unknown_references_a_kiosk_pauses_for_five_minutes(chain: Chain) -> None:
    chain.submit("UID001")
    for number in range(10):
        chain.clock.forward(seconds=10)
        with pytest.raises(UnknownReference):
            chain.find(f"NOSUCH{number}")

    with pytest.raises(TooManyAttempts) as refused:
        chain.find("UID001")
    assert refused.value.again_in_s == 300
    assert chain.find("UID001", SECOND_KIOSK), "another kiosk goes on"

    chain.clock.forward(seconds=299)
    with pytest.raises(TooManyAttempts) as refused:
        chain.find("NOSUCH")
    assert refused.value.again_in_s == 1
    chain.clock.forward(seconds=1)
    assert chain.find("UID001")


def test_known_references_do_not_count_as_guesses(chain: Chain) -> None:
    chain.submit("UID001", validity_days=0)
    chain.clock.forward(days=1)
    for _ in range(20):
        with pytest.raises(Expired):
            chain.find("UID001")
