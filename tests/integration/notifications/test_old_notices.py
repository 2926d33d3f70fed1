"""What a merchant heard long ago is forgotten; what it has not heard never is."""

from datetime import datetime, timedelta
from queue import SimpleQueue

from notified_chain import MANILA, MERCHANT_A, MERCHANT_B, Chain

from core.notifications.dispatcher import Limits
from core.persistence.outbox import StoredOutbox
from core.services.notify import NoticeKey, OutboxFigures
from core.simulator.merchant_site import MerchantSite, Mood

KEPT = Limits().kept
DAY = timedelta(days=1)


class WatchedOutbox(StoredOutbox):
    """The real books; says how many notices it forgot, each time it was asked to."""

    def __init__(self, chain: Chain) -> None:
        super().__init__(chain.database, MANILA)
        self.forgot: SimpleQueue[int] = SimpleQueue()

    def forget(self, before: datetime, most: int) -> int:
        """See `Outbox.forget`."""
        count = super().forget(before, most)
        self.forgot.put(count)
        return count


def tries(chain: Chain, order_id: int) -> int:
    """How many tries of an order's first notice are on record."""
    return len(chain.books.attempts(NoticeKey(order_id, 1)))


def test_only_what_was_delivered_long_ago_is_forgotten(
    chain: Chain, site: MerchantSite, other_site: MerchantSite
) -> None:
    """One delivered late, after a failure; one parked; one that waits for a webhook."""
    chain.tell(MERCHANT_A, site)
    for number in range(3):
        chain.request(MERCHANT_A, f"PARCEL{number}")
    site.mood = Mood.FAILS
    chain.dispatcher().deliver_due()
    site.mood = Mood.ANSWERS
    chain.clock.advance(10 * DAY)
    chain.dispatcher().deliver_due()
    chain.request(MERCHANT_B, "UNTOLD")
    chain.tell(MERCHANT_B, other_site)
    other_site.mood = Mood.FAILS
    for _ in range(10):
        chain.dispatcher().deliver_due()
        chain.clock.advance(timedelta(minutes=10))

    moment = chain.clock.now()
    assert chain.outbox.forget(moment - 2 * DAY, 100) == 0, "each was tried since"
    assert chain.outbox.forget(moment + DAY, 2) == 2
    assert [tries(chain, order) for order in (1, 2, 3)] == [0, 0, 2]
    assert chain.outbox.forget(moment + DAY, 2) == 1
    assert chain.outbox.forget(moment + DAY, 2) == 0
    assert chain.books.figures() == (OutboxFigures("002", waiting=0, parked=1),)
    assert tries(chain, 4) == 10


def test_a_parcel_goes_on_to_be_told_when_its_first_steps_are_forgotten(
    chain: Chain, site: MerchantSite
) -> None:
    chain.tell(MERCHANT_A, site)
    code = chain.request(MERCHANT_A, "AXDY43322222524544")
    chain.dispatcher().deliver_due()
    chain.outbox.forget(chain.clock.now() + DAY, 100)
    chain.accept(code)
    assert chain.dispatcher().deliver_due() == 1
    assert [received.fields["status"] for received in site.inbox] == ["FOR RETURN", "RETURNED"]


def test_a_dispatcher_looks_for_old_notices_once_a_day(chain: Chain, site: MerchantSite) -> None:
    chain.tell(MERCHANT_A, site)
    chain.request(MERCHANT_A, "AXDY43322222524544")
    chain.dispatcher().deliver_due()
    chain.outbox = outbox = WatchedOutbox(chain)
    chain.clock.advance(KEPT - timedelta(hours=1))
    dispatcher = chain.dispatcher(limits=Limits(look_every=0.01))
    dispatcher.start()
    try:
        assert outbox.forgot.get(timeout=30) == 0
        chain.clock.advance(DAY - timedelta(seconds=1))
        # It looks for work meanwhile, and for old notices only when the day is over.
        chain.request(MERCHANT_A, "AXDY43322222524545")
        site.wait_for(2)
        assert outbox.forgot.empty()
        chain.clock.advance(timedelta(seconds=1))
        assert outbox.forgot.get(timeout=30) == 1
    finally:
        dispatcher.stop()
    assert tries(chain, 1) == 0
