"""The kit against an ECMS that runs already, by its URL, as a process of its own would be."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.api.server import ServerThread
from core.bootstrap import Shop
from core.domain.refusals import EcmsUnreachable
from core.play.far_world import FarWorld
from core.play.pages import ClockPage, KioskPage, MerchantPage, PosPage, StorePage
from core.play.served import ServedWorld, open_simulation, simulated_api
from core.play.stage import Stage
from core.play.world import PlayWorld
from core.simulator.panel import Panel
from core.simulator.scenario import BEGINS, MerchantOf, Scenario, World
from core.simulator.steps import Submit
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


def test_what_is_here_is_closed_though_the_ecms_is_gone(
    balik_served_template: Path, tmp_path: Path
) -> None:
    """Each link and the recorder has a thread of its own, and so has what the ECMS writes."""
    before = set(threading.enumerate())
    data, record = tmp_path / "balik", tmp_path / "run.jsonl"
    shop = Shop(shutil.copytree(balik_served_template, data), panel=Panel(begins=BEGINS))
    with open_simulation(shop, shop.data) as (service, conductor):
        with ServerThread(simulated_api(service, shop.panel, conductor, Texts()), port=0) as server:
            world = FarWorld(server.url, Scenario(title="Gone"), tmp_path / "here", record)
        while_gone = set(threading.enumerate())
        with pytest.raises(EcmsUnreachable):
            world.close()
        assert {thread.name for thread in while_gone - set(threading.enumerate())} >= {
            "balik-ecms-link",
            "balik-flight",
        }
    shop.close()
    assert set(threading.enumerate()) <= before


@pytest.mark.parametrize("kind", [PlayWorld, ServedWorld])
def test_a_world_that_does_not_come_about_leaves_nothing_open(
    kind: type[PlayWorld | ServedWorld], tmp_path: Path
) -> None:
    before = set(threading.enumerate())
    asked_for = World(orders=(Submit(merchant="001", uid="LATE2026"),))
    with pytest.raises(StartupTrouble, match="cannot be submitted"):
        kind(Scenario(title="Late", world=asked_for), tmp_path / "world")
    assert set(threading.enumerate()) <= before


def test_what_cannot_be_set_up_there_is_refused_with_a_sentence(url: str, tmp_path: Path) -> None:
    world = World(merchants=(MerchantOf(code="077", name="Seventy-seven"),))
    with pytest.raises(StartupTrouble, match="cannot be set up"):
        FarWorld(url, Scenario(title="More", world=world), tmp_path / "terminals")
