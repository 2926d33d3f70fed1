"""Two stores, two merchants and what people do there, for use cases that need no window."""

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from core.domain.codes import ReturnCode
from core.domain.merchants import Merchant, Store
from core.domain.mobile import MobileNumber
from core.domain.orders import Item
from core.domain.status import Delivery
from core.persistence.database import Database
from core.persistence.pins import Argon2Pins
from core.services.accept_parcel import accept_parcel
from core.services.administration import save_merchants, save_stores, save_terminals
from core.services.ecms import AcceptedParcel, AcceptParcel, Clerk, RequestReturn, Terminal
from core.services.request_return import request_return
from core.services.rules import EcmsRules
from core.services.storage import OrderContent
from core.services.submit_orders import submit_orders

PASIG = Store("0166", "Pasig Blvd", "NCR")
CEBU = Store("2031", "Fuente Osmeña", "Central Visayas")
KIOSK, POS, CEBU_POS = Terminal(PASIG, "K1"), Terminal(PASIG, "02"), Terminal(CEBU, "01")
CLERK = Clerk("1042", "R. Santos")
PICKS_UP = Merchant("001", "Merchant A")
DC_DELIVERS = Merchant("002", "Merchant B", delivery=Delivery.DC_DELIVERS)
RULES = EcmsRules()
PINS = Argon2Pins(memory_kib=64)
SHIRT = Item("I10098", "Shirt", "10007345", "Different Size")

# A Saturday noon in Manila.
NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


@dataclass
class SetClock:
    """A clock that stands where a test put it."""

    instant: datetime = NOON

    def now(self) -> datetime:
        """The instant that was set."""
        return self.instant

    def forward(self, **time: float) -> None:
        """Move on, by the arguments of a timedelta."""
        self.instant += timedelta(**time)


@dataclass
class SmallChain:
    """The chain over one database, and its clock."""

    storage: Database
    clock: SetClock = field(default_factory=SetClock)
    _ones: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        save_merchants(self.storage, [PICKS_UP, DC_DELIVERS])
        save_stores(self.storage, [PASIG, CEBU])
        save_terminals(self.storage, [KIOSK, POS, CEBU_POS])
        with self.storage.writing() as work:
            work.directory.save_clerk(CLERK, PINS.hashed("a PIN that nobody types"))

    def submit(self, uid: str, merchant: Merchant = PICKS_UP) -> None:
        """A merchant submits an order."""
        orders = [OrderContent(uid, (SHIRT,))]
        submit_orders(self.storage, RULES, merchant.code, orders, self.clock.now())

    def tap(self, uid: str, merchant: Merchant = PICKS_UP) -> ReturnCode:
        """A customer asks for the return at the kiosk."""
        with self.storage.reading() as work:
            stored = work.orders.submitted(merchant.code, uid)
        assert stored is not None
        tap = RequestReturn(stored.id, MobileNumber("09123456789"), KIOSK, f"tap {uid}")
        now = self.clock.now()
        return request_return(self.storage, RULES, lambda _: next(self._ones), tap, now).code

    def ask(self, uid: str, merchant: Merchant = PICKS_UP) -> ReturnCode:
        """A merchant submits an order, and its customer asks for the return."""
        self.submit(uid, merchant)
        return self.tap(uid, merchant)

    def accept(self, code: ReturnCode, counter: Terminal = POS) -> AcceptedParcel:
        """A clerk takes a parcel."""
        command = AcceptParcel(code, counter, CLERK, f"press {code.digits}")
        return accept_parcel(self.storage, command, self.clock.now())

    def take(
        self, uid: str, merchant: Merchant = PICKS_UP, counter: Terminal = POS
    ) -> AcceptedParcel:
        """From the merchant's submission to the counter in one go."""
        return self.accept(self.ask(uid, merchant), counter)
