"""An administrator sets a chain up by hand: nothing that is there is ever written over."""

from dataclasses import replace

import pytest
from small_chain import CEBU, NOON, PASIG, PICKS_UP, PINS, RULES, SmallChain

from core.domain.merchants import Merchant, Store
from core.domain.refusals import TooManyAttempts, WrongPin
from core.persistence.access_work import AccessDatabase
from core.services.access import ApiClient, Role
from core.services.access_clients import known_by_secret, rotate_secret, suspend_client
from core.services.channel import Aggregator, ChannelRules
from core.services.ecms import Clerk, Terminal
from core.services.set_up_chain import (
    NotThere,
    ThereAlready,
    add_clerk,
    add_client,
    add_merchant,
    add_store,
    add_terminal,
    change_channel,
    change_merchant,
    change_pin,
)
from core.services.sign_in import sign_in


@pytest.fixture
def office(chain: SmallChain) -> AccessDatabase:
    """Where an administrator works."""
    return AccessDatabase(chain.storage)


def test_the_same_merchant_and_store_again_change_nothing_others_are_refused(
    office: AccessDatabase,
) -> None:
    new, store = Merchant("003", "Merchant C"), Store("0412", "Ayala", "NCR")
    assert add_merchant(office, new) is True
    assert add_merchant(office, new) is False
    with pytest.raises(ThereAlready):
        add_merchant(office, replace(new, name="Merchant D"))
    assert add_store(office, store) is True
    assert add_store(office, store) is False
    with pytest.raises(ThereAlready):
        add_store(office, replace(store, region="Central Visayas"))
    with office.reading() as work:
        assert work.directory.merchant("003") == new
        assert work.directory.store("0412") == store


def test_a_terminal_is_set_up_once_and_only_in_a_store_that_is_there(
    office: AccessDatabase,
) -> None:
    assert add_terminal(office, "2031", "K7") is True
    assert add_terminal(office, "2031", "K7") is False
    with pytest.raises(NotThere, match=r"^not set up$") as refused:
        add_terminal(office, "9999", "K7")
    assert refused.value.code == "9999"
    with office.reading() as work:
        assert work.directory.terminal("2031", "K7") == Terminal(CEBU, "K7")


def test_a_clerks_number_is_given_once_and_the_pin_may_change(office: AccessDatabase) -> None:
    """A new PIN ends a pause, and keeps the name."""
    add_clerk(office, PINS, Clerk("7", "L. Cruz"), "4711")
    with pytest.raises(ThereAlready):
        add_clerk(office, PINS, Clerk("7", "Somebody Else"), "4711")
    with pytest.raises(NotThere) as refused:
        change_pin(office, PINS, "8", "0815")
    assert refused.value.code == "8"

    for _ in range(5):
        with pytest.raises(WrongPin):
            sign_in(office, RULES, PINS, "7", "0000", NOON)
    with pytest.raises(TooManyAttempts):
        sign_in(office, RULES, PINS, "7", "4711", NOON)
    change_pin(office, PINS, "7", "0815")
    assert sign_in(office, RULES, PINS, "7", "0815", NOON) == Clerk("7", "L. Cruz")


def test_a_merchants_settings_are_changed_and_said(office: AccessDatabase) -> None:
    changed = change_merchant(office, "001", lambda known: replace(known, suspended=True))
    assert changed == replace(PICKS_UP, suspended=True)
    with office.reading() as work:
        assert work.directory.merchant("001") == changed
    with pytest.raises(NotThere) as refused:
        change_merchant(office, "999", lambda known: known)
    assert refused.value.code == "999"


def test_what_an_order_system_must_say_is_changed_and_said(office: AccessDatabase) -> None:
    wanted = ChannelRules(awb_integration=True, aggregator=Aggregator.CLICKPOST)
    said = change_channel(office, "001", lambda known: wanted if not known.aggregator else known)
    assert said == wanted
    with office.reading() as work:
        assert work.channel.rules("001") == wanted
        assert work.channel.rules("002") == ChannelRules()
    with pytest.raises(NotThere) as refused:
        change_channel(office, "999", lambda known: known)
    assert refused.value.code == "999"


def test_a_client_acts_only_for_what_is_set_up(office: AccessDatabase) -> None:
    """And its secret opens for it alone, until it is rotated or the client is suspended."""
    counter = ApiClient("pos-1", "Counter", Role.POS, "", store_code="0166", terminal="02")
    secret = add_client(office, PINS, counter)
    known = known_by_secret(office, PINS, "pos-1", secret)
    assert known is not None
    assert (known.store_code, known.terminal, known.generation) == ("0166", "02", 1)
    assert known_by_secret(office, PINS, "pos-1", secret + "x") is None
    assert known_by_secret(office, PINS, "pos-2", secret) is None
    with pytest.raises(ThereAlready):
        add_client(office, PINS, counter)

    newer = rotate_secret(office, PINS, "pos-1")
    assert known_by_secret(office, PINS, "pos-1", secret) is None
    known = known_by_secret(office, PINS, "pos-1", newer)
    assert known is not None
    assert known.generation == 2
    suspend_client(office, "pos-1", suspended=True)
    assert known_by_secret(office, PINS, "pos-1", newer) is None
    suspend_client(office, "pos-1", suspended=False)
    assert known_by_secret(office, PINS, "pos-1", newer) is not None


@pytest.mark.parametrize(
    ("client", "missing"),
    [
        (ApiClient("new", "", Role.MERCHANT, "", merchant_code="999"), "999"),
        (ApiClient("new", "", Role.SBS, "", store_code="9999"), "9999"),
        (ApiClient("new", "", Role.KIOSK, "", store_code="0166", terminal="K9"), "0166-K9"),
    ],
)
def test_a_client_of_nobody_is_not_set_up(
    office: AccessDatabase, client: ApiClient, missing: str
) -> None:
    with pytest.raises(NotThere) as refused:
        add_client(office, PINS, client)
    assert refused.value.code == missing
    with office.reading() as work:
        assert work.clients.get("new") is None


def test_clients_that_act_for_merchants_stores_and_places_are_set_up(
    office: AccessDatabase,
) -> None:
    for client in (
        ApiClient("m", "", Role.MERCHANT, "", merchant_code="001"),
        ApiClient("s", "", Role.SBS, "", store_code=PASIG.code),
        ApiClient("d", "", Role.DC, "", location="DC01"),
    ):
        assert len(add_client(office, PINS, client)) >= 32
    with office.reading() as work:
        assert [client.client_id for client in work.clients.all()] == ["d", "m", "s"]
