"""What `balik doctor` says of an installation's books, word for word, and what to do about it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from small_chain import (
    CEBU,
    CLERK,
    DC_DELIVERS,
    KIOSK,
    NOON,
    PASIG,
    PICKS_UP,
    PINS,
    POS,
    SmallChain,
)

from core.domain.custody import Entry, entry_hash
from core.domain.merchants import Store
from core.persistence.access_work import AccessDatabase
from core.persistence.outbox_books import StoredNoticeBooks
from core.services.access import ApiClient, Role
from core.services.access_clients import set_secret
from core.services.administration import save_clerk
from core.services.check_installation import (
    Grade,
    Verdict,
    check_clock,
    check_custody,
    check_demo_secrets,
    check_people,
    check_terminals,
    check_time_zones,
    check_webhooks,
)
from core.services.notify import Endpoint, OutboxFigures
from core.services.notify_setup import set_up_webhook
from core.services.notify_url import WebhookSecret, parse_webhook_url
from core.services.roster import Roster
from core.texts import Texts

_ROSTER = Roster((PICKS_UP, DC_DELIVERS), (PASIG, CEBU), (KIOSK, POS), (CLERK,))
_FACTS = (1, "30310533261428120", "FOR RETURN", "Kiosk transaction", 0, "0166", "K1", "", "")


def _said(verdict: Verdict) -> tuple[str, str]:
    texts = Texts()
    return texts(verdict.message, **verdict.values), texts(verdict.advice, **verdict.values)


def _is(verdict: Verdict, grade: Grade, message: str, advice: str = "") -> None:
    assert (verdict.grade, *_said(verdict)) == (grade, message, advice)


def test_terminals_of_the_settings() -> None:
    _is(
        check_terminals(_ROSTER, ["0166-K1", "0166-02"]),
        Grade.GOOD,
        "The terminals of the settings are set up.",
    )
    _is(
        check_terminals(_ROSTER, ["0166-K1", "0166-K9", "2031-02"]),
        Grade.BAD,
        "Not set up, though the settings name them: 0166-K9, 2031-02.",
        "`balik admin store add` and `balik admin terminal add` set them up.",
    )


def test_merchants_and_clerks() -> None:
    _is(check_people(_ROSTER), Grade.GOOD, "Set up: 2 merchants, 2 stores, 1 clerks.")
    _is(
        check_people(replace(_ROSTER, merchants=())),
        Grade.NOTE,
        "No merchant is set up, so nothing can be returned.",
        "`balik admin merchant add` sets one up.",
    )
    _is(
        check_people(replace(_ROSTER, clerks=())),
        Grade.NOTE,
        "No clerk is set up, so no counter can accept a parcel.",
        "`balik admin clerk add` sets one up.",
    )


def test_time_zones() -> None:
    _is(check_time_zones(_ROSTER), Grade.GOOD, "The time zones of all stores are known.")
    stores = (PASIG, Store("1", "", "", "Mars/Base"), Store("2", "", "", "../etc/passwd"))
    _is(
        check_time_zones(replace(_ROSTER, stores=stores)),
        Grade.BAD,
        "These stores have a time zone that this machine does not know: 1 (Mars/Base), "
        "2 (../etc/passwd).",
        "Install the package tzdata, or correct the stores.",
    )


def test_secrets_that_everybody_knows(chain: SmallChain) -> None:
    books = AccessDatabase(chain.storage)
    sites = [ApiClient(f"site-{n}", "", Role.ADMIN, "") for n in range(4)]
    demo = [(site, f"word-{n}") for n, site in enumerate(sites)]

    def look(*, is_demonstration: bool = False) -> Verdict:
        clerk = (CLERK.number, "2468")
        return check_demo_secrets(books, PINS, clerk, demo, is_demonstration=is_demonstration)

    _is(look(), Grade.GOOD, "No secret of the demonstration opens anything.")
    _is(
        look(is_demonstration=True),
        Grade.NOTE,
        "This is the demonstration: everybody knows its PIN and its secrets.",
        "For a real store, set demonstration = false in a new data directory.",
    )
    save_clerk(chain.storage, PINS, CLERK, "2468")
    set_secret(books, PINS, sites[0], "word-0")
    set_secret(books, PINS, sites[1], "another word")
    set_secret(books, PINS, replace(sites[2], suspended=True), "word-2")
    _is(
        look(),
        Grade.BAD,
        "The demonstration's secrets, which everybody knows, still open: 1042, site-0.",
        "`balik admin clerk pin` and `balik admin client rotate` change them.",
    )
    save_clerk(chain.storage, PINS, CLERK, "1357")
    assert look().values == {"what": "site-0"}


class _Figures(StoredNoticeBooks):
    """The books, with figures as after an evening on which merchants' sites were down."""

    def __init__(self, chain: SmallChain, *figures: OutboxFigures) -> None:
        super().__init__(chain.storage, "Asia/Manila")
        self._figures = figures

    def figures(self) -> tuple[OutboxFigures, ...]:
        """See `NoticeBooks.figures`."""
        return self._figures


def _endpoint(code: str) -> Endpoint:
    url = parse_webhook_url("https://shop.example/")
    return Endpoint(code, url, WebhookSecret.draw(lambda size: b"k" * size))


def test_webhooks(chain: SmallChain) -> None:
    """The worst is said first: parked, switched off, nobody to tell, unencrypted."""
    waiting = (OutboxFigures("001", 3, 0), OutboxFigures("002", 1, 0))
    books = _Figures(chain, *waiting)
    _is(
        check_webhooks(books),
        Grade.NOTE,
        "Merchant 001, 002 has no webhook, so it does not hear of its parcels.",
        "`balik admin webhook set` sets one up.",
    )
    for code in ("001", "002"):
        books.save_endpoint(replace(_endpoint(code), plain_http=True))
    _is(
        check_webhooks(books),
        Grade.NOTE,
        "Webhooks of merchant 001, 002 go out unencrypted.",
        "`balik admin webhook set` with an https:// address mends it.",
    )
    for code in ("001", "002"):
        books.save_endpoint(replace(_endpoint(code), off_since=NOON))
    _is(
        check_webhooks(books),
        Grade.NOTE,
        "Webhooks are switched off for merchant 001, 002; what happens waits.",
        "`balik admin webhook on` switches them on.",
    )
    parked = (OutboxFigures("001", 0, 2), OutboxFigures("002", 1, 3), OutboxFigures("003", 1, 0))
    _is(
        check_webhooks(_Figures(chain, *parked)),
        Grade.BAD,
        "5 webhooks were tried in vain and lie parked: merchant 001, 002.",
        "`balik admin webhook parked` says why; `balik admin webhook resend` sends them.",
    )
    for code in ("001", "002"):
        set_up_webhook(books, code, "https://shop.example/", lambda size: b"k" * size)
    _is(check_webhooks(books), Grade.GOOD, "No webhook is parked.")


@pytest.mark.parametrize("last", [None, NOON, NOON + timedelta(minutes=2)])
def test_a_clock_that_may_be_right(last: datetime | None) -> None:
    _is(check_clock(NOON, last), Grade.GOOD, "The clock is not behind the last event.")


def test_a_clock_that_is_behind() -> None:
    _is(
        check_clock(NOON, NOON + timedelta(minutes=3, seconds=59)),
        Grade.BAD,
        "This machine's clock is 3 minutes behind the last event.",
        "Set the clock; validity and receipts go by it.",
    )


class _Ledger:
    """A ledger of so many whole entries, one of which may have been changed since."""

    def __init__(self, count: int, changed: int = 0, unentered: int = 0) -> None:
        self._count, self._changed, self._unentered = count, changed, unentered

    def entries(self) -> Iterator[Entry]:
        """See `ReadsCustody.entries`."""
        before = ""
        for seq in range(1, self._count + 1):
            own = entry_hash(before, seq, _FACTS)
            facts = (*_FACTS[:-1], "another detail") if seq == self._changed else _FACTS
            yield Entry(seq, before, own, facts)
            before = own

    def unentered(self) -> int:
        """See `ReadsCustody.unentered`."""
        return self._unentered


def test_the_custody_ledger() -> None:
    _is(check_custody(_Ledger(1_234)), Grade.GOOD, "The custody ledger is whole: 1,234 entries.")
    _is(
        check_custody(_Ledger(5, changed=4)),
        Grade.BAD,
        "The custody ledger is broken: entry 4 is not as it was written.",
        "Nothing after entry 3 is proven. Keep this database, and compare it with a backup.",
    )
    _is(
        check_custody(_Ledger(5, unentered=2)),
        Grade.BAD,
        "Facts that are missing from the custody ledger: 2.",
        "Keep this database, and compare it with a backup.",
    )
