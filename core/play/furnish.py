"""What a scenario's world has beside the demonstration: stores, merchants, orders, settings."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from core.domain.merchants import Merchant, Store
from core.domain.orders import Item, Parcel
from core.domain.references import parse_reference
from core.domain.refusals import Refusal
from core.domain.status import Delivery
from core.services.administration import save_merchants, save_stores, save_terminals
from core.services.ecms import Terminal
from core.services.storage import OrderContent, Storage
from core.simulator.demo import MERCHANTS, STORES
from core.simulator.scenario import Scenario, World, no_scenario
from core.simulator.steps import Submit

_NUMBERS = ("K1", "01", "02")


def check_world(scenario: Scenario, file: Path) -> None:
    """See that a world of its own can have all that a scenario says of it.

    Raises:
        StartupTrouble: it cannot; names the file and the place in it.
    """
    world = scenario.world
    stores = {store.code for store in STORES} | {store.code for store in world.stores}
    if world.store not in stores:
        why = f"there is no store {world.store!r}; world.stores sets one up"
        raise no_scenario(file, ("world", "store"), why)
    merchants = {known.code for known in MERCHANTS} | {more.code for more in world.merchants}
    for number, order in enumerate(world.orders):
        place = ("world", "orders", number)
        if order.merchant not in merchants:
            why = f"there is no merchant {order.merchant!r}; world.merchants sets one up"
            raise no_scenario(file, (*place, "merchant"), why)
        try:
            parse_reference(order.uid)
        except Refusal:
            why = f"no customer could type {order.uid!r}"
            raise no_scenario(file, (*place, "uid"), why) from None


def furnish(storage: Storage, world: World) -> None:
    """Set up its stores, with their terminals, and its merchants."""
    stores = [Store(store.code, store.name, store.region) for store in world.stores]
    save_stores(storage, stores)
    save_terminals(storage, [Terminal(store, number) for store in stores for number in _NUMBERS])
    save_merchants(
        storage,
        [
            Merchant(
                merchant.code,
                merchant.name,
                f"merchant-{merchant.code}",
                Delivery.DC_DELIVERS if merchant.delivers else Delivery.MERCHANT_PICKS_UP,
                merchant.valid_days,
                suspended=merchant.suspended,
                closed_stores=frozenset(merchant.closed_stores),
            )
            for merchant in world.merchants
        ],
    )


def contents_of(orders: Iterable[Submit], today: date) -> list[OrderContent]:
    """What merchants submit, on this day."""
    return [_content(order, today) for order in orders]


def settings_of(world: World) -> dict[str, Any]:
    """The settings of a world: nothing of this machine's own gets in."""
    return {
        "demonstration": True,
        "store": world.store,
        "kiosk": "K1",
        "pos": "02",
        "database": "",
        "language": "en",
        "kiosk_paper_mm": world.kiosk_paper_mm,
        "pos_paper_mm": world.pos_paper_mm,
        "ecms": {"url": ""},
        # Its customers look before they touch.
        "times": {"code_at_least": 0},
    }


def _content(order: Submit, today: date) -> OrderContent:
    first = None if order.first_day_in is None else today + timedelta(days=order.first_day_in)
    size = None
    if order.size_cm is not None:
        length, breadth, height = (10 * side for side in order.size_cm)
        size = Parcel(length, breadth, height, 1000)
    return OrderContent(
        order.uid,
        (Item("I1", order.item),),
        order.order_number,
        order.waybill,
        validity_days=order.valid_days,
        first_day=first,
        parcel=size,
    )
