"""The demonstration's world: merchants, stores, clerks, and a return order for every case.

Both examples of the source documents are in it: CLiQQ's `AXDY43322222524544` of Merchant A, and
Increff's return order 100078 (order 108, waybill HYN402). Loading it again changes nothing that
somebody has used, and keeps unused orders valid, so that the demonstration works on any day.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import NAMESPACE_OID, uuid5

from core.clock import Clock
from core.domain.merchants import Merchant, Store
from core.domain.mobile import MobileNumber
from core.domain.orders import Item, Parcel
from core.domain.references import parse_reference
from core.domain.refusals import AlreadyReturned
from core.domain.status import Delivery
from core.services.access import AccessStorage, ApiClient, Role
from core.services.access_clients import set_secret
from core.services.administration import (
    save_clerk,
    save_merchants,
    save_stores,
    save_terminals,
)
from core.services.ecms import AcceptParcel, Clerk, RequestReturn, Terminal
from core.services.embedded import EmbeddedEcms
from core.services.pins import Pins
from core.services.rules import EcmsRules
from core.services.station import DemoClerk
from core.services.storage import OrderContent, Storage
from core.services.submit_orders import cancel_order, submit_orders
from core.trouble import marked

DEMO_STAFF_PIN: Final = "1379"
DEMO_CLERK: Final = DemoClerk(number="1042", pin="2468")
VALID_DAYS: Final = 14
#: How many returns the demonstration has already seen when it is new.
PAST_RETURNS: Final = 3
#: The return orders of those whose parcels a counter has taken when it is new.
PAST_PARCELS: Final = frozenset({"RETURNED2026", "WAITING2026"})
_RENEW_BELOW: Final = 7

PASIG: Final = Store("0166", "Pasig Blvd", "NCR")
AYALA: Final = Store("0412", "Ayala Ave", "NCR")
CEBU: Final = Store("2031", "Fuente Osmeña", "Central Visayas")

MERCHANT_A: Final = Merchant("001", "Merchant A", "merchant-1", Delivery.DC_DELIVERS)
MERCHANT_B: Final = Merchant("002", "Merchant B", "merchant-2", validity_days=7)
MERCHANT_C: Final = Merchant("003", "Merchant C", "merchant-3", suspended=True)
MERCHANT_D: Final = Merchant("004", "Merchant D", "merchant-4", closed_stores=frozenset({"0166"}))

STORES: Final = (PASIG, AYALA, CEBU)
MERCHANTS: Final = (MERCHANT_A, MERCHANT_B, MERCHANT_C, MERCHANT_D)

_SHOES: Final = Item("I10098", "Canvas shoes, size 42", "10007345", "Different size")
_JACKET: Final = Item("I10099", "Rain jacket, navy", "10009981", "Damaged product")


@dataclass(frozen=True, slots=True)
class DemoOrder:
    """One return order of the demonstration.

    Args:
        submitted_days_ago: 0 for the open ones.
        shows: what a person who types its number will see, for the README and the windows.
    """

    merchant: Merchant
    content: OrderContent
    shows: str
    submitted_days_ago: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it is meant to stay valid."""
        return self.submitted_days_ago == 0


def _order(
    merchant: Merchant,
    uid: str,
    shows: str,
    *items: Item,
    days_ago: int = 0,
    order_number: str = "",
    waybill: str = "",
    warehouse: str = "",
    parcel: Parcel | None = None,
) -> DemoOrder:
    content = OrderContent(
        uid, items, order_number, waybill, warehouse, validity_days=VALID_DAYS, parcel=parcel
    )
    return DemoOrder(merchant, content, shows, days_ago)


ORDERS: Final = (
    _order(
        MERCHANT_A,
        "AXDY43322222524544",
        marked("Return of two items"),
        _SHOES,
        _JACKET,
        order_number="100078",
    ),
    _order(
        MERCHANT_B,
        "100078",
        marked("Number that two shops know"),
        Item("I20011", "Desk lamp", "10007345", "Different size"),
        order_number="108",
        waybill="HYN402",
        warehouse="Wid234",
        parcel=Parcel(100, 100, 100, 1000),
    ),
    _order(
        MERCHANT_A,
        "AXDY43322222524545",
        marked("Plain return"),
        Item("I10100", "Kettle, 1.7 l", "10011220", "Changed my mind"),
        order_number="100079",
        waybill="HYN403",
    ),
    _order(
        MERCHANT_B,
        "BX-2026-0001",
        marked("Plain return with hyphens"),
        Item("I20012", "Bluetooth speaker", "20003311", "Does not work"),
    ),
    _order(
        MERCHANT_A,
        "EXPIRED2026",
        marked("Expired return"),
        _JACKET,
        days_ago=40,
    ),
    _order(
        MERCHANT_B,
        "LATER2026",
        marked("Return that is not valid yet"),
        Item("I20013", "Wall clock", "20004100", "Wrong colour"),
    ),
    _order(MERCHANT_A, "CANCELLED2026", marked("Return the merchant took back"), _SHOES),
    _order(MERCHANT_C, "CLOSED2026", marked("Merchant that takes no returns"), _SHOES),
    _order(MERCHANT_D, "ELSEWHERE2026", marked("Merchant that does not serve this store"), _SHOES),
    _order(
        MERCHANT_A,
        "LARGE2026",
        marked("Parcel that is too large"),
        Item("I10101", "Standing fan", "10015500", "Damaged product"),
        parcel=Parcel(1200, 400, 400, 6500),
    ),
    _order(
        MERCHANT_A,
        "RETURNED2026",
        marked("Return that was taken at another store"),
        _SHOES,
        days_ago=5,
    ),
    _order(
        MERCHANT_B, "WAITING2026", marked("Parcel that waits for pull-out"), _JACKET, days_ago=5
    ),
    _order(MERCHANT_A, "LATE2026", marked("Code that has expired"), _SHOES, days_ago=20),
)


def merchant_to_choose(uid: str, used: Collection[str]) -> str:
    """The merchant of a return order whose number another's open one has too; "" of any other.

    Args:
        uid: the return order's, which is what the customer enters.
        used: the UIDs of those whose parcels were taken already: no kiosk offers them any more.
    """
    known = {
        order.content.uid: order.merchant
        for order in ORDERS
        if order.is_open and order.content.uid not in used and uid in _numbers(order.content)
    }
    return known[uid].name if uid in known and len(known) > 1 else ""


def _numbers(order: OrderContent) -> tuple[str, ...]:
    return order.uid, order.order_number, order.waybill


#: Clients of the API that exist in the demonstration alone, each with its secret.
DEMO_CLIENTS: Final = (
    (ApiClient("merchant-a", "Merchant A", Role.MERCHANT, "", merchant_code="001"), "demo-a"),
    (ApiClient("merchant-b", "Merchant B", Role.MERCHANT, "", merchant_code="002"), "demo-b"),
    (
        ApiClient("kiosk-0166-k1", "Kiosk", Role.KIOSK, "", store_code="0166", terminal="K1"),
        "demo-kiosk",
    ),
    (ApiClient("pos-0166-02", "POS", Role.POS, "", store_code="0166", terminal="02"), "demo-pos"),
)

#: What the windows and the README offer to try: a number and what it shows.
DEMO_NUMBERS: Final = tuple((order.content.uid, order.shows) for order in ORDERS)


@dataclass(frozen=True, slots=True)
class _Past:
    """A clock that stands still at a moment of the story."""

    moment: datetime

    def now(self) -> datetime:
        """The moment."""
        return self.moment


def load_demo(
    storage: Storage,
    pins: Pins,
    clock: Clock,
    random_below: Callable[[int], int],
    rules: EcmsRules,
) -> None:
    """Load the demonstration; again is harmless, also from two processes at once."""
    now = clock.now()
    save_stores(storage, STORES)
    save_merchants(storage, MERCHANTS)
    save_terminals(
        storage,
        [Terminal(s, n) for s in STORES for n in ("K1", "01", "02")],
    )
    with storage.reading() as work:
        is_new = work.directory.clerk(DEMO_CLERK.number) is None
    _load_orders(storage, rules, now)
    cancel_order(storage, MERCHANT_A.code, "CANCELLED2026", now)
    if is_new:
        _live_through_the_past(storage, pins, rules, random_below, now)
        # Last, because its presence says that all of the above is there.
        save_clerk(storage, pins, Clerk(DEMO_CLERK.number, "R. Santos"), DEMO_CLERK.pin)


def load_demo_clients(
    storage: AccessStorage,
    pins: Pins,
    clients: Iterable[tuple[ApiClient, str]] = DEMO_CLIENTS,
) -> None:
    """Let the demonstration's clients in; those that are there already keep their tokens."""
    with storage.reading() as work:
        known = {client.client_id for client in work.clients.all()}
    for client, secret in clients:
        if client.client_id not in known:
            set_secret(storage, pins, client, secret)


def _load_orders(storage: Storage, rules: EcmsRules, now: datetime) -> None:
    for order in ORDERS:
        content, submitted = order.content, now - timedelta(days=order.submitted_days_ago)
        with storage.reading() as work:
            stored = work.orders.submitted(order.merchant.code, content.uid)
        if stored is not None:
            if stored.has_code or not order.is_open:
                continue
            age = (PASIG.today(now) - stored.submitted_on).days
            kept = stored.content.validity_days or 0
            if kept - age >= _RENEW_BELOW:
                continue
            content = replace(content, validity_days=age + VALID_DAYS)
        if content.uid == "LATER2026":
            first = PASIG.today(now) + timedelta(days=3)
            content = replace(content, first_day=first)
        submit_orders(storage, rules, order.merchant.code, [content], submitted)


def _live_through_the_past(
    storage: Storage,
    pins: Pins,
    rules: EcmsRules,
    random_below: Callable[[int], int],
    now: datetime,
) -> None:
    def at(moment: datetime) -> EmbeddedEcms:
        return EmbeddedEcms(storage, _Past(moment), pins, random_below, rules)

    def hand_in(uid: str, store: Store, moment: datetime) -> None:
        try:
            issued = at(moment).request_return(_request(storage, uid, store))
        except AlreadyReturned:
            # By another process that loads the same demonstration, or by one that was killed.
            return
        at(moment + timedelta(minutes=9)).accept_parcel(
            AcceptParcel(
                issued.code,
                Terminal(store, "01"),
                Clerk("1007", "M. Reyes"),
                str(uuid5(NAMESPACE_OID, f"accept {uid}")),
            )
        )

    save_clerk(storage, pins, Clerk("1007", "M. Reyes"), f"{random_below(10**8):08d}")
    at(now - timedelta(days=18)).request_return(_request(storage, "LATE2026", PASIG))
    hand_in("RETURNED2026", AYALA, now - timedelta(days=2, hours=3))
    hand_in("WAITING2026", PASIG, now - timedelta(days=1, hours=1))


def _request(storage: Storage, uid: str, store: Store) -> RequestReturn:
    with storage.reading() as work:
        matches = work.orders.matching(parse_reference(uid).key)
    return RequestReturn(
        matches[0].order.id,
        MobileNumber("09123456789"),
        Terminal(store, "K1"),
        str(uuid5(NAMESPACE_OID, f"request {uid}")),
    )
