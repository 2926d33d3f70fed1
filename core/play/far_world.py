"""A world whose ECMS is elsewhere: the terminals are here, and everything else is asked over HTTP.

Printers, scanners, the terminals' clock and links are in this process, and so are their faults. The
ECMS's and its merchants' faults, its time, its inbox and its ledger are where it is.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from core.bootstrap import Shop
from core.domain.codes import TrackingNumber
from core.domain.status import Trigger
from core.play.furnish import contents_of, settings_of
from core.play.people import NotAsTold
from core.remote.ecms import RemoteEcms
from core.remote.handheld import RemoteHandheld
from core.remote.link import Credentials, EcmsLink, LinkTimes
from core.remote.office import RemoteOffice
from core.remote.simulation import RemoteSimulation
from core.services.access import ApiClient
from core.services.ecms import Clerk, Ecms
from core.services.handheld import Handheld
from core.services.ports import PrinterAtHand
from core.services.station import DemoClerk, Station
from core.services.storage import OrderContent
from core.simulator.demo import DEMO_CLIENTS, PASIG
from core.simulator.faults import FAULTS, At
from core.simulator.panel import Panel
from core.simulator.scenario import Scenario
from core.simulator.served import FARTHEST
from core.simulator.simulated_clients import (
    DC,
    SIMULATOR,
    TRUCKER,
    office_client,
    secret_of,
    terminal_client,
)
from core.simulator.steps import FaultOn, Submit
from core.simulator.switches import switch_of
from core.simulator.troubled_devices import SkewedClock
from core.simulator.virtual_clock import REAL
from core.trouble import StartupTrouble, marked
from core.wire.simulation import ClockBody, SwitchBody

#: A month passes in one call, and a repeat of it changes nothing; an ECMS that is gone is gone.
_PATIENT: Final = LinkTimes(whole=600, one_try=600, tries=3)
#: A fault of the ECMS that stays is given up after three tries; a slow machine is waited for.
_BRISK: Final = LinkTimes(whole=120, one_try=60, opening=60, tries=3)
_THERE: Final = frozenset({At.ECMS, At.MERCHANT})


class FarWorld:
    """A `Scene` over a simulated ECMS that is served.

    Args:
        url: where it answers.
        scenario: says who stands where, and what there is beside; its steps are somebody else's.
        data: a directory of the terminals' own.
        record: the file that all at the terminals is recorded to, if it is.
    """

    def __init__(
        self, url: str, scenario: Scenario, data: Path, record: Path | None = None
    ) -> None:
        self.record: Final = record
        world = scenario.world
        if world.stores or world.merchants:
            raise StartupTrouble(
                marked("Stores and merchants of a test cannot be set up in the ECMS at {url}."),
                marked("Set them up there with balik admin, or let the test open its own ECMS."),
                url=url,
            )
        self._url: Final = url.rstrip("/")
        self._store: Final = world.store
        self._links: Final[dict[str, EcmsLink]] = {}
        self._merchants: Final = {client.merchant_code: client for client, _ in DEMO_CLIENTS}
        self._simulation: Final = RemoteSimulation(self._link(SIMULATOR, _PATIENT))
        with ExitStack() as opened:
            opened.callback(self._hang_up)
            there = self._simulation.clock()
            self.panel: Final = Panel(begins=there.now, rate=there.rate, seed=scenario.seed)
            self._shop: Final = Shop(
                data,
                said=settings_of(world) | {"ecms": self._credentials()},
                link_times=_BRISK,
                panel=self.panel,
                wait=lambda seconds: self.pass_time(timedelta(seconds=seconds)),
                record=record,
            )
            opened.callback(self._shop.close)
            self.kiosk: Station = self._shop.kiosk()
            self.pos: Station = self._shop.pos()
            for order in world.orders:
                self.submit_many([order], order.merchant)
            opened.callback(self._simulation.all_off)
            for fault in scenario.faults:
                self.switch(fault)
            self._opened: Final = opened.pop_all()

    @cached_property
    def books(self) -> Ecms:
        """See `Scene.books`."""
        number = self.pos.terminal.number
        link = self._link(terminal_client(self._store, number))
        return RemoteEcms(link, (self._store, number))

    @cached_property
    def handheld(self) -> Handheld:
        """See `Scene.handheld`."""
        terminal = self.pos.terminal
        office = RemoteOffice(self._link(terminal_client(self._store, terminal.number)))
        links = {
            Trigger.SBS: self._link(office_client(self._store)),
            Trigger.TRUCKER: self._link(TRUCKER),
            Trigger.DC: self._link(DC),
        }
        clock = SkewedClock(self.panel.clock, self.panel.faults, At.HANDHELD)
        return RemoteHandheld(links, self._simulation, office, terminal, clock)

    @property
    def demo_clerk(self) -> DemoClerk:
        """See `Scene.demo_clerk`."""
        if self.pos.demo_clerk is None:
            raise LookupError("this world has no clerk")
        return self.pos.demo_clerk

    @cached_property
    def clerk(self) -> Clerk:
        """See `Scene.clerk`."""
        known = self.demo_clerk
        return self.books.sign_in(known.number, known.pin, self.pos.terminal)

    def start_again(self, at: At) -> None:
        """See `Scene.start_again`."""
        if at is At.KIOSK:
            self.kiosk = self._shop.kiosk()
        else:
            self.pos = self._shop.pos()

    def printer(self, at: str) -> PrinterAtHand:
        """See `Scene.printer`."""
        station = self.kiosk if at == "kiosk" else self.pos
        if station.simulated_printer is None:
            raise LookupError("this world's printer is real")
        return station.simulated_printer

    def switched_on(self) -> tuple[str, ...]:
        """See `Scene.switched_on`."""
        there = (code for code in self._simulation.switched_on() if FAULTS[code].at in _THERE)
        return (*self.panel.faults.switches, *there)

    def switch(self, step: FaultOn) -> None:
        """See `Scene.switch`."""
        switch = switch_of(step, self.panel.clock.now())
        if FAULTS[step.fault].at in _THERE:
            self._simulation.switch(step.fault, SwitchBody.of(switch))
        else:
            self.panel.faults.switch(step.fault, switch)

    def switch_off(self, code: str | None) -> None:
        """See `Scene.switch_off`."""
        if code is None:
            self.panel.faults.all_off()
            self._simulation.all_off()
        elif FAULTS[code].at in _THERE:
            self._simulation.off(code)
        else:
            self.panel.faults.off(code)

    def takes(self, time: timedelta) -> None:
        """See `Scene.takes`."""
        if self.panel.clock.anchor.rate < REAL:
            self.pass_time(time)

    def pass_time(self, by: timedelta) -> None:
        """See `Scene.pass_time`."""
        now = self._simulation.clock().now
        # No further at once than it goes there in one call.
        for step in range(1, by // FARTHEST + 1):
            self._follow(self._simulation.go_to(now + step * FARTHEST))
        self._follow(self._simulation.go_to(now + by))

    def to_next_job(self) -> None:
        """See `Scene.to_next_job`."""
        self._follow(self._simulation.go_to(self._simulation.clock().next_job))

    def submit_many(self, orders: Sequence[Submit], merchant: str) -> None:
        """See `Scene.submit_many`."""
        today = PASIG.today(self.panel.clock.now())
        done = self._simulation.submit(merchant, map(_line, contents_of(orders, today)))
        if done.refused:
            raise NotAsTold(f"refused: {done.refused_lines[0].why}")

    def cancel(self, merchant: str, uid: str) -> None:
        """See `Scene.cancel`.

        Raises:
            NotAsTold: the ECMS refuses, or the merchant has no client there.
        """
        if merchant not in self._merchants:
            raise NotAsTold(f"merchant {merchant!r} has no client there that could cancel")
        path = f"/return/return-orders/{quote(uid, safe='')}/cancel"
        answer = self._link(self._merchants[merchant]).call("PUT", path)
        if answer.status != 200:
            raise NotAsTold(f"refused: {answer.body.decode()}")

    def told(self, number: TrackingNumber) -> list[str]:
        """See `Scene.told`."""
        # To be there already is to have done what is due.
        self._follow(self._simulation.go_to(self._simulation.clock().now))
        return [one.status.value for one in self._simulation.webhooks(number) if one.taken]

    def ledger(self) -> tuple[int | None, int]:
        """See `Scene.ledger`."""
        shown = self._simulation.ledger()
        return shown.broken_at, shown.missing

    def close(self) -> None:
        """End it, whatever has become of the ECMS; what was switched on there is switched off.

        Raises:
            EcmsUnreachable: nobody answered there any more; all that is here is closed.
        """
        self._opened.close()

    def _hang_up(self) -> None:
        for link in self._links.values():
            link.close()

    def _follow(self, there: ClockBody) -> None:
        """Be at the same time here."""
        self.panel.clock.go_to(there.now)
        self.panel.look()

    def _credentials(self) -> dict[str, str]:
        said = {"url": self._url}
        for kind, number in (("kiosk", "K1"), ("pos", "02")):
            client = terminal_client(self._store, number)
            said |= {f"{kind}_client": client.client_id, f"{kind}_secret": secret_of(client)}
        return said

    def _link(self, client: ApiClient, times: LinkTimes = _BRISK) -> EcmsLink:
        if client.client_id not in self._links:
            credentials = Credentials(self._url, client.client_id, _secret(client))
            self._links[client.client_id] = EcmsLink(credentials, times)
        return self._links[client.client_id]


def _secret(client: ApiClient) -> str:
    demonstration = {known.client_id: secret for known, secret in DEMO_CLIENTS}
    return demonstration.get(client.client_id) or secret_of(client)


def _line(order: OrderContent) -> dict[str, Any]:
    """A line of `balik import`'s JSON lines."""
    line: dict[str, Any] = {
        "uid": order.uid,
        "order_number": order.order_number,
        "waybill": order.waybill,
        "items": [{"code": item.code, "name": item.name} for item in order.items],
    }
    if order.validity_days is not None:
        line["validity_days"] = order.validity_days
    if isinstance(order.first_day, date):
        line["first_day"] = order.first_day.isoformat()
    if order.parcel is not None:
        size = order.parcel
        line["parcel"] = {
            "length_mm": size.length_mm,
            "breadth_mm": size.breadth_mm,
            "height_mm": size.height_mm,
            "weight_g": size.weight_g,
        }
    return line
