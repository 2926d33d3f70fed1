"""Two `balik ecms` over one PostgreSQL server: to those outside they are one."""

import json
import secrets
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue

import pytest
from ecms_process import EcmsProcess, running

from core.persistence.opening import open_any
from core.persistence.outbox_books import StoredNoticeBooks
from core.services.notify_setup import set_up_webhook
from core.services.notify_url import WebhookSecret
from core.simulator.merchant_site import MerchantSite, Received

MANILA = "Asia/Manila"


@pytest.fixture
def both(tmp_path: Path, postgres_url: str) -> Iterator[list[EcmsProcess]]:
    """Two processes that were started at the same time over an empty database."""
    with ExitStack() as stack, ThreadPoolExecutor(2) as pool:

        def start(name: str) -> EcmsProcess:
            return stack.enter_context(running(tmp_path / name, "--database", postgres_url))

        yield list(pool.map(start, ["one", "other"]))


def _ask(ecms: EcmsProcess, token: str, reference: str, key: str) -> tuple[int, bytes]:
    body = {
        "merchantCode": "001",
        "merchant": "Merchant A",
        "mobileNumber": "09123456789",
        "merchantReference": reference,
        "type": "RETURN",
    }
    return ecms.ask(
        "POST",
        "/ecms/api/v1/returns",
        json.dumps(body).encode(),
        Authorization=f"Bearer {token}",
        Content_Type="application/json",
        Idempotency_Key=key,
    )


def test_one_key_counts_once_wherever_it_comes_in(both: list[EcmsProcess]) -> None:
    token = both[0].token("merchant-a", "demo-a")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: _ask(both[n % 2], token, "TWICE1", "one-key"), range(40)))
        others = list(
            pool.map(lambda n: _ask(both[n % 2], token, f"ONCE{n // 2}", f"key-{n}"), range(40))
        )
    assert {status for status, _ in answers} == {200}, "the other one's token is as good"
    assert len({body for _, body in answers}) == 1
    # Two keys for the same reference are the same return, asked for at two places at once.
    assert {status for status, _ in others} == {200}
    codes = [json.loads(body)["returnCode"] for _, body in others]
    assert set(Counter(codes).values()) == {2}
    numbers = {json.loads(body)["trackingNumber"] for _, body in others}
    assert len(numbers) == 20


def test_a_merchant_hears_of_each_status_once(both: list[EcmsProcess], postgres_url: str) -> None:
    came: SimpleQueue[Received] = SimpleQueue()
    with MerchantSite(WebhookSecret.draw(secrets.token_bytes).text, came.put) as site:
        database = open_any(postgres_url)
        books = StoredNoticeBooks(database, MANILA)
        endpoint = set_up_webhook(
            books,
            "001",
            site.url,
            secrets.token_bytes,
            plain_http=True,
            private_addresses=True,
        )
        site.trust(endpoint.secret.text)
        token = both[0].token("merchant-a", "demo-a")
        references = [f"PARCEL{number:02}" for number in range(30)]
        for number, reference in enumerate(references):
            assert _ask(both[number % 2], token, reference, reference)[0] == 200
        heard: Counter[str] = Counter()
        while not heard.keys() >= set(references):
            received = came.get(timeout=60)
            assert received.genuine
            heard[received.fields["merchantReference"]] += 1
        database.close()
    assert {heard[reference] for reference in references} == {1}
