"""The kit against an ECMS that runs already, by its URL, as a process of its own would be."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.api.server import ServerThread
from core.bootstrap import Shop
from core.play.far_world import FarWorld
from core.play.pages import ClockPage, KioskPage, MerchantPage, PosPage, StorePage
from core.play.served import open_simulation, simulated_api
from core.play.stage import Stage
from core.simulator.panel import Panel
from core.simulator.scenario import BEGINS, MerchantOf, Scenario, World
from core.texts import Texts
from core.trouble import StartupTrouble


@pytest.fixture(scope="module")
def url(balik_served_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where one answers, as `balik ecms --simulator` opens it, its clock running."""
    data = tmp_path_factory.mktemp("stays") / "balik"
    # It goes on where the copied world stood, whatever day it is today.
    shop = Shop(shutil.copytree(balik_served_template, data), panel=Panel(begins=BEGINS))
    with open_simulation(shop, shop.data) as (service, conductor):
        conductor.start()
        api = simulated_api(service, shop.panel, conductor, Texts())
        with ServerThread(api, port=0) as server:
            yield server.url
    shop.close()


def test_tests_one_after_the_other_bring_their_own_numbers(url: str, tmp_path: Path) -> None:
    for place in ("first", "second"):
        stage = Stage(FarWorld(url, Scenario(title=place), tmp_path / place), has_windows=False)
        merchant, clock = MerchantPage(stage), ClockPage(stage)
        before = clock.now
        parcel = KioskPage(stage).take_code(merchant.submit())
        PosPage(stage).accept(parcel)
        clock.pass_time(hours=1)
        merchant.is_told(parcel, "FOR RETURN", "RETURNED")
        StorePage(stage).ledger_is_whole()
        assert (clock.now - before).total_seconds() >= 3600
        stage.close()


def test_what_cannot_be_set_up_there_is_refused_with_a_sentence(url: str, tmp_path: Path) -> None:
    world = World(merchants=(MerchantOf(code="077", name="Seventy-seven"),))
    with pytest.raises(StartupTrouble, match="cannot be set up"):
        FarWorld(url, Scenario(title="More", world=world), tmp_path / "terminals")
