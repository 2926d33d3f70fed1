"""`balik admin`, as the person types it who sets a chain up."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from said import Balik

from core.persistence.access_work import AccessDatabase
from core.persistence.database import open_database
from core.persistence.pins import Argon2Pins
from core.services.access_clients import known_by_secret
from core.services.channel import Aggregator, ChannelRules

PIN_HASH = "SELECT pin_hash FROM clerks WHERE number = '1042'"


def secret_in(text: str) -> str:
    found = re.search(r"client_secret  (\S+)", text)
    assert found is not None
    return found.group(1)


def knows(data: Path, client_id: str, secret: str) -> bool:
    database = open_database(data / "balik.db")
    try:
        client = known_by_secret(AccessDatabase(database), Argon2Pins(), client_id, secret)
    finally:
        database.close()
    return client is not None


@pytest.mark.parametrize(
    "command",
    [
        ("merchant", "add", "002", "Merchant B", "--validity-days", "7"),
        ("store", "add", "0412", "Ayala Ave", "NCR"),
        ("terminal", "add", "0166", "K2"),
    ],
)
def test_setting_up_again_changes_nothing_and_says_so(
    balik: Balik, chain: None, command: tuple[str, ...]
) -> None:
    first = balik("admin", *command)
    again = balik("admin", *command)
    assert (first.code, again.code) == (0, 0)
    assert "is set up." in first.out
    assert "was set up already." in again.out


def test_another_merchant_of_the_same_code_is_refused(balik: Balik, chain: None) -> None:
    said = balik("admin", "merchant", "add", "001", "Merchant Z")
    assert said.code == 1
    assert "is there with other settings" in said.err
    assert "Merchant A" in balik("admin", "merchant", "list").out


def test_a_merchants_settings_change_one_by_one(balik: Balik, data: Path, chain: None) -> None:
    said = balik(
        *("admin", "merchant", "set", "001", "--validity-days", "30", "--delivery", "dc-delivers"),
        *("--close-store", "0412", "--close-region", "NCR", "--awb-integration"),
        *("--aggregator", "CLICKPOST"),
    )
    assert said.code == 0
    said = balik("admin", "merchant", "set", "001", "--open-region", "NCR", "--name", "Shop A")
    database = open_database(data / "balik.db")
    with AccessDatabase(database).reading() as work:
        merchant = work.directory.merchant("001")
        rules = work.channel.rules("001")
    database.close()
    assert merchant is not None
    assert (merchant.name, merchant.validity_days) == ("Shop A", 30)
    assert merchant.delivery.value == "DC delivers"
    assert (merchant.closed_stores, merchant.closed_regions) == ({"0412"}, frozenset())
    assert rules == ChannelRules(awb_integration=True, aggregator=Aggregator.CLICKPOST)


def test_a_merchant_is_suspended_and_resumed(balik: Balik, chain: None) -> None:
    assert balik("admin", "merchant", "suspend", "001").code == 0
    assert "suspended" in balik("admin", "merchant", "list").out
    assert balik("admin", "merchant", "resume", "001").code == 0
    assert "suspended" not in balik("admin", "merchant", "list").out


def test_a_clerks_pin_is_asked_for_and_stored_as_a_hash(
    balik: Balik, data: Path, chain: None
) -> None:
    said = balik("admin", "clerk", "add", "1042", "R. Santos", typed="4711\n")
    assert said.code == 0
    with closing(sqlite3.connect(data / "balik.db")) as file:
        ((pin_hash,),) = file.execute(PIN_HASH).fetchall()
    assert Argon2Pins().matches(pin_hash, "4711")
    assert balik("admin", "clerk", "pin", "1042", typed="123456\n").code == 0
    with closing(sqlite3.connect(data / "balik.db")) as file:
        ((pin_hash,),) = file.execute(PIN_HASH).fetchall()
    assert Argon2Pins().matches(pin_hash, "123456")


@pytest.mark.parametrize(
    ("pin", "says"),
    [
        ("", "A PIN has 4 to 12 digits."),
        ("123", "A PIN has 4 to 12 digits."),
        ("12345678901234", "A PIN has 4 to 12 digits."),
        ("12a4", "A PIN has 4 to 12 digits."),
        ("٤٧١١", "A PIN has 4 to 12 digits."),
        ("2468", "the demonstration's, which everybody knows"),
    ],
)
def test_a_pin_that_will_not_do_is_refused(balik: Balik, pin: str, says: str) -> None:
    said = balik("admin", "clerk", "add", "1042", "R. Santos", typed=f"{pin}\n")
    assert said.code == 1
    assert says in said.err
    assert "1042" not in balik("admin", "clerk", "list").out


def test_a_clients_secret_is_shown_once_and_stored_as_a_hash(
    balik: Balik, data: Path, chain: None
) -> None:
    said = balik("admin", "client", "add", "shop-a", "--role", "merchant", "--merchant", "001")
    secret = secret_in(said.out)
    assert secret.encode() not in (data / "balik.db").read_bytes()
    assert knows(data, "shop-a", secret)
    again = balik("admin", "client", "add", "shop-a", "--role", "merchant", "--merchant", "001")
    assert again.code == 1
    assert "rotate" in again.err
    assert knows(data, "shop-a", secret)
    assert secret not in balik("admin", "client", "list").out


def test_a_rotated_or_suspended_client_is_not_let_in(balik: Balik, data: Path, chain: None) -> None:
    client = ("--role", "kiosk", "--store", "0166", "--terminal", "K1")
    old = secret_in(balik("admin", "client", "add", "k1", *client).out)
    new = secret_in(balik("admin", "client", "rotate", "k1").out)
    assert (knows(data, "k1", old), knows(data, "k1", new)) == (False, True)
    assert balik("admin", "client", "suspend", "k1").code == 0
    assert not knows(data, "k1", new)
    assert balik("admin", "client", "resume", "k1").code == 0
    assert knows(data, "k1", new)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--role", "kiosk", "--store", "0166"), "--store, --terminal"),
        (("--role", "merchant", "--merchant", "001", "--store", "0166"), "--merchant"),
        (("--role", "admin", "--location", "DC1"), "nothing"),
        (("--role", "merchant", "--merchant", "009"), "009 is not set up."),
        (("--role", "pos", "--store", "0166", "--terminal", "99"), "0166-99 is not set up."),
        (("--role", "pos", "--store", "0166", "--terminal", "K1"), "K1 is no pos: "),
        (("--role", "kiosk", "--store", "0166", "--terminal", "02"), "02 is no kiosk: "),
    ],
)
def test_a_client_needs_what_its_role_acts_for(
    balik: Balik, chain: None, arguments: tuple[str, ...], says: str
) -> None:
    said = balik("admin", "client", "add", "c1", *arguments)
    assert said.code == 1
    assert says in said.err
    assert "c1" not in balik("admin", "client", "list").out


def test_a_webhook_is_set_rotated_and_switched(balik: Balik, chain: None) -> None:
    said = balik("admin", "webhook", "set", "001", "https://shop.example/returns")
    assert said.code == 0
    assert "whsec_" in said.out
    again = balik("admin", "webhook", "set", "001", "https://shop.example/elsewhere")
    assert "whsec_" not in again.out
    assert "whsec_" in balik("admin", "webhook", "rotate", "001").out
    assert balik("admin", "webhook", "off", "001").code == 0
    assert re.search(r"001 .* off ", balik("admin", "webhook", "list").out)
    assert balik("admin", "webhook", "on", "001").code == 0
    assert re.search(r"001 .* on ", balik("admin", "webhook", "list").out)
    assert "0 webhooks are sent again" in balik("admin", "webhook", "resend", "001").out
    assert balik("admin", "webhook", "parked").code == 0


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("merchant", "add", "0/1", "A"), "A merchant's code has"),
        (("merchant", "add", "005", " "), "A name has"),
        (("merchant", "add", "005", "A", "--validity-days", "-3"), "Validity is 0 to 3650 days."),
        (("merchant", "set", "009", "--name", "X"), "009 is not set up."),
        (("merchant", "set", "001", "--close-store", "Makati"), "four digits"),
        (("merchant", "suspend", "009"), "009 is not set up."),
        (("store", "add", "166", "Pasig", "NCR"), "A store's code has four digits"),
        (("store", "add", "0412", "A", "NCR", "--time-zone", "Mars/Base"), "There is no time zone"),
        (("store", "add", "0166", "Other", "NCR"), "is there with another name"),
        (("terminal", "add", "0999", "K1"), "0999 is not set up."),
        (("terminal", "add", "0166", "kiosk"), "A terminal's number"),
        (("clerk", "pin", "1"), "1 is not set up."),
        (("clerk", "add", "R", "R"), "A clerk's number"),
        (("client", "rotate", "none"), "none is not set up."),
        (("client", "suspend", "none"), "none is not set up."),
        (("webhook", "set", "001", "http://shop.example/"), "must begin with https://"),
        (("webhook", "set", "009", "https://shop.example/"), "009 is not set up."),
        (("webhook", "rotate", "001"), "No webhook is set up for merchant 001."),
        (("webhook", "resend", "001"), "No webhook is set up for merchant 001."),
        (("webhook", "set", "001", "https://a.example/", "--own-secret"), "A webhook secret is"),
    ],
)
def test_what_can_not_be_done_is_one_sentence(
    balik: Balik, chain: None, command: tuple[str, ...], says: str
) -> None:
    said = balik("admin", *command)
    assert said.code == 1
    assert said.out == ""
    assert says in said.err
    assert said.err.count("\n") == 1
