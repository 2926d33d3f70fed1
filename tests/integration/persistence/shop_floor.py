"""A store with parcels at its counter, for probes that run in processes of their own."""

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import event

from core.domain.codes import ReturnCode
from core.domain.merchants import Merchant, Store
from core.domain.mobile import MobileNumber
from core.domain.orders import Item
from core.persistence.opening import is_server, open_any
from core.persistence.pins import Argon2Pins
from core.services.administration import (
    save_clerk,
    save_merchants,
    save_stores,
    save_terminals,
)
from core.services.ecms import AcceptParcel, Clerk, RequestReturn, Terminal
from core.services.embedded import EmbeddedEcms
from core.services.rules import EcmsRules
from core.services.storage import OrderContent, Storage
from core.services.submit_orders import submit_orders

STORE = Store("0166", "Pasig Blvd", "NCR")
KIOSK = Terminal(STORE, "K1")
COUNTERS = (Terminal(STORE, "01"), Terminal(STORE, "02"))
CLERK = Clerk("1042", "R. Santos")
MOBILE = MobileNumber("09123456789")
RULES = EcmsRules()
PINS = Argon2Pins(memory_kib=64)

# In the fixture's shop: the order whose customer has a code, and the one nobody asked for yet.
ISSUED, SUBMITTED = 2, 3


class NoonClock:
    """It is always noon in Manila."""

    def now(self) -> datetime:
        """The present instant."""
        return datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


def ecms_over(storage: Storage) -> EmbeddedEcms:
    """The ECMS, with codes that count up: a probe asks for many."""
    ones: Iterator[int] = itertools.count(1)
    return EmbeddedEcms(storage, NoonClock(), PINS, lambda _below: next(ones), RULES)


def open_shop(where: Path | str, orders: int) -> None:
    """Make a database with a store and so many return orders, numbered from 1."""
    database = open_any(where)
    save_merchants(database, [Merchant("001", "Merchant A")])
    save_stores(database, [STORE])
    save_terminals(database, [KIOSK, *COUNTERS])
    save_clerk(database, PINS, CLERK, "4711")
    contents = [OrderContent(f"UID{n:06}", (Item("1", "Shirt"),)) for n in range(orders)]
    submit_orders(database, RULES, "001", contents, NoonClock().now())
    database.close()


def issue_codes(where: Path | str, orders: int) -> list[ReturnCode]:
    """Ask for the return of every order of `open_shop`; quickly: the scene need not be durable."""
    database = open_any(where)
    database.engine.dispose()
    hasty = "SET synchronous_commit = off" if is_server(where) else "PRAGMA synchronous = OFF"
    event.listen(database.engine, "connect", lambda connection, _: connection.execute(hasty))
    ecms = ecms_over(database)
    codes = [
        ecms.request_return(RequestReturn(number, MOBILE, KIOSK, str(uuid4()))).code
        for number in range(1, orders + 1)
    ]
    database.close()
    return codes


def press(code: ReturnCode, counter: Terminal) -> AcceptParcel:
    """The clerk presses accept."""
    return AcceptParcel(code, counter, CLERK, str(uuid4()))
