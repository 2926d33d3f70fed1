"""A merchant hears of every step of a parcel, in order, signed, exactly as the contract says."""

import secrets
from datetime import timedelta

import pytest
from notified_chain import MERCHANT_A, MERCHANT_B, Chain

from core.domain.status import FLOW, Status
from core.services.notify import OutboxFigures, Outcome
from core.services.notify_setup import (
    resend_parked,
    rotate_webhook_secret,
    set_up_webhook,
    switch_webhook,
)
from core.services.notify_url import WebhookSecret
from core.simulator.merchant_site import MerchantSite, Mood

TEN_MINUTES = timedelta(minutes=10)
UID = "AXDY43322222524544"


def statuses(site: MerchantSite) -> list[str]:
    """What the site heard, in order."""
    return [received.fields["status"] for received in site.inbox]


def test_the_site_gets_exactly_the_fields_of_the_contract(chain: Chain, site: MerchantSite) -> None:
    chain.tell(MERCHANT_A, site)
    chain.request(MERCHANT_A, UID)

    assert chain.dispatcher().deliver_due() == 1

    (received,) = site.inbox
    assert received.genuine
    assert received.webhook_id == "msg_30310533261428120_01"
    assert list(received.fields.items()) == [
        ("trackingNumber", "30310533261428120"),
        ("merchantReference", UID),
        ("status", "FOR RETURN"),
        ("reason", "Different size"),
        ("location", "0166"),
        ("timestamp", "2026-11-21 14:30:00"),
    ]


def test_a_status_without_a_reason_has_no_such_field(chain: Chain, site: MerchantSite) -> None:
    chain.tell(MERCHANT_A, site)
    chain.request(MERCHANT_A, UID, reason="")
    chain.dispatcher().deliver_due()
    assert "reason" not in site.inbox[0].fields


def test_all_ten_statuses_arrive_in_order_and_each_once(chain: Chain, site: MerchantSite) -> None:
    chain.tell(MERCHANT_A, site)
    code = chain.request(MERCHANT_A, UID)
    chain.accept(code)
    chain.move(code, Status.ARRIVED_AT_MERCHANT, location="DC01")

    dispatcher = chain.dispatcher()
    assert dispatcher.deliver_due() == 10
    assert dispatcher.deliver_due() == 0

    assert statuses(site) == [step.status.value for step in FLOW]
    assert [r.fields["location"] for r in site.inbox] == ["0166"] * 4 + ["DC01"] * 6
    assert len({r.webhook_id for r in site.inbox}) == 10
    assert all(r.genuine for r in site.inbox)


def test_a_merchant_without_a_webhook_hears_it_all_once_it_has_one(
    chain: Chain, site: MerchantSite
) -> None:
    chain.accept(chain.request(MERCHANT_A, UID))
    assert chain.dispatcher().deliver_due() == 0
    assert chain.books.figures() == (OutboxFigures("001", waiting=2, parked=0),)

    chain.tell(MERCHANT_A, site)
    assert chain.dispatcher().deliver_due() == 2
    assert statuses(site) == ["FOR RETURN", "RETURNED"]
    assert chain.books.figures() == ()


def test_ten_tries_ten_minutes_apart_then_parked_and_resent_under_the_same_id(
    chain: Chain, site: MerchantSite
) -> None:
    chain.tell(MERCHANT_A, site)
    chain.request(MERCHANT_A, UID)
    site.mood = Mood.FAILS
    dispatcher = chain.dispatcher()
    assert dispatcher.deliver_due() == 1
    for _ in range(9):
        chain.clock.advance(TEN_MINUTES - timedelta(microseconds=1))
        assert dispatcher.deliver_due() == 0
        chain.clock.advance(timedelta(microseconds=1))
        assert dispatcher.deliver_due() == 1
    chain.clock.advance(timedelta(days=30))
    assert dispatcher.deliver_due() == 0

    (parked,) = chain.books.parked()
    assert (parked.merchant_code, parked.notice.merchant_reference) == ("001", UID)
    began = parked.attempts[0].at
    assert [(a.number, a.at, a.outcome, a.http_status) for a in parked.attempts] == [
        (number, began + (number - 1) * TEN_MINUTES, Outcome.ANSWERED, 500)
        for number in range(1, 11)
    ]
    assert chain.books.figures() == (OutboxFigures("001", waiting=0, parked=1),)

    site.mood = Mood.ANSWERS
    assert resend_parked(chain.books, MERCHANT_B.code, chain.clock.now()) == 0
    assert resend_parked(chain.books, MERCHANT_A.code, chain.clock.now()) == 1
    assert dispatcher.deliver_due() == 1
    assert {r.webhook_id for r in site.inbox} == {"msg_30310533261428120_01"}
    assert len(site.inbox) == 11
    assert all(r.genuine for r in site.inbox)
    assert chain.books.parked() == ()


def test_what_is_resent_gets_a_whole_new_round(chain: Chain, site: MerchantSite) -> None:
    chain.tell(MERCHANT_A, site)
    chain.request(MERCHANT_A, UID)
    site.mood = Mood.FAILS
    dispatcher = chain.dispatcher()
    for _ in range(10):
        dispatcher.deliver_due()
        chain.clock.advance(TEN_MINUTES)
    (parked,) = chain.books.parked("001")

    resend_parked(chain.books, "001", chain.clock.now(), parked.notice.key)
    for _ in range(10):
        assert dispatcher.deliver_due() == 1
        chain.clock.advance(TEN_MINUTES)
    assert dispatcher.deliver_due() == 0
    assert [a.number for a in chain.books.attempts(parked.notice.key)] == list(range(1, 21))


def test_a_later_status_waits_for_the_earlier_one(chain: Chain, site: MerchantSite) -> None:
    chain.tell(MERCHANT_A, site)
    code = chain.request(MERCHANT_A, UID)
    site.mood = Mood.FAILS
    dispatcher = chain.dispatcher()
    dispatcher.deliver_due()
    chain.clock.advance(timedelta(minutes=5))
    chain.accept(code)
    assert dispatcher.deliver_due() == 0

    site.mood = Mood.ANSWERS
    chain.clock.advance(timedelta(minutes=5))
    assert dispatcher.deliver_due() == 2
    assert statuses(site) == ["FOR RETURN", "FOR RETURN", "RETURNED"]


def test_a_parked_status_holds_up_no_later_one(chain: Chain, site: MerchantSite) -> None:
    chain.tell(MERCHANT_A, site)
    code = chain.request(MERCHANT_A, UID)
    chain.accept(code)
    site.mood = Mood.FAILS
    dispatcher = chain.dispatcher()
    for _ in range(9):
        assert dispatcher.deliver_due() == 1
        chain.clock.advance(TEN_MINUTES)
    assert set(statuses(site)) == {"FOR RETURN"}
    # The tenth try parks it, and the next status has its turn at once.
    assert dispatcher.deliver_due() == 2
    site.mood = Mood.ANSWERS
    chain.clock.advance(TEN_MINUTES)
    assert dispatcher.deliver_due() == 1
    assert statuses(site) == ["FOR RETURN"] * 10 + ["RETURNED"] * 2


def test_other_parcels_of_a_merchant_do_not_wait_for_one_that_fails(
    chain: Chain, site: MerchantSite
) -> None:
    chain.tell(MERCHANT_A, site)
    chain.request(MERCHANT_A, UID)
    site.mood = Mood.FAILS
    dispatcher = chain.dispatcher()
    dispatcher.deliver_due()
    site.mood = Mood.ANSWERS
    chain.request(MERCHANT_A, "AXDY43322222524545")
    assert dispatcher.deliver_due() == 1
    assert site.inbox[-1].fields["merchantReference"] == "AXDY43322222524545"


def test_410_switches_the_site_off_until_somebody_switches_it_on(
    chain: Chain, site: MerchantSite
) -> None:
    chain.tell(MERCHANT_A, site)
    code = chain.request(MERCHANT_A, UID)
    site.mood = Mood.GONE
    dispatcher = chain.dispatcher()
    assert dispatcher.deliver_due() == 1
    endpoint = chain.books.endpoint("001")
    assert endpoint is not None
    assert endpoint.off_since == chain.clock.now()

    chain.accept(code)
    chain.clock.advance(timedelta(days=1))
    assert dispatcher.deliver_due() == 0
    assert chain.books.figures() == (OutboxFigures("001", waiting=2, parked=0),)

    site.mood = Mood.ANSWERS
    switch_webhook(chain.books, "001", on=True, now=chain.clock.now())
    assert dispatcher.deliver_due() == 2
    assert statuses(site) == ["FOR RETURN", "FOR RETURN", "RETURNED"]


def test_an_administrator_switches_a_site_off_and_on(chain: Chain, site: MerchantSite) -> None:
    chain.tell(MERCHANT_A, site)
    chain.request(MERCHANT_A, UID)
    switch_webhook(chain.books, "001", on=False, now=chain.clock.now())
    assert chain.dispatcher().deliver_due() == 0
    chain.tell(MERCHANT_A, site)
    assert chain.dispatcher().deliver_due() == 1


def test_each_merchant_has_its_own_site_and_secret(
    chain: Chain, site: MerchantSite, other_site: MerchantSite
) -> None:
    chain.tell(MERCHANT_A, site)
    chain.tell(MERCHANT_B, other_site)
    chain.request(MERCHANT_A, UID)
    chain.request(MERCHANT_B, "BX-2026-0001")
    chain.dispatcher().deliver_due()
    assert [r.fields["merchantReference"] for r in site.inbox] == [UID]
    assert [r.fields["merchantReference"] for r in other_site.inbox] == ["BX-2026-0001"]
    assert site.inbox[0].genuine
    assert other_site.inbox[0].genuine
    endpoints = chain.books.endpoints()
    assert [endpoint.merchant_code for endpoint in endpoints] == ["001", "002"]
    assert endpoints[0].secret != endpoints[1].secret


def test_a_webhook_signed_with_another_secret_is_not_taken(
    chain: Chain, site: MerchantSite, other_site: MerchantSite
) -> None:
    chain.tell(MERCHANT_A, other_site)
    endpoint = chain.books.endpoint("001")
    assert endpoint is not None
    other_site.trust("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    chain.request(MERCHANT_A, UID)
    chain.dispatcher().deliver_due()
    assert not other_site.inbox[0].genuine
    assert chain.books.figures() == (OutboxFigures("001", waiting=1, parked=0),)


def test_a_rotated_secret_and_the_old_one_both_verify_for_a_day(
    chain: Chain, site: MerchantSite, other_site: MerchantSite
) -> None:
    chain.tell(MERCHANT_A, site)
    old = chain.books.endpoint("001")
    assert old is not None
    wall = chain.wall.now()
    new = rotate_webhook_secret(chain.books, "001", secrets.token_bytes, wall)
    assert new != old.secret

    chain.request(MERCHANT_A, UID)
    chain.dispatcher().deliver_due()
    assert site.inbox[0].genuine  # the site still has the old one
    site.trust(new.text)
    chain.request(MERCHANT_A, "AXDY43322222524545")
    chain.dispatcher().deliver_due()
    assert site.inbox[1].genuine

    rotated = chain.books.endpoint("001")
    assert rotated is not None
    assert rotated.secrets(wall + timedelta(hours=23)) == (new, old.secret)
    assert rotated.secrets(wall + timedelta(hours=24)) == (new,)


def test_another_url_keeps_the_secret(chain: Chain, site: MerchantSite) -> None:
    chain.tell(MERCHANT_A, site)
    before = chain.books.endpoint("001")
    after = set_up_webhook(chain.books, "001", "https://shop.example/returns", secrets.token_bytes)
    assert before is not None
    assert after.secret == before.secret
    assert chain.books.endpoint("001") == after


def test_a_merchant_may_bring_its_own_secret(chain: Chain, site: MerchantSite) -> None:
    theirs = WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    url, draw = "https://shop.example/returns", secrets.token_bytes
    assert set_up_webhook(chain.books, "001", url, draw, secret=theirs).secret == theirs
    chain.tell(MERCHANT_A, site)
    endpoint = chain.books.endpoint("001")
    assert endpoint is not None
    assert endpoint.secret == theirs


def test_nobody_is_told_for_a_merchant_that_does_not_exist(chain: Chain) -> None:
    with pytest.raises(LookupError):
        set_up_webhook(chain.books, "999", "https://shop.example/", secrets.token_bytes)
    with pytest.raises(LookupError):
        rotate_webhook_secret(chain.books, "001", secrets.token_bytes, chain.wall.now())
    with pytest.raises(LookupError):
        switch_webhook(chain.books, "001", on=True, now=chain.clock.now())
    assert chain.books.endpoints() == ()
