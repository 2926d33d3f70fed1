"""Processes that are killed, and processes that work side by side over one database."""

import secrets
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from notified_chain import MERCHANT_A, MERCHANT_B, Chain, MovableClock

from core.domain.status import Status
from core.notifications.dispatcher import Limits
from core.services.notify import NoticeKey, Outcome
from core.services.notify_setup import set_up_webhook
from core.simulator.merchant_site import MerchantSite, Mood

LEASE = Limits().lease
PROGRAM = Path(__file__).with_name("dispatching_process.py")


@contextmanager
def process(url: str, mode: str) -> Iterator["subprocess.Popen[str]"]:
    """A process that is ready to tell merchants; killed with `kill -9` at the end of the block."""
    command = [sys.executable, str(PROGRAM), url, mode]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        try:
            yield running
        finally:
            running.kill()


def go(running: "subprocess.Popen[str]") -> None:
    """Let it begin."""
    assert running.stdin is not None
    running.stdin.write("go\n")
    running.stdin.flush()


def test_what_a_killed_process_had_in_hand_is_sent_again_under_the_same_id(
    chain: Chain, database_url: str, site: MerchantSite
) -> None:
    chain.tell(MERCHANT_A, site)
    chain.request(MERCHANT_A, "AXDY43322222524544")
    site.mood = Mood.HANGS
    with process(database_url, "on") as running:
        go(running)
        site.wait_for(1)

    site.mood = Mood.ANSWERS
    # The claim of the dead holds until its lease ends, by the machine's clock alone.
    chain.clock.advance(timedelta(days=1))
    assert chain.dispatcher().deliver_due() == 0
    chain.wall.moment = datetime.now(UTC) + LEASE
    assert chain.dispatcher().deliver_due() == 1

    killed, delivered = site.inbox
    assert killed.webhook_id == delivered.webhook_id
    assert killed.body == delivered.body
    assert delivered.taken
    first, second = chain.books.attempts(NoticeKey(1, 1))
    assert (first.outcome, first.took) == (None, None)
    assert (second.number, second.outcome) == (2, Outcome.ANSWERED)


def test_kills_in_the_middle_of_the_work_lose_nothing_and_keep_the_order(
    chain: Chain, database_url: str, site: MerchantSite, other_site: MerchantSite
) -> None:
    """Three kills, each after seven webhooks more; then a dispatcher that lives.

    A kill leaves up to four of the twenty parcels in a dead one's hand, unsent at worst: after two
    kills 24 of the 40 webhooks can still come, and the third must not wait for more.
    """
    chain.tell(MERCHANT_A, site)
    chain.tell(MERCHANT_B, other_site)
    codes = [chain.request(MERCHANT_A, f"PARCEL{number}") for number in range(20)]
    codes += [chain.request(MERCHANT_B, f"OTHER{number}") for number in range(10)]
    for code in codes:
        chain.accept(code)
    for kill in range(1, 4):
        with process(database_url, "on") as running:
            go(running)
            site.wait_for(7 * kill)
    for _ in range(2):
        chain.wall.moment = datetime.now(UTC) + LEASE
        chain.dispatcher().deliver_due()

    assert chain.books.figures() == ()
    for receiver, parcels in ((site, 20), (other_site, 10)):
        heard: dict[str, list[str]] = {}
        for received in receiver.inbox:
            steps = heard.setdefault(received.fields["merchantReference"], [])
            if received.fields["status"] not in steps:
                steps.append(received.fields["status"])
        assert list(heard.values()) == [["FOR RETURN", "RETURNED"]] * parcels
        # Only what was in hand at a kill may have come twice: four a merchant.
        again = Counter(received.webhook_id for received in receiver.inbox)
        assert sum(count - 1 for count in again.values()) <= 3 * Limits().per_merchant


def test_processes_side_by_side_send_each_notice_once(
    chain: Chain, database_url: str, site: MerchantSite
) -> None:
    chain.tell(MERCHANT_A, site)
    for number in range(60):
        chain.accept(chain.request(MERCHANT_A, f"PARCEL{number}"))
    with ExitStack() as stack:
        processes = [stack.enter_context(process(database_url, "once")) for _ in range(3)]
        for running in processes:
            go(running)
        tries = [int(running.stdout.readline()) for running in processes if running.stdout]

    assert sum(tries) == 120
    assert sum(count > 0 for count in tries) >= 2, "only one of them worked: nothing was shown"
    assert len(site.inbox) == len({received.webhook_id for received in site.inbox}) == 120
    assert chain.books.figures() == ()
    last: dict[str, str] = {}
    for received in site.inbox:
        reference, status = received.fields["merchantReference"], received.fields["status"]
        assert last.get(reference) == (None if status == "FOR RETURN" else "FOR RETURN")
        last[reference] = status


def test_the_machines_clock_of_a_living_process_is_its_own(
    chain: Chain, site: MerchantSite
) -> None:
    """A simulation that jumps a week does not make a try under way look like a dead one's."""
    chain.tell(MERCHANT_A, site)
    chain.request(MERCHANT_A, "AXDY43322222524544")
    site.mood = Mood.HANGS
    dispatcher = chain.dispatcher(limits=Limits(grace=0))
    dispatcher.start()
    try:
        site.wait_for(1)
        chain.clock.advance(timedelta(days=7))
        other = chain.dispatcher(wall=MovableClock(datetime.now(UTC)))
        assert other.deliver_due() == 0
        assert len(site.inbox) == 1
    finally:
        dispatcher.stop()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_status_waits_even_while_another_process_is_listing_the_earlier_one(chain: Chain) -> None:
    """Where rows are locked one by one, a later notice can be listed before an earlier one."""
    chain.accept(chain.request(MERCHANT_A, "AXDY43322222524544"))
    set_up_webhook(chain.books, "001", "https://shop.example/", secrets.token_bytes)
    now, wall = chain.clock.now(), chain.wall.now()
    room = {"001": 9}
    with chain.database.engine.begin() as other_process:
        other_process.exec_driver_sql(
            "SELECT id FROM outbox WHERE status = 'FOR RETURN' FOR UPDATE"
        )
        assert chain.outbox.enlist(now) == 1
        assert chain.outbox.claim(room, now, wall, LEASE, "too early") == []
    assert chain.outbox.enlist(now) == 1
    (claimed,) = chain.outbox.claim(room, now, wall, LEASE, "now")
    assert claimed.notice.status is Status.FOR_RETURN


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_claim_waits_for_no_other_one(chain: Chain) -> None:
    """What another process is just claiming is skipped, neither waited for nor claimed twice."""
    for number in range(3):
        chain.request(MERCHANT_A, f"PARCEL{number}")
    set_up_webhook(chain.books, "001", "https://shop.example/", secrets.token_bytes)
    now, wall = chain.clock.now(), chain.wall.now()
    chain.outbox.enlist(now)
    with chain.database.engine.begin() as other_process:
        other_process.exec_driver_sql("SELECT * FROM webhook_notices WHERE order_id = 2 FOR UPDATE")
        claimed = chain.outbox.claim({"001": 9}, now, wall, LEASE, "ours")
    assert [c.notice.merchant_reference for c in claimed] == ["PARCEL0", "PARCEL2"]
