"""A merchant's site that fails, hangs, drips, redirects or hangs up harms nobody but itself."""

from datetime import timedelta

import pytest
from notified_chain import MERCHANT_A, MERCHANT_B, Chain

from core.notifications.dispatcher import Limits
from core.notifications.transport import Transport
from core.services.notify import NoticeKey, OutboxFigures, Outcome
from core.simulator.merchant_site import MerchantSite, Mood

TEN_MINUTES = timedelta(minutes=10)
UID = "AXDY43322222524544"
#: For sites that never answer: the shop's ten seconds would only make the tests longer.
IMPATIENT = Transport(timeout=1)

FAULTS = [
    (Mood.FAILS, Outcome.ANSWERED, 500),
    (Mood.NO_CONTENT, Outcome.ANSWERED, 204),
    (Mood.FLOODS, Outcome.ANSWERED, 500),
    (Mood.REDIRECTS, Outcome.ANSWERED, 302),
    (Mood.CLOSES, Outcome.BROKEN_OFF, None),
    (Mood.HANGS, Outcome.TIMED_OUT, None),
    (Mood.DRIPS, Outcome.TIMED_OUT, None),
]


def only_notice(chain: Chain) -> NoticeKey:
    """The key of the first parcel's first notice."""
    with chain.database.reading() as work:
        order = work.orders.submitted("001", UID)
    assert order is not None
    return NoticeKey(order.id, 1)


@pytest.mark.parametrize(("mood", "outcome", "http_status"), FAULTS)
def test_the_schedule_holds_and_nothing_comes_after_a_200(
    chain: Chain, site: MerchantSite, mood: Mood, outcome: Outcome, http_status: int | None
) -> None:
    chain.tell(MERCHANT_A, site)
    chain.request(MERCHANT_A, UID)
    dispatcher = chain.dispatcher()

    site.mood = mood
    never_ends = outcome is Outcome.TIMED_OUT
    first = chain.dispatcher(transport=IMPATIENT) if never_ends else dispatcher
    assert first.deliver_due() == 1
    chain.clock.advance(TEN_MINUTES - timedelta(seconds=1))
    assert dispatcher.deliver_due() == 0
    site.mood = Mood.ANSWERS
    chain.clock.advance(timedelta(seconds=1))
    assert dispatcher.deliver_due() == 1
    chain.clock.advance(timedelta(days=1))
    assert dispatcher.deliver_due() == 0

    failed, delivered = chain.books.attempts(only_notice(chain))
    assert (failed.outcome, failed.http_status) == (outcome, http_status)
    assert (delivered.outcome, delivered.http_status) == (Outcome.ANSWERED, 200)
    # A drip of 38 bytes takes 38 seconds, a flood for ever: neither was waited for.
    assert failed.took is not None
    assert failed.took < timedelta(seconds=10)
    # A redirect was not followed.
    assert [received.path for received in site.inbox] == ["/returns"] * 2
    assert len({received.webhook_id for received in site.inbox}) == 1


def test_a_200_is_a_200_though_its_body_never_ends(chain: Chain, site: MerchantSite) -> None:
    chain.tell(MERCHANT_A, site)
    chain.request(MERCHANT_A, UID)
    site.mood = Mood.DRIPS_BODY
    dispatcher = chain.dispatcher()
    assert dispatcher.deliver_due() == 1
    chain.clock.advance(timedelta(days=1))
    assert dispatcher.deliver_due() == 0
    assert chain.books.figures() == ()
    (attempt,) = chain.books.attempts(only_notice(chain))
    assert attempt.took is not None
    assert attempt.took < timedelta(seconds=5), "the body is courtesy, not worth the whole time-out"


def test_a_site_that_is_not_there(chain: Chain) -> None:
    with MerchantSite("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") as gone:
        chain.tell(MERCHANT_A, gone)
    chain.request(MERCHANT_A, UID)
    assert chain.dispatcher().deliver_due() == 1
    (attempt,) = chain.books.attempts(only_notice(chain))
    assert attempt.outcome is Outcome.NO_CONNECTION
    assert chain.books.figures() == (OutboxFigures("001", waiting=1, parked=0),)


@pytest.mark.parametrize("mood", [Mood.HANGS, Mood.DRIPS])
def test_no_merchant_waits_for_another_ones_hanging_site(
    chain: Chain, site: MerchantSite, other_site: MerchantSite, mood: Mood
) -> None:
    chain.tell(MERCHANT_A, site)
    chain.tell(MERCHANT_B, other_site)
    for number in range(10):
        chain.request(MERCHANT_A, f"HANGS{number}")
    for number in range(10):
        chain.request(MERCHANT_B, f"WELL{number}")
    site.mood = mood
    # The shop's own patience: all of B's are delivered long before the first of A's is given up.
    dispatcher = chain.dispatcher(limits=Limits(per_merchant=3, grace=0))
    dispatcher.start()
    try:
        delivered = other_site.wait_for(10)
        assert len(site.inbox) == 3
        outcomes = [
            attempt.outcome
            for number in range(1, 11)
            for attempt in chain.books.attempts(NoticeKey(number, 1))
        ]
        assert outcomes == [None] * 3
    finally:
        dispatcher.stop()
    assert {r.fields["merchantReference"] for r in delivered} == {f"WELL{n}" for n in range(10)}


def test_sites_that_hang_on_every_line_leave_the_next_free_line_to_the_others(
    chain: Chain, site: MerchantSite, other_site: MerchantSite
) -> None:
    chain.tell(MERCHANT_A, site)
    chain.tell(MERCHANT_B, other_site)
    for number in range(40):
        chain.request(MERCHANT_A, f"HANGS{number}")
    site.mood = Mood.HANGS
    limits = Limits(per_merchant=4, at_once=4, grace=0)
    dispatcher = chain.dispatcher(transport=IMPATIENT, limits=limits)
    dispatcher.start()
    try:
        site.wait_for(4)
        chain.request(MERCHANT_B, "WELL")
        before = len(site.inbox)
        other_site.wait_for(1)
        # What was claimed just before, and what was claimed together with it; not all forty.
        assert len(site.inbox) <= before + 8
    finally:
        dispatcher.stop()


def test_stopping_gives_tries_back_and_keeps_what_was_delivered(
    chain: Chain, site: MerchantSite, other_site: MerchantSite
) -> None:
    chain.tell(MERCHANT_A, site)
    chain.tell(MERCHANT_B, other_site)
    site.mood = Mood.HANGS
    chain.request(MERCHANT_A, UID)
    chain.request(MERCHANT_B, "WELL")
    dispatcher = chain.dispatcher()
    dispatcher.start()
    site.wait_for(1)
    other_site.wait_for(1)
    dispatcher.stop()

    (interrupted,) = chain.books.attempts(only_notice(chain))
    assert interrupted.outcome is Outcome.INTERRUPTED
    site.mood = Mood.ANSWERS
    # At once, without waiting for a lease, and as if it had not been tried.
    chain.dispatcher().deliver_due()
    assert [received.taken for received in site.inbox] == [False, True]
    assert len(other_site.inbox) == 1
    assert chain.books.figures() == ()
