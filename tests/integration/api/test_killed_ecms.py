"""`kill -9` of `balik ecms` while it tells a merchant: whatever was answered is told in the end."""

import json
import secrets
import signal
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue

import pytest
from ecms_process import EcmsProcess, running
from webhook_setup import MANILA, tell

from core.clock import Clock, SystemClock
from core.notifications.dispatcher import Dispatcher, Limits
from core.notifications.transport import Transport
from core.persistence.database import open_database
from core.persistence.outbox import StoredOutbox
from core.persistence.outbox_books import StoredNoticeBooks
from core.services.notify_url import WebhookSecret
from core.simulator.merchant_site import MerchantSite, Mood, Received


class LeasesOver:
    """The machine's clock, when everything that a dead process had in hand is free again."""

    def now(self) -> datetime:
        """One lease from now."""
        return datetime.now(UTC) + Limits().lease


def ask_for_returns(ecms: EcmsProcess, references: list[str]) -> None:
    """Merchant A asks for a return of each, and is answered."""
    authorization = f"Bearer {ecms.token('merchant-a', 'demo-a')}"
    for reference in references:
        body = {
            "merchantCode": "001",
            "merchant": "Merchant A",
            "mobileNumber": "09123456789",
            "merchantReference": reference,
            "type": "RETURN",
        }
        status, said = ecms.ask(
            "POST",
            "/ecms/api/v1/returns",
            json.dumps(body).encode(),
            Authorization=authorization,
            Content_Type="application/json",
        )
        assert status == 200, said


def still_waiting(data: Path, wall: Clock) -> int:
    """How many of Merchant A's webhooks wait after one more round, by this machine's clock."""
    database = open_database(data / "balik.db")
    books, outbox = StoredNoticeBooks(database, MANILA), StoredOutbox(database, MANILA)
    Dispatcher(outbox, Transport(), SystemClock(), wall).deliver_due()
    waiting = [figures.waiting for figures in books.figures() if figures.merchant_code == "001"]
    database.close()
    return sum(waiting)


def test_no_webhook_is_lost(tmp_path: Path) -> None:
    """Some were told, some were in hand, some waited when it died; then it is started again."""
    references = [f"PARCEL{number:02}" for number in range(30)]
    came: SimpleQueue[Received] = SimpleQueue()
    told: list[str] = []

    def hear(enough: Callable[[Received], bool]) -> None:
        while not enough(received := came.get(timeout=60)):
            pass
        assert received.genuine

    def is_last_of(count: int) -> Callable[[Received], bool]:
        def enough(received: Received) -> bool:
            reference = received.fields["merchantReference"]
            if received.taken and reference in references:
                told.append(reference)
            return len(set(told)) >= count

        return enough

    with MerchantSite(WebhookSecret.draw(secrets.token_bytes).text, came.put) as site:
        with running(tmp_path) as ecms:
            tell(tmp_path, site)
            ask_for_returns(ecms, references[:10])
            hear(is_last_of(10))
            site.mood = Mood.HANGS
            ask_for_returns(ecms, references[10:])
            hear(lambda received: received.mood is Mood.HANGS)
            ecms.kill()
        site.mood = Mood.ANSWERS
        in_hand = Limits().per_merchant
        with running(tmp_path):
            # What nobody had in hand comes; the rest is the dead process's until its lease ends.
            hear(is_last_of(30 - in_hand))
        waiting = still_waiting(tmp_path, wall=LeasesOver())
        taken = Counter(
            received.fields["merchantReference"] for received in site.inbox if received.taken
        )

    assert waiting == 0
    assert set(references) <= set(taken)
    # A kill may have come between an answer and its note, for those in hand.
    assert sum(taken[reference] - 1 for reference in references) <= 2 * in_hand


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_who_is_asked_to_end_gives_back_what_it_had_in_hand(
    tmp_path: Path, by: signal.Signals
) -> None:
    """The next one sends it at once, without waiting for a lease to end."""
    with MerchantSite(WebhookSecret.draw(secrets.token_bytes).text) as site:
        with running(tmp_path) as ecms:
            tell(tmp_path, site)
            site.mood = Mood.HANGS
            ask_for_returns(ecms, ["AXDY1"])
            site.wait_for(1)
            ecms.end(by)
        site.mood = Mood.ANSWERS
        assert still_waiting(tmp_path, wall=SystemClock()) == 0
        assert "AXDY1" in {one.fields["merchantReference"] for one in site.inbox if one.taken}
