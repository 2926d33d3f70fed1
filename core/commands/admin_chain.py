"""What `balik admin` does to merchants, stores, terminals and clerks."""

import getpass
import sys
from argparse import Namespace
from dataclasses import replace
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.commands.acting import (
    CLERK,
    MERCHANT,
    NAME,
    STORE,
    TERMINAL,
    Unfit,
    acting,
    fitting,
)
from core.commands.options import say, say_table, texts
from core.domain.merchants import Merchant, Store
from core.domain.status import Delivery
from core.services import set_up_chain as chain
from core.services.administration import LONGEST_PIN, SHORTEST_PIN
from core.services.bulk import MOST_DAYS
from core.services.channel import Aggregator, ChannelRules
from core.services.ecms import Clerk
from core.services.set_up_chain import ThereAlready
from core.shop.installation import Installation
from core.simulator.demo import DEMO_CLERK

_DELIVERY: Final = {"picks-up": Delivery.MERCHANT_PICKS_UP, "dc-delivers": Delivery.DC_DELIVERS}


def add_merchant(options: Namespace) -> int:
    """Set a merchant up."""
    words = texts()

    def act(here: Installation) -> None:
        merchant = Merchant(
            fitting(MERCHANT, options.code),
            fitting(NAME, options.name),
            f"merchant-{options.colour}",
            _DELIVERY[options.delivery],
            _days(options.validity_days),
        )
        try:
            is_new = chain.add_merchant(here.storage, merchant)
        except ThereAlready:
            raise Unfit(
                words(
                    "Merchant {code} is there with other settings."
                    " `balik admin merchant set {code}` changes them.",
                    code=merchant.code,
                )
            ) from None
        if is_new:
            say(words("Merchant {code} is set up.", code=merchant.code))
        else:
            say(words("Merchant {code} was set up already.", code=merchant.code))

    return acting(options, act)


def set_merchant(options: Namespace) -> int:
    """Change a merchant's settings."""

    def change(merchant: Merchant) -> Merchant:
        if options.name is not None:
            merchant = replace(merchant, name=fitting(NAME, options.name))
        if options.validity_days is not None:
            merchant = replace(merchant, validity_days=_days(options.validity_days))
        if options.delivery is not None:
            merchant = replace(merchant, delivery=_DELIVERY[options.delivery])
        if options.colour is not None:
            merchant = replace(merchant, colour=f"merchant-{options.colour}")
        stores = (merchant.closed_stores | {*options.close_store}) - {*options.open_store}
        regions = (merchant.closed_regions | {*options.close_region}) - {*options.open_region}
        return replace(merchant, closed_stores=stores, closed_regions=regions)

    def change_channel(rules: ChannelRules) -> ChannelRules:
        if options.awb_integration is not None:
            rules = replace(rules, awb_integration=options.awb_integration)
        if options.aggregator is not None:
            named = options.aggregator != "none"
            rules = replace(rules, aggregator=Aggregator(options.aggregator) if named else None)
        return rules

    def act(here: Installation) -> None:
        for store in options.close_store:
            fitting(STORE, store)
        merchant = chain.change_merchant(here.storage, options.code, change)
        if options.awb_integration is not None or options.aggregator is not None:
            chain.change_channel(here.storage, options.code, change_channel)
        _say_merchants([merchant])

    return acting(options, act)


def suspend_merchant(options: Namespace) -> int:
    """Take no returns for a merchant."""
    return _suspend(options, suspended=True)


def resume_merchant(options: Namespace) -> int:
    """Take a merchant's returns again."""
    return _suspend(options, suspended=False)


def list_merchants(options: Namespace) -> int:
    """List all merchants."""
    return acting(options, lambda here: _say_merchants(here.roster.roster().merchants))


def add_store(options: Namespace) -> int:
    """Set a store up."""
    words = texts()

    def act(here: Installation) -> None:
        zone = options.time_zone
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise Unfit(
                words("There is no time zone {zone}; one is Asia/Manila.", zone=zone)
            ) from None
        store = Store(
            fitting(STORE, options.code),
            fitting(NAME, options.name),
            fitting(NAME, options.region),
            zone,
        )
        try:
            is_new = chain.add_store(here.storage, store)
        except ThereAlready:
            raise Unfit(
                words("Store {code} is there with another name or place.", code=store.code)
            ) from None
        if is_new:
            say(words("Store {code} is set up.", code=store.code))
        else:
            say(words("Store {code} was set up already.", code=store.code))

    return acting(options, act)


def list_stores(options: Namespace) -> int:
    """List all stores."""
    words = texts()

    def act(here: Installation) -> None:
        rows = [(words("Store"), words("Name"), words("Region"), words("Time zone"))]
        rows += [(s.code, s.name, s.region, s.time_zone) for s in here.roster.roster().stores]
        say_table(rows)

    return acting(options, act)


def add_terminal(options: Namespace) -> int:
    """Set a kiosk or a POS up."""
    words = texts()

    def act(here: Installation) -> None:
        number = fitting(TERMINAL, options.number)
        name = f"{options.store}-{number}"
        if chain.add_terminal(here.storage, options.store, number):
            say(words("Terminal {terminal} is set up.", terminal=name))
        else:
            say(words("Terminal {terminal} was set up already.", terminal=name))

    return acting(options, act)


def list_terminals(options: Namespace) -> int:
    """List all terminals."""
    words = texts()

    def act(here: Installation) -> None:
        rows = [(words("Terminal"), words("Store"))]
        rows += [
            (f"{terminal.store.code}-{terminal.number}", terminal.store.name)
            for terminal in here.roster.roster().terminals
        ]
        say_table(rows)

    return acting(options, act)


def add_clerk(options: Namespace) -> int:
    """Set a clerk up, whose PIN is asked for."""
    words = texts()

    def act(here: Installation) -> None:
        clerk = Clerk(fitting(CLERK, options.number), fitting(NAME, options.name))
        if any(known.number == clerk.number for known in here.roster.roster().clerks):
            raise Unfit(words("Clerk {number} is set up already.", number=clerk.number))
        chain.add_clerk(here.storage, here.pins, clerk, _asked_pin(here))
        say(words("Clerk {number} is set up.", number=clerk.number))

    return acting(options, act)


def change_pin(options: Namespace) -> int:
    """Give a clerk another PIN."""
    words = texts()

    def act(here: Installation) -> None:
        if all(known.number != options.number for known in here.roster.roster().clerks):
            raise chain.NotThere(options.number)
        chain.change_pin(here.storage, here.pins, options.number, _asked_pin(here))
        say(words("Clerk {number} has a new PIN.", number=options.number))

    return acting(options, act)


def list_clerks(options: Namespace) -> int:
    """List all clerks."""
    words = texts()

    def act(here: Installation) -> None:
        rows = [(words("Clerk"), words("Name"))]
        rows += [(clerk.number, clerk.name) for clerk in here.roster.roster().clerks]
        say_table(rows)

    return acting(options, act)


def _suspend(options: Namespace, *, suspended: bool) -> int:
    words = texts()

    def act(here: Installation) -> None:
        chain.change_merchant(
            here.storage, options.code, lambda merchant: replace(merchant, suspended=suspended)
        )
        if suspended:
            say(words("No returns are taken for merchant {code} now.", code=options.code))
        else:
            say(words("Returns are taken for merchant {code} again.", code=options.code))

    return acting(options, act)


def _say_merchants(merchants: tuple[Merchant, ...] | list[Merchant]) -> None:
    words = texts()
    rows = [
        (
            words("Merchant"),
            words("Name"),
            words("Days"),
            words("Delivery"),
            words("Not at"),
            words("State"),
        )
    ]
    for merchant in merchants:
        closed = sorted(merchant.closed_stores) + sorted(merchant.closed_regions)
        rows.append(
            (
                merchant.code,
                merchant.name,
                str(merchant.validity_days),
                merchant.delivery.value,
                ", ".join(closed),
                words("suspended") if merchant.suspended else words("open"),
            )
        )
    say_table(rows)


def _days(days: int) -> int:
    if not 0 <= days <= MOST_DAYS:
        raise Unfit(texts()("Validity is 0 to {most} days.", most=MOST_DAYS))
    return days


def _asked_pin(here: Installation) -> str:
    """The PIN, from the prompt or the standard input: an argument would stay in the history."""
    words = texts()
    if sys.stdin.isatty():
        pin = getpass.getpass(words("PIN: "))
        if getpass.getpass(words("The same PIN again: ")) != pin:
            raise Unfit(words("The two are not the same."))
    else:
        pin = sys.stdin.readline().rstrip("\r\n")
    if not (pin.isascii() and pin.isdigit() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        raise Unfit(
            words("A PIN has {least} to {most} digits.", least=SHORTEST_PIN, most=LONGEST_PIN)
        )
    if pin == DEMO_CLERK.pin and not here.settings.demonstration:
        raise Unfit(words("This PIN is the demonstration's, which everybody knows."))
    return pin
