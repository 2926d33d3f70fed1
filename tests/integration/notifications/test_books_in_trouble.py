"""A database that fails for a while costs no webhook, and brings none twice."""

import threading
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from notified_chain import MANILA, MERCHANT_A, Chain

from core.notifications.dispatcher import Limits
from core.notifications.schedule import TEN_TRIES_TEN_MINUTES_APART, verdict
from core.persistence.database import open_database
from core.persistence.outbox import StoredOutbox
from core.services.notify import Claimed, Due, Outcome, Result, Tried
from core.services.ports import DatabaseTrouble, TroubleKind
from core.simulator.merchant_site import MerchantSite


class FailingOutbox(StoredOutbox):
    """The real books, on a disk that is full whenever somebody orders it to be."""

    def __init__(self, chain: Chain) -> None:
        super().__init__(chain.database, MANILA)
        self.full = threading.Event()
        self.refused = threading.Semaphore(0)
        self.recorded = threading.Semaphore(0)

    def due(self, now: datetime, wall: datetime) -> Due:
        """See `Outbox.due`."""
        self._write()
        return super().due(now, wall)

    def claim(
        self, room: Mapping[str, int], now: datetime, wall: datetime, lease: timedelta, claim: str
    ) -> list[Claimed]:
        """See `Outbox.claim`; the disk is full from here on."""
        claimed = super().claim(room, now, wall, lease, claim)
        self.full.set()
        return claimed

    def record(self, tried: Sequence[Tried]) -> None:
        """See `Outbox.record`."""
        self._write()
        super().record(tried)
        self.recorded.release()

    def _write(self) -> None:
        if self.full.is_set():
            self.refused.release()
            raise DatabaseTrouble(TroubleKind.FULL)


def came(claimed: Claimed, http_status: int, now: datetime) -> Tried:
    """A try that the merchant's site answered so."""
    result = Result(Outcome.ANSWERED, http_status)
    follows = verdict(result, claimed.failures, now, TEN_TRIES_TEN_MINUTES_APART)
    return Tried(claimed, result, follows, timedelta(seconds=1), now)


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """One kind of database is enough for what does not depend on it."""
    return str(tmp_path / "balik.db")


def test_a_200_that_could_not_be_written_down_is_written_down_later_and_sent_once(
    chain: Chain, site: MerchantSite
) -> None:
    chain.tell(MERCHANT_A, site)
    chain.request(MERCHANT_A, "AXDY43322222524544")
    chain.outbox = outbox = FailingOutbox(chain)
    dispatcher = chain.dispatcher(limits=Limits(look_every=0.01))
    dispatcher.start()
    try:
        site.wait_for(1)
        for _ in range(3):
            assert outbox.refused.acquire(timeout=30)
        # Even when the lease ends meanwhile, nothing is sent that may be the same again.
        chain.wall.advance(Limits().lease * 2)
        for _ in range(3):
            assert outbox.refused.acquire(timeout=30)
        outbox.full.clear()
        assert outbox.recorded.acquire(timeout=30)
    finally:
        dispatcher.stop()
    assert len(site.inbox) == 1
    assert chain.books.figures() == ()


def test_whoever_asks_for_one_round_hears_of_the_trouble(chain: Chain) -> None:
    chain.outbox = outbox = FailingOutbox(chain)
    outbox.full.set()
    with pytest.raises(DatabaseTrouble):
        chain.dispatcher().deliver_due()


def test_an_answer_that_comes_after_the_lease_still_counts(
    chain: Chain, site: MerchantSite, tmp_path: Path
) -> None:
    """A machine that slept through its lease, and another one that took the notice over."""
    chain.tell(MERCHANT_A, site)
    chain.request(MERCHANT_A, "AXDY43322222524544")
    second = open_database(tmp_path / "balik.db")
    other = StoredOutbox(second, MANILA)
    now, wall, lease = chain.clock.now(), chain.wall.now(), Limits().lease
    chain.outbox.enlist(now)
    (slept,) = chain.outbox.claim({"001": 1}, now, wall, lease, "the one that slept")
    assert other.claim({"001": 1}, now, wall, lease, "the other") == []
    (taken,) = other.claim({"001": 1}, now, wall + lease, lease, "the other")
    assert (slept.number, taken.number) == (1, 2)

    chain.outbox.record([came(slept, 500, now)])
    assert chain.books.figures()[0].waiting == 1
    assert other.claim({"001": 1}, now, wall + lease, lease, "a third") == []
    chain.outbox.record([came(slept, 200, now)])
    assert chain.books.figures() == ()
    other.record([came(taken, 500, now)])
    assert chain.books.figures() == (), "a late failure must not bring a delivered notice back"
    second.close()
