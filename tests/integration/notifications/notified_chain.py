"""A chain with two merchants over a real database, and sites that receive on real sockets."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from core.clock import Clock
from core.domain.apo import Driver
from core.domain.codes import ReturnCode
from core.domain.events import Place
from core.domain.merchants import Merchant, Store
from core.domain.mobile import MobileNumber
from core.domain.orders import Item
from core.domain.references import parse_reference
from core.domain.status import FLOW, Delivery, Status, trigger_of
from core.notifications.dispatcher import Dispatcher, Limits
from core.notifications.transport import Transport
from core.persistence.database import Database
from core.persistence.outbox import StoredOutbox
from core.persistence.outbox_books import StoredNoticeBooks
from core.services.accept_parcel import accept_parcel
from core.services.administration import save_merchants, save_stores, save_terminals
from core.services.ecms import AcceptParcel, Clerk, RequestReturn, Terminal
from core.services.hand_over_parcel import hand_over
from core.services.notify_setup import set_up_webhook
from core.services.pull_out import build_list
from core.services.pull_out_books import HandingOver
from core.services.request_return import request_return
from core.services.rules import EcmsRules
from core.services.storage import OrderContent
from core.services.submit_orders import submit_orders
from core.simulator.merchant_site import MerchantSite

MANILA = "Asia/Manila"
STORE = Store("0166", "Pasig Blvd", "NCR")
KIOSK, TERMINAL = Terminal(STORE, "K1"), Terminal(STORE, "01")
DRIVER = Driver("J. Cruz", "NBC1234")
CLERK = Clerk("1042", "R. Santos")
MERCHANT_A = Merchant("001", "Merchant A", delivery=Delivery.DC_DELIVERS)
MERCHANT_B = Merchant("002", "Merchant B", delivery=Delivery.DC_DELIVERS)


@dataclass
class MovableClock:
    """A clock that stands until it is moved."""

    moment: datetime = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)

    def now(self) -> datetime:
        """The moment it stands at."""
        return self.moment

    def advance(self, by: timedelta) -> None:
        """Move it."""
        self.moment += by


@dataclass
class Chain:
    """The ECMS side of the story."""

    database: Database
    clock: MovableClock = field(default_factory=MovableClock)
    wall: MovableClock = field(default_factory=lambda: MovableClock(datetime.now(UTC)))
    transport: Transport = field(default_factory=Transport)

    def __post_init__(self) -> None:
        self.outbox = StoredOutbox(self.database, MANILA)
        self.books = StoredNoticeBooks(self.database, MANILA)
        save_stores(self.database, [STORE])
        save_merchants(self.database, [MERCHANT_A, MERCHANT_B])
        save_terminals(self.database, [KIOSK, TERMINAL])
        with self.database.writing() as work:
            work.directory.save_clerk(CLERK, "not a hash: nobody signs in here")

    def tell(self, merchant: Merchant, site: MerchantSite) -> None:
        """Set the merchant's webhook up, to a site on this machine."""
        endpoint = set_up_webhook(
            self.books,
            merchant.code,
            site.url,
            secrets.token_bytes,
            plain_http=True,
            private_addresses=True,
        )
        site.trust(endpoint.secret.text)

    def request(self, merchant: Merchant, uid: str, reason: str = "Different size") -> ReturnCode:
        """A customer gets a RETURN CODE: FOR RETURN."""
        now = self.clock.now()
        content = OrderContent(uid, (Item("I1", "Canvas shoes", "S1", reason),))
        submit_orders(self.database, EcmsRules(), merchant.code, [content], now)
        with self.database.reading() as work:
            matches = work.orders.matching(parse_reference(uid).key)
        order = next(c.order for c in matches if c.order.merchant.code == merchant.code)
        request = RequestReturn(order.id, MobileNumber("09123456789"), KIOSK, str(uuid4()))
        issued = request_return(self.database, EcmsRules(), secrets.randbelow, request, now)
        return issued.code

    def accept(self, code: ReturnCode) -> None:
        """A clerk takes the parcel: RETURNED."""
        command = AcceptParcel(code, TERMINAL, CLERK, str(uuid4()))
        accept_parcel(self.database, command, self.clock.now())

    def move(self, code: ReturnCode, until: Status, location: str = "DC01") -> None:
        """The parcel goes on, step by step, until it has this status."""
        for status in [step.status for step in FLOW]:
            with self.database.writing() as work:
                parcel = work.returns.by_code(code)
                assert parcel is not None
                if parcel.status is until:
                    return
            if status in {Status.FOR_RETURN, Status.RETURNED}:
                continue
            self._move_on(code, status, location)

    def _move_on(self, code: ReturnCode, status: Status, location: str) -> None:
        now = self.clock.now()
        if status is Status.FOR_PULL_OUT:
            build_list(self.database, STORE, now)
            return
        with self.database.writing() as work:
            parcel = work.returns.by_code(code)
            assert parcel is not None
            if status is Status.PULLED_OUT_FROM_STORE:
                on = work.pull_outs.line_of(parcel.order.id)
                assert on is not None
                hand_over(work, parcel, HandingOver(on.number, parcel.order.id, DRIVER, now))
                return
            parcel.move(status, trigger_of(status), now, Place(location))
            work.returns.save(parcel)

    def dispatcher(
        self,
        transport: Transport | None = None,
        wall: Clock | None = None,
        limits: Limits | None = None,
    ) -> Dispatcher:
        """A dispatcher over this chain's books, by its clocks."""
        return Dispatcher(
            self.outbox,
            transport or self.transport,
            self.clock,
            wall or self.wall,
            limits=limits or Limits(),
        )
