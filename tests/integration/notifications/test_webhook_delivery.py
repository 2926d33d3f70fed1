"""A merchant hears of every step of a parcel, in order, signed, exactly as the contract says."""

from datetime import timedelta

from core.domain.status import FLOW, Status
from core.simulator.merchant_site import MerchantSite, Mood

from notified_chain import MERCHANT_A, Chain

TEN_MINUTES = timedelta(minutes=10)


def test_the_site_gets_exactly_the_fields_of_the_contract(chain: Chain, site: MerchantSite) -> None:
    chain.tell(MERCHANT_A, site)
    chain.request(MERCHANT_A, "AXDY43322222524544")

    assert chain.dispatcher().deliver_due() == 1

    (received,) = site.inbox
    assert received.genuine
    assert list(received.fields.items()) == [
        ("trackingNumber", "30310533261428120"),
        ("merchantReference", "AXDY43322222524544"),
        ("status", "FOR RETURN"),
        ("reason", "Different size"),
        ("location", "0166"),
        ("timestamp", "2026-11-21 14:30:00"),
    ]


def test_all_ten_statuses_arrive_in_order_and_each_once(chain: Chain, site: MerchantSite) -> None:
    chain.tell(MERCHANT_A, site)
    code = chain.request(MERCHANT_A, "AXDY43322222524544")
    chain.accept(code)
    chain.move(code, Status.ARRIVED_AT_MERCHANT)

    dispatcher = chain.dispatcher()
    assert dispatcher.deliver_due() == 10
    assert dispatcher.deliver_due() == 0

    assert [r.fields["status"] for r in site.inbox] == [step.status.value for step in FLOW]
    assert len({r.webhook_id for r in site.inbox}) == 10
    assert all(r.genuine for r in site.inbox)


def test_a_status_without_a_reason_has_no_such_field(chain: Chain, site: MerchantSite) -> None:
    chain.tell(MERCHANT_A, site)
    chain.request(MERCHANT_A, "AXDY43322222524544", reason="")
    chain.dispatcher().deliver_due()
    assert "reason" not in site.inbox[0].fields


def test_ten_tries_ten_minutes_apart_then_parked_and_resent_under_the_same_id(
    chain: Chain, site: MerchantSite
) -> None:
    chain.tell(MERCHANT_A, site)
    chain.request(MERCHANT_A, "AXDY43322222524544")
    site.mood = Mood.FAILS
    dispatcher = chain.dispatcher()
    dispatcher.deliver_due()
    for tries in range(1, 10):
        chain.clock.advance(TEN_MINUTES - timedelta(microseconds=1))
        assert dispatcher.deliver_due() == 0
        chain.clock.advance(timedelta(microseconds=1))
        assert dispatcher.deliver_due() == 1
        assert len(site.inbox) == tries + 1

    (parked,) = chain.books.parked()
    assert [(a.number, a.outcome, a.http_status) for a in parked.attempts] == [
        (number, "answered", 500) for number in range(1, 11)
    ]
