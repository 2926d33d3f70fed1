"""Words that lie in databases and files, and figures that the documentation promises.

Whoever changes one of these changes what others have written down: a database of last year, a
merchant's program, a scenario file, a contract with a store.
"""

from datetime import timedelta
from enum import Enum

import pytest

from core.services import once
from core.services.access import ApiClient, Role
from core.services.access_tokens import ACCESS_LIFE, REFRESH_LIFE
from core.services.administration import LONGEST_PIN, SHORTEST_PIN
from core.services.bulk import MOST_DAYS, MOST_ITEMS, REFUSED_FATES, Fate
from core.services.channel import Aggregator, ChannelRules
from core.services.daily_job import JOB, LEASE
from core.services.devices import SIMULATED_PRINTER, PrinterFacts
from core.services.notify import HTTP_GONE, HTTP_OK, Endpoint, Outcome
from core.services.notify_setup import ROTATION
from core.services.notify_url import UnusableUrl, WebhookSecret, parse_webhook_url
from core.services.ports import PrinterStatus, TroubleKind
from core.services.rules import EcmsRules, GuessingLimit
from core.services.scanners import UNTOUCHED
from core.services.station import StationTimes
from core.simulator.faults import FAULTS
from core.texts import Texts

_FIVE_MINUTES = timedelta(minutes=5)
_OUTCOMES = (
    "answered, timed out, name unknown, address refused, no connection, certificate not trusted, "
    "broken off, interrupted, fault"
)


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (Role, "merchant, kiosk, pos, sbs, trucker, dc, admin"),
        (Outcome, _OUTCOMES),
        (Aggregator, "CLICKPOST, SHIPROCKET"),
    ],
)
def test_words_that_a_database_holds(kept: type[Enum], words: str) -> None:
    """Clients' roles, what came of webhooks, and a courier's aggregator."""
    assert ", ".join(each.value for each in kept) == words


def test_numbers_that_stand_beside_staged_orders() -> None:
    """A database that was left in the middle of an import is gone on with by the next version."""
    assert [(fate.name, int(fate)) for fate in Fate] == [
        ("NEW", 0),
        ("UNCHANGED", 1),
        ("CHANGED", 2),
        ("TWICE", 3),
        ("REQUESTED", 4),
        ("CANCELLED", 5),
    ]
    assert [REFUSED_FATES[fate] for fate in Fate if fate in REFUSED_FATES] == [
        "An earlier line says something else of the same return.",
        "A customer has a RETURN CODE for it, so it can't change any more.",
        "The merchant took it back, so it can't change any more.",
    ]


def test_words_of_scenario_files() -> None:
    """A printer's conditions name the faults that a scenario switches."""
    words = "paper-low paper-out cover-open jammed cutter-stuck overheated defect offline silent"
    assert [f"kiosk-printer-{word}" for word in words.split()] == [
        f"kiosk-printer-{status.value.replace(' ', '-')}"
        for status in PrinterStatus
        if status is not PrinterStatus.READY
    ]
    assert {f"kiosk-printer-{word}" for word in words.split()} <= set(FAULTS)


def test_what_is_the_matter_with_a_database_in_words_of_the_log() -> None:
    assert [kind.value for kind in TroubleKind] == [
        "written by a newer version of Balik",
        "not a returns database",
        "damaged",
        "may not be written to",
        "no room left on the disk",
        "kept busy by another program",
        "cannot be read",
    ]


def test_the_rules_of_a_chain_that_sets_none() -> None:
    """The seed's tracking number is the first one; see "Business rules" and "Numbers"."""
    assert EcmsRules() == EcmsRules(
        extension_digit="3",
        company_prefix="0310533",
        first_serial=261428120,
        time_zone="Asia/Manila",
        references=GuessingLimit(10, _FIVE_MINUTES),
        codes=GuessingLimit(30, _FIVE_MINUTES),
        pins=GuessingLimit(5, _FIVE_MINUTES),
        overdue_days=7,
    )
    assert ChannelRules() == ChannelRules(awb_integration=False, aggregator=None)


def test_how_long_things_hold() -> None:
    """Tokens as the documentation says; answers for a week; an old webhook secret for a day."""
    assert timedelta(seconds=7200) == ACCESS_LIFE
    assert timedelta(days=30) == REFRESH_LIFE
    assert timedelta(days=7) == once.KEPT
    assert timedelta(days=1) == ROTATION
    assert (JOB, timedelta(minutes=2)) == ("pull-out", LEASE)


def test_how_much_is_taken() -> None:
    assert (SHORTEST_PIN, LONGEST_PIN) == (4, 12)
    assert (MOST_ITEMS, MOST_DAYS) == (500, 3650)
    assert (HTTP_OK, HTTP_GONE) == (200, 410)


def test_how_long_a_screen_waits() -> None:
    assert StationTimes() == StationTimes(60, 20, 45, 90, 300, 1)


def test_what_nobody_set_up() -> None:
    """A keyboard's scanner that ends with Enter or Tab, the simulated printer, a new client."""
    assert (UNTOUCHED.address, UNTOUCHED.prefix, UNTOUCHED.ends_by_pause) == (
        "keyboard:",
        "",
        False,
    )
    assert frozenset("\r\t") == UNTOUCHED.suffixes
    assert PrinterFacts("Simulated printer", "simulated:", 203) == SIMULATED_PRINTER
    client = ApiClient("a", "A", Role.DC, "")
    assert (client.generation, client.suspended) == (1, False)


def test_what_is_risky_is_never_so_by_itself() -> None:
    """Plain HTTP and private networks are asked for; an answer is repeated unless it says later."""
    url = parse_webhook_url("https://a.example/")
    endpoint = Endpoint("001", url, WebhookSecret.draw(lambda size: b"k" * size))
    assert (endpoint.plain_http, endpoint.private_addresses) == (False, False)
    answer = once.Outcome(200, "")
    assert (answer.lasting, answer.retry_after_s) == (True, 0)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        (
            "no address",
            "This is not a web address. Write it like https://shop.example/returns.",
        ),
        ("https://a.example/".ljust(2049, "x"), "The address is longer than 2,048 characters."),
        ("ftp://a.example/", "The address must begin with https://."),
        (
            "http://a.example/",
            "The address must begin with https://, unless plain HTTP is allowed.",
        ),
        ("https://me@a.example/", "The address may not hold a user name or password."),
        ("https://a.example/#b", "The address may not hold a # part; it is never sent."),
    ],
)
def test_what_is_wrong_with_an_address_is_a_sentence(address: str, says: str) -> None:
    with pytest.raises(UnusableUrl) as refused:
        parse_webhook_url(address)
    assert Texts()(refused.value.problem.value) == str(refused.value) == says


def test_a_secret_is_not_shown_by_accident() -> None:
    secret = WebhookSecret.draw(lambda size: b"k" * size)
    assert repr(secret) == "WebhookSecret()"
    assert "hash" not in repr(ApiClient("a", "A", Role.DC, "hash"))
