"""Opens the world of a scenario: a shop of its own, its clock standing, its codes seeded."""

import shutil
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Final

from core.bootstrap import Shop
from core.domain.codes import TrackingNumber
from core.domain.custody import prove
from core.domain.refusals import Refusal
from core.play.furnish import contents_of, furnish, settings_of
from core.services.ecms import Clerk, Ecms
from core.services.handheld import Handheld
from core.services.ports import PrinterAtHand
from core.services.station import DemoClerk, Station
from core.services.storage import Storage
from core.services.submit_orders import cancel_order, submit_orders
from core.shop.service import Service
from core.simulator.conductor import Conductor
from core.simulator.demo import PASIG
from core.simulator.faults import At
from core.simulator.panel import Panel
from core.simulator.scenario import Scenario
from core.simulator.steps import FaultOn, Submit
from core.simulator.switches import switch_of
from core.simulator.virtual_clock import REAL, STILL
from core.trouble import StartupTrouble, marked

#: The seed of what the demonstration's parcels have before a story begins.
_PAST: Final = 0


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
        dice = Random(_PAST)  # noqa: S311 - it must repeat itself
        self._lock: Final = threading.Lock()
        self._service: Service | None = None
        with ExitStack() as opened:
            self.shop: Final = Shop(
                data,
                said=settings_of(world),
                panel=self.panel,
                random_below=dice.randrange,
                # A slow link costs the shop's time, not that of whoever plays.
                wait=lambda seconds: self.panel.clock.pass_time(timedelta(seconds=seconds)),
                record=record,
            )
            opened.callback(self.shop.close)
            self.kiosk: Station = self.shop.kiosk()
            self.pos: Station = self.shop.pos()
            # A template has its past already: what that took must not be missing from the seed's.
            dice.seed(scenario.seed)
            opened.callback(self._end_service)
            self.conductor: Final = Conductor(self.panel, self.service)
            opened.callback(self.conductor.close)
            self._begin(scenario)
            self._opened: Final = opened.pop_all()

    def _begin(self, scenario: Scenario) -> None:
        """Have all there that the story says is there, before anybody comes."""
        world = scenario.world
        if world.stores or world.merchants:
            furnish(self.storage, world)
        for order in world.orders:
            self._submit_first(order)
        # The morning's job has run, and yesterday's news are told.
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

    @property
    def books(self) -> Ecms:
        """See `Scene.books`."""
        return self.service().ecms

    @property
    def handheld(self) -> Handheld:
        """See `Scene.handheld`."""
        if self.pos.handheld is None:
            raise LookupError("this world has no hand-held")
        return self.pos.handheld

    def service(self) -> Service:
        """The ECMS's own work: jobs, notices and the merchants' site; opened when first needed."""
        with self._lock:
            if self._service is None:
                self._service = self.shop.service(with_site=True, direct=True)
            return self._service

    def start_again(self, at: At) -> None:
        """See `Scene.start_again`."""
        if at is At.KIOSK:
            self.kiosk = self.shop.kiosk()
        else:
            self.pos = self.shop.pos()

    def printer(self, at: str) -> PrinterAtHand:
        """The `kiosk`'s or the `pos`'s."""
        station = self.kiosk if at == "kiosk" else self.pos
        if station.simulated_printer is None:
            raise LookupError("this world's printer is real")
        return station.simulated_printer

    def switch(self, step: FaultOn) -> None:
        """Switch a fault on, from its moment on."""
        self.panel.faults.switch(step.fault, switch_of(step, self.panel.clock.now()))

    def switch_off(self, code: str | None) -> None:
        """See `Scene.switch_off`."""
        if code is None:
            self.panel.faults.all_off()
        else:
            self.panel.faults.off(code)

    def switched_on(self) -> tuple[str, ...]:
        """See `Scene.switched_on`."""
        return tuple(self.panel.faults.switches)

    def takes(self, time: timedelta) -> None:
        """See `Scene.takes`."""
        if self.panel.clock.anchor.rate < REAL:
            self.panel.clock.pass_time(time)

    def pass_time(self, by: timedelta) -> None:
        """See `Scene.pass_time`."""
        self.conductor.pass_time(by)

    def to_next_job(self) -> None:
        """See `Scene.to_next_job`."""
        self.conductor.to_next_job()

    def submit_many(self, orders: Sequence[Submit], merchant: str) -> None:
        """See `Scene.submit_many`; raises as `submit_orders`."""
        now = self.panel.clock.now()
        contents = contents_of(orders, PASIG.today(now))
        submit_orders(self.storage, self.service().ecms.rules, merchant, contents, now)

    def _submit_first(self, order: Submit) -> None:
        try:
            self.submit_many([order], order.merchant)
        except Refusal as no:
            raise StartupTrouble(
                marked("The scenario’s order {uid} cannot be submitted: {why}."),
                marked("Give it another uid in world.orders."),
                uid=order.uid,
                why=no.code.value,
            ) from no

    def cancel(self, merchant: str, uid: str) -> None:
        """See `Scene.cancel`; raises as `cancel_order`."""
        cancel_order(self.storage, merchant, uid, self.panel.clock.now())

    def told(self, number: TrackingNumber) -> list[str]:
        """See `Scene.told`."""
        self.conductor.settle()
        site = self.service().site
        if site is None:
            raise LookupError("this world's merchants have no site")
        return [
            received.fields["status"]
            for received in site.inbox
            if received.taken and received.fields["trackingNumber"] == number.digits
        ]

    def ledger(self) -> tuple[int | None, int]:
        """See `Scene.ledger`."""
        custody = self.service().custody
        return prove(custody.entries()).broken, custody.unentered()

    def close(self) -> None:
        """End it."""
        self._opened.close()

    def _end_service(self) -> None:
        with self._lock:
            if self._service is not None:
                self._service.group.close()
                if self._service.site is not None:
                    self._service.site.stop()
