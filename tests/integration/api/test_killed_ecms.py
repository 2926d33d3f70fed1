"""`kill -9` of `balik ecms` while it tells a merchant: whatever was answered is told in the end."""

import json
import secrets
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue

from ecms_process import EcmsProcess, running

from core.clock import SystemClock
from core.notifications.dispatcher import Dispatcher, Limits
from core.notifications.transport import Transport
from core.persistence.database import open_database
from core.persistence.outbox import StoredOutbox
from core.persistence.outbox_books import StoredNoticeBooks
from core.services.notify_setup import set_up_webhook
from core.services.notify_url import WebhookSecret
from core.simulator.merchant_site import MerchantSite, Mood, Received

MANILA = "Asia/Manila"


class LeasesOver:
    """The machine's clock, when everything that a dead process had in hand is free again."""

    def now(self) -> datetime:
        """One lease from now."""
        return datetime.now(UTC) + Limits().lease


def tell(data: Path, site: MerchantSite) -> None:
    """Set the webhook of the demonstration's Merchant A up."""
    database = open_database(data / "balik.db")
    endpoint = set_up_webhook(
        StoredNoticeBooks(database, MANILA),
        "001",
        site.url,
        secrets.token_bytes,
        plain_http=True,
        private_addresses=True,
    )
    site.trust(endpoint.secret.text)
    database.close()


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
        database = open_database(tmp_path / "balik.db")
        books = StoredNoticeBooks(database, MANILA)
        outbox = StoredOutbox(database, MANILA)
        Dispatcher(outbox, Transport(), SystemClock(), LeasesOver()).deliver_due()
        waiting = [figures for figures in books.figures() if figures.merchant_code == "001"]
        database.close()
        taken = Counter(
            received.fields["merchantReference"] for received in site.inbox if received.taken
        )

    assert waiting == []
    assert set(references) <= set(taken)
    # A kill may have come between an answer and its note, for those in hand.
    assert sum(taken[reference] - 1 for reference in references) <= 2 * in_hand
