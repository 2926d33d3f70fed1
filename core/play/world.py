"""Opens the world of a scenario: a shop of its own, its clock standing, its codes seeded."""

import shutil
import threading
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from core.bootstrap import Service, Shop
from core.domain.merchants import Merchant, Store
from core.domain.orders import Item, Parcel
from core.domain.status import Delivery
from core.play.conductor import Conductor
from core.services.administration import save_merchants, save_stores, save_terminals
from core.services.ecms import Clerk, Terminal
from core.services.embedded import EmbeddedEcms
from core.services.ports import PrinterAtHand
from core.services.station import DemoClerk, Station
from core.services.storage import OrderContent, Storage
from core.services.submit_orders import cancel_order, submit_orders
from core.simulator.demo import PASIG
from core.simulator.panel import Panel
from core.simulator.scenario import Scenario, World
from core.simulator.steps import FaultOn, Submit
from core.simulator.switches import Switch
from core.simulator.virtual_clock import STILL


class PlayWorld:
    """One world: a store's two terminals, the ECMS, the merchants' site, time and faults.

    Args:
        scenario: says what there is; its steps are somebody else's.
        data: a directory of its own.
        template: a world that was opened before with nothing but the demonstration in it, to be
            copied instead of being set up anew.
        record: the file that all is recorded to, if it is.
    """

    def __init__(
        self,
        scenario: Scenario,
        data: Path,
        template: Path | None = None,
        record: Path | None = None,
    ) -> None:
        if template is not None and not data.exists():
            shutil.copytree(template, data)
        world = scenario.world
        #: Where it is recorded to, if it is.
        self.record: Final = record
        self.panel: Final = Panel(begins=world.clock, rate=STILL, seed=scenario.seed)
        self.shop: Final = Shop(
            data,
            said=_said(world),
            panel=self.panel,
            random_below=Random(scenario.seed).randrange,  # noqa: S311 - it must repeat itself
            # A slow link costs the shop's time, not that of whoever plays.
            wait=lambda seconds: self.panel.clock.pass_time(timedelta(seconds=seconds)),
            record=record,
        )
        self._lock: Final = threading.Lock()
        self._service: Service | None = None
        self.kiosk: Final[Station] = self.shop.kiosk()
        self.pos: Final[Station] = self.shop.pos()
        self.conductor: Final = Conductor(self.panel, self.service)
        self._furnish(world)
        # The morning's job has run, and yesterday's news are told, before anybody comes.
        self.conductor.settle()
        for fault in scenario.faults:
            self.switch(fault)

    @property
    def data(self) -> Path:
        """Its directory."""
        return self.shop.data

    @property
    def storage(self) -> Storage:
        """The ECMS's own, which no terminal's fault touches."""
        return self.service().ecms.storage

    @property
    def demo_clerk(self) -> DemoClerk:
        """Who works at the counter, with the PIN."""
        if self.pos.demo_clerk is None:
            raise LookupError("this world has no clerk")
        return self.pos.demo_clerk

    @property
    def clerk(self) -> Clerk:
        """The same, as on a receipt."""
        with self.storage.reading() as work:
            found = work.directory.clerk(self.demo_clerk.number)
        if found is None:
            raise LookupError("this world has no clerk")
        return found.clerk

    def service(self) -> Service:
        """The ECMS's own work: jobs, notices and the merchants' site; opened when first needed."""
        with self._lock:
            if self._service is None:
                self._service = self.shop.service(with_site=True, direct=True)
            return self._service

    def printer(self, at: str) -> PrinterAtHand:
        """The `kiosk`'s or the `pos`'s."""
        station = self.kiosk if at == "kiosk" else self.pos
        if station.simulated_printer is None:
            raise LookupError("this world's printer is real")
        return station.simulated_printer

    def switch(self, step: FaultOn) -> None:
        """Switch a fault on, from its moment on."""
        begins = self.panel.clock.now() + timedelta(minutes=step.after)
        ends = None if step.minutes is None else begins + timedelta(minutes=step.minutes)
        self.panel.faults.switch(step.fault, Switch(begins, ends, step.chance))

    def submit(self, order: Submit) -> None:
        """A merchant submits an order; raises as `submit_orders`."""
        self.submit_many([order], order.merchant)

    def submit_many(self, orders: Iterable[Submit], merchant: str) -> None:
        """Several of one merchant, in one call."""
        contents = [self._content(order) for order in orders]
        now = self.panel.clock.now()
        submit_orders(self.storage, self._ecms.rules, merchant, contents, now)

    def cancel(self, merchant: str, uid: str) -> None:
        """A merchant takes an order back; raises as `cancel_order`."""
        cancel_order(self.storage, merchant, uid, self.panel.clock.now())

    def close(self) -> None:
        """End it."""
        self.conductor.close()
        with self._lock:
            if self._service is not None:
                self._service.group.close()
                if self._service.site is not None:
                    self._service.site.stop()
        self.shop.close()

    @property
    def _ecms(self) -> EmbeddedEcms:
        return self.service().ecms

    def _furnish(self, world: World) -> None:
        if not (world.stores or world.merchants or world.orders):
            return
        stores = [Store(store.code, store.name, store.region) for store in world.stores]
        save_stores(self.storage, stores)
        numbers = ("K1", "01", "02")
        save_terminals(self.storage, [Terminal(s, number) for s in stores for number in numbers])
        save_merchants(
            self.storage,
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
        for order in world.orders:
            self.submit(order)

    def _content(self, order: Submit) -> OrderContent:
        first = None
        if order.first_day_in is not None:
            first = PASIG.today(self.panel.clock.now()) + timedelta(days=order.first_day_in)
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


def _said(world: World) -> dict[str, Any]:
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
    }
