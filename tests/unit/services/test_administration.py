"""Setting a chain up, and changing it."""

from datetime import UTC, datetime, timedelta

import pytest

from core.domain.merchants import Merchant, Store
from core.domain.refusals import TooManyAttempts, WrongPin
from core.domain.status import Delivery
from core.persistence.database import Database
from core.persistence.pins import Argon2Pins
from core.services.administration import (
    save_clerk,
    save_merchants,
    save_stores,
    save_terminals,
)
from core.services.ecms import Clerk, Terminal
from core.services.rules import EcmsRules
from core.services.sign_in import sign_in

_PINS = Argon2Pins(memory_kib=64)
_CLERK = Clerk("1042", "R. Santos")
_NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)


def _sign_in(storage: Database, pin: str, now: datetime = _NOON) -> Clerk:
    return sign_in(storage, EcmsRules(), _PINS, "1042", pin, now)


@pytest.mark.parametrize(
    "merchant",
    [
        Merchant("002", "Merchant B"),
        Merchant(
            "001",
            "Merchant A, renamed",
            "merchant-4",
            Delivery.DC_DELIVERS,
            30,
            suspended=True,
            closed_stores=frozenset({"0166", "0412"}),
            closed_regions=frozenset({"Central Visayas", "Region: IV-A, south"}),
        ),
    ],
)
def test_a_merchant_is_kept_with_all_its_settings_and_may_change(
    storage: Database, merchant: Merchant
) -> None:
    for _ in range(2):
        save_merchants(storage, [merchant])
        with storage.reading() as work:
            assert work.directory.merchant(merchant.code) == merchant


def test_a_store_may_be_renamed(storage: Database) -> None:
    renamed = Store("0166", "Pasig Boulevard", "NCR", "Asia/Tokyo")
    save_stores(storage, [renamed])
    with storage.reading() as work:
        assert work.directory.store("0166") == renamed
        assert work.directory.store("9999") is None


def test_setting_a_terminal_up_again_changes_nothing(storage: Database) -> None:
    terminal = Terminal(Store("0166", "Pasig Blvd", "NCR"), "02")
    save_terminals(storage, [terminal])
    save_terminals(storage, [terminal])
    with storage.reading() as work:
        assert work.directory.terminal("0166", "02") == terminal


@pytest.mark.parametrize("pin", ["", "123", "1234567890123", "12a4", "١٢٣٤"])
def test_a_pin_that_is_no_pin_is_not_taken(storage: Database, pin: str) -> None:
    with pytest.raises(ValueError, match=r"^a PIN has 4 to 12 digits$") as refused:
        save_clerk(storage, _PINS, _CLERK, pin)
    assert not pin or pin not in str(refused.value)


def test_the_pin_itself_is_nowhere_in_the_database(storage: Database) -> None:
    save_clerk(storage, _PINS, _CLERK, "471147114711")
    with storage.reading() as work:
        secret = work.directory.clerk("1042")
    assert secret is not None
    assert secret.pin_hash.startswith("$argon2id$")
    assert "4711" not in secret.pin_hash


def test_a_new_pin_replaces_the_old_one_and_ends_a_pause(storage: Database) -> None:
    save_clerk(storage, _PINS, _CLERK, "4711")
    for _ in range(5):
        with pytest.raises(WrongPin):
            _sign_in(storage, "0000")
    with pytest.raises(TooManyAttempts):
        _sign_in(storage, "4711")

    save_clerk(storage, _PINS, Clerk("1042", "R. Santos-Cruz"), "0815")

    assert _sign_in(storage, "0815").name == "R. Santos-Cruz"
    with pytest.raises(WrongPin):
        _sign_in(storage, "4711")


def test_a_wrong_pin_counts_for_five_minutes_and_no_longer(storage: Database) -> None:
    save_clerk(storage, _PINS, _CLERK, "4711")
    for minutes in (0, 5, 5, 5, 5):
        with pytest.raises(WrongPin):
            _sign_in(storage, "0000", _NOON + timedelta(minutes=minutes))
    assert _sign_in(storage, "4711", _NOON + timedelta(minutes=5)) == _CLERK


def test_during_a_pause_no_pin_is_compared(storage: Database) -> None:
    """A comparison is slow by intent: whoever guesses on must not keep the machine busy."""
    save_clerk(storage, _PINS, _CLERK, "4711")
    for _ in range(5):
        with pytest.raises(WrongPin):
            _sign_in(storage, "0000")

    class Unasked(Argon2Pins):
        def matches(self, pin_hash: str, pin: str) -> bool:
            raise AssertionError(f"a PIN of {len(pin)} digits was compared with {pin_hash}")

    with pytest.raises(TooManyAttempts):
        sign_in(storage, EcmsRules(), Unasked(memory_kib=64), "1042", "4711", _NOON)


def test_old_wrong_pins_are_not_kept(storage: Database) -> None:
    save_clerk(storage, _PINS, _CLERK, "4711")
    for minute in range(30):
        with pytest.raises(WrongPin):
            _sign_in(storage, "0000", _NOON + timedelta(minutes=2 * minute))
    with storage.reading() as work:
        assert len(work.attempts.since("PIN 1042", _NOON - timedelta(days=1))) == 3


def test_the_default_hash_costs_what_the_standard_asks() -> None:
    pins = Argon2Pins()
    pin_hash = pins.hashed("4711")
    assert "m=65536,t=3,p=4" in pin_hash
    assert pins.matches(pin_hash, "4711")
    assert not pins.matches(pin_hash, "4712")
    assert not pins.matches("", "4711")
    assert not pins.matches("", "the PIN of nobody")
