"""A small chain of stores for the contract of the Ecms, set up behind the interface."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from core.domain.codes import ReturnCode
from core.domain.merchants import Merchant, Store
from core.domain.mobile import MobileNumber
from core.domain.orders import Item
from core.domain.references import parse_reference
from core.services.administration import (
    save_clerk,
    save_merchants,
    save_stores,
    save_terminals,
)
from core.services.ecms import (
    AcceptedParcel,
    AcceptParcel,
    Clerk,
    Ecms,
    FoundOrder,
    IssuedReturn,
    RequestReturn,
    Terminal,
)
from core.services.embedded_office import EmbeddedOffice
from core.services.pins import Pins
from core.services.rules import EcmsRules
from core.services.storage import OrderContent, Storage
from core.services.store_office import StoreOffice
from core.services.submit_orders import cancel_order, submit_orders

PASIG = Store("0166", "Pasig Blvd", "NCR")
CEBU = Store("2031", "Fuente Osmeña", "Central Visayas")
KIOSK = Terminal(PASIG, "K1")
SECOND_KIOSK = Terminal(PASIG, "K2")
CEBU_KIOSK = Terminal(CEBU, "K1")
POS = Terminal(PASIG, "02")
SECOND_POS = Terminal(PASIG, "03")
CEBU_POS = Terminal(CEBU, "01")
CLERK = Clerk("1042", "R. Santos")
SECOND_CLERK = Clerk("1077", "L. Dela Cruz")
MERCHANT_A = Merchant("001", "Merchant A")
MERCHANT_B = Merchant("002", "Merchant B", validity_days=7)
MOBILE = MobileNumber("09123456789")
SHIRT = Item("I10098", "Shirt", "10007345", "Different Size")
RULES = EcmsRules()

# A Saturday noon in Manila.
NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)


class SetClock:
    """A clock that stands where a test put it."""

    def __init__(self) -> None:
        self.instant = NOON

    def now(self) -> datetime:
        """The instant that was set."""
        return self.instant

    def forward(self, **time: float) -> None:
        """Move on, by the arguments of a timedelta."""
        self.instant += timedelta(**time)


@dataclass
class Draws:
    """Random numbers; what a test put into `next_ones` comes first."""

    next_ones: list[int] = field(default_factory=list)

    def __call__(self, below: int) -> int:
        """An integer in [0, below)."""
        return self.next_ones.pop(0) if self.next_ones else secrets.randbelow(below)


@dataclass
class Chain:
    """The chain, its clock, and what customers and clerks do over and over.

    Args:
        ecms: the adapter that is tried.
        storage: the database behind it, to set the scene.
        pins: hashes PINs.
        clock: the ECMS's.
        draws: the ECMS's random numbers.
    """

    ecms: Ecms
    storage: Storage
    pins: Pins
    clock: SetClock
    draws: Draws

    def office_at(self, terminal: Terminal) -> StoreOffice:
        """The back office, as this terminal reaches it."""
        over_the_network = getattr(self.ecms, "office_at", None)
        if over_the_network is not None:
            office: StoreOffice = over_the_network(terminal)
            return office
        return EmbeddedOffice(self.storage, self.clock, RULES)

    def set_up(self) -> None:
        """Stores, terminals, clerks and merchants."""
        save_merchants(self.storage, [MERCHANT_A, MERCHANT_B])
        save_stores(self.storage, [PASIG, CEBU])
        save_terminals(self.storage, [KIOSK, SECOND_KIOSK, CEBU_KIOSK, POS, SECOND_POS, CEBU_POS])
        save_clerk(self.storage, self.pins, CLERK, "4711")
        save_clerk(self.storage, self.pins, SECOND_CLERK, "0815")

    def submit(self, uid: str, merchant: Merchant = MERCHANT_A, **content: Any) -> None:
        """The merchant submits one order."""
        items = content.pop("items", (SHIRT,))
        order = OrderContent(uid, items, **content)
        submit_orders(self.storage, RULES, merchant.code, [order], self.clock.now())

    def cancel(self, uid: str, merchant: Merchant = MERCHANT_A) -> None:
        """The merchant takes an order back."""
        cancel_order(self.storage, merchant.code, uid, self.clock.now())

    def change(self, merchant: Merchant) -> None:
        """The merchant's settings change."""
        save_merchants(self.storage, [merchant])

    def find(self, text: str, terminal: Terminal = KIOSK) -> tuple[FoundOrder, ...]:
        """A customer types a reference."""
        return self.ecms.find_orders(parse_reference(text), terminal)

    def ask(
        self,
        text: str,
        terminal: Terminal = KIOSK,
        mobile: MobileNumber = MOBILE,
        attempt: str | None = None,
    ) -> IssuedReturn:
        """A customer types a reference that means one order, and asks for its return."""
        (order,) = self.find(text, terminal)
        return self.ecms.request_return(
            RequestReturn(order.order_id, mobile, terminal, attempt or str(uuid4()))
        )

    def accept(
        self,
        code: ReturnCode,
        terminal: Terminal = POS,
        clerk: Clerk = CLERK,
        attempt: str | None = None,
    ) -> AcceptedParcel:
        """A clerk takes a parcel."""
        return self.ecms.accept_parcel(AcceptParcel(code, terminal, clerk, attempt or str(uuid4())))


BuildEcms = Callable[[Storage, Pins, SetClock, Draws], Ecms]
