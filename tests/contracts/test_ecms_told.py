"""Whether the merchant was told: the same word embedded and remote, on either database."""

import secrets
from datetime import timedelta

import pytest
from ecms_chain import RULES, Chain

from core.domain.codes import ReturnCode
from core.notifications.dispatcher import Dispatcher
from core.notifications.schedule import Schedule
from core.notifications.transport import Transport
from core.persistence.database import Database
from core.persistence.outbox import StoredOutbox
from core.persistence.outbox_books import StoredNoticeBooks
from core.services.notify_setup import set_up_webhook
from core.services.told import NoticeToMerchant, Told
from core.simulator.merchant_site import MerchantSite, Mood

TWO_TRIES = Schedule.every(timedelta(minutes=10), tries=2)


def _set_up(database: Database, site: MerchantSite) -> None:
    books = StoredNoticeBooks(database, RULES.time_zone)
    endpoint = set_up_webhook(
        books, "001", site.url, secrets.token_bytes, plain_http=True, private_addresses=True
    )
    site.trust(endpoint.secret.text)


def _dispatcher(database: Database, chain: Chain) -> Dispatcher:
    outbox = StoredOutbox(database, RULES.time_zone)
    return Dispatcher(outbox, Transport(), chain.clock, schedule=TWO_TRIES)


def _taken(chain: Chain) -> ReturnCode:
    chain.submit("UID-1")
    code = chain.ask("UID-1").code
    chain.accept(code)
    return code


def test_of_a_parcel_that_was_not_taken_there_is_nothing_to_say(chain: Chain) -> None:
    chain.submit("UID-1")
    assert chain.ecms.notice(chain.ask("UID-1").code) is None
    assert chain.ecms.notice(ReturnCode.parse("1822-1234-2345")) is None


def test_a_merchant_without_a_site_is_told_nothing(chain: Chain) -> None:
    assert chain.ecms.notice(_taken(chain)) == NoticeToMerchant(Told.NOBODY)


def test_a_merchant_is_told_by_its_own_word_and_at_that_time(
    chain: Chain, chain_database: Database
) -> None:
    with MerchantSite("whsec_" + 44 * "A") as site:
        _set_up(chain_database, site)
        code = _taken(chain)
        assert chain.ecms.notice(code) == NoticeToMerchant(Told.NOT_YET)
        site.mood = Mood.FAILS
        dispatcher = _dispatcher(chain_database, chain)
        dispatcher.deliver_due()
        assert chain.ecms.notice(code) == NoticeToMerchant(Told.NOT_YET)
        site.mood = Mood.ANSWERS
        chain.clock.forward(minutes=10)
        dispatcher.deliver_due()
        assert chain.ecms.notice(code) == NoticeToMerchant(Told.TOLD, chain.clock.now())
        chain.clock.forward(hours=1)
        assert chain.ecms.notice(code) == NoticeToMerchant(
            Told.TOLD, chain.clock.now() - timedelta(hours=1)
        )
        StoredOutbox(chain_database, RULES.time_zone).forget(chain.clock.now(), 10)
        assert chain.ecms.notice(code) == NoticeToMerchant(Told.TOLD)


@pytest.mark.parametrize("mood", [Mood.FAILS, Mood.CLOSES])
def test_a_site_that_never_answers_was_told_in_vain(
    chain: Chain, chain_database: Database, mood: Mood
) -> None:
    with MerchantSite("whsec_" + 44 * "A") as site:
        _set_up(chain_database, site)
        site.mood = mood
        code = _taken(chain)
        dispatcher = _dispatcher(chain_database, chain)
        for _ in range(4):
            dispatcher.deliver_due()
            chain.clock.forward(minutes=10)
        assert chain.ecms.notice(code) == NoticeToMerchant(Told.IN_VAIN)
