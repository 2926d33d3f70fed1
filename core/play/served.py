"""A simulated ECMS that others reach over HTTP: its API, and a world of which only that is used."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from fastapi import FastAPI

from core.api.app import create_app
from core.api.server import ServerThread
from core.bootstrap import Shop
from core.play import simulator_routes
from core.play.far_world import FarWorld
from core.play.world import PlayWorld
from core.services.api_services import ApiServices
from core.settings import load_settings
from core.shop.service import Service
from core.simulator.conductor import Conductor
from core.simulator.demo import load_demo_clients
from core.simulator.panel import Panel
from core.simulator.scenario import Scenario
from core.simulator.served import ServedSimulation
from core.simulator.simulated_clients import simulated_clients
from core.simulator.troubled_group import TroubledGroup
from core.texts import Texts
from core.trouble import StartupTrouble, marked


def simulated_api(service: Service, panel: Panel, conductor: Conductor, texts: Texts) -> FastAPI:
    """The API of a simulation, with the routes that move it.

    Args:
        service: with its merchants' site.
        panel: its clock and faults.
        conductor: lets its time pass; stays the caller's to close.
        texts: the sentences of refusals.
    """
    if service.site is None:
        raise LookupError("a simulation's merchants have a site")
    ecms, group = service.ecms, TroubledGroup(service.group, panel.faults)
    services = ApiServices(
        group,
        ecms.clock,
        ecms.pins,
        ecms.random_below,
        ecms.rules,
        texts,
        service.bulk,
        service.flight,
    )
    api = create_app(services, more=(simulator_routes.router,))
    api.state.simulation = ServedSimulation(panel, conductor, service.site, service.custody)
    return api


@contextmanager
def open_simulation(shop: Shop, data: Path) -> Iterator[tuple[Service, Conductor]]:
    """What a demonstration's ECMS does by itself, and whoever lets its time pass.

    Args:
        shop: stays the caller's to close.
        data: its directory.

    Raises:
        StartupTrouble: it is no demonstration.
    """
    settings = load_settings(data)
    if not settings.demonstration:
        raise StartupTrouble(
            marked("Only a demonstration can be moved by others."),
            marked("Leave --simulator out; a real shop's clock is nobody's to move."),
        )
    service = shop.service(with_site=True)
    try:
        clients = simulated_clients(settings.store, settings.kiosk, settings.pos)
        load_demo_clients(service.group, service.ecms.pins, clients)
        conductor = Conductor(shop.panel, lambda: service)
        try:
            yield service, conductor
        finally:
            conductor.close()
    finally:
        service.group.close()
        if service.site is not None:
            service.site.stop()


class ServedWorld(FarWorld):
    """A `Scene` whose ECMS is at the other end of a socket, and goes with it.

    Args:
        scenario: says what there is; its steps are somebody else's.
        data: a directory of its own.
        template: as of `PlayWorld`.
        record: the file that all at the terminals is recorded to, if it is.
    """

    def __init__(
        self,
        scenario: Scenario,
        data: Path,
        template: Path | None = None,
        record: Path | None = None,
    ) -> None:
        data.mkdir(parents=True, exist_ok=True)
        there = scenario.model_copy(update={"faults": ()})
        with ExitStack() as behind:
            ecms = PlayWorld(there, data / "ecms", template)
            behind.callback(ecms.close)
            service, world = ecms.service(), scenario.world
            clients = simulated_clients(world.store, "K1", "02")
            load_demo_clients(service.group, service.ecms.pins, clients)
            api = simulated_api(service, ecms.panel, ecms.conductor, Texts())
            server = ServerThread(api, port=0)
            server.start()
            behind.callback(server.stop)
            # What it has beside the demonstration, the ECMS has already.
            here = world.model_copy(update={"orders": (), "stores": (), "merchants": ()})
            story = scenario.model_copy(update={"world": here})
            super().__init__(server.url, story, data / "terminals", record)
            self._behind: Final = behind.pop_all()

    def close(self) -> None:
        """See `Scene.close`."""
        with self._behind:
            super().close()
