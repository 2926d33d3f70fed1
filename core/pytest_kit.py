"""The QA kit: fixtures for any project that installs Balik. pytest loads it by itself.

It costs a run that does not use it nothing: whatever it needs is imported by its fixtures.

    def test_a_return(kiosk, pos, paper):
        parcel = kiosk.take_code("AXDY43322222524544")
        pos.accept(parcel)
        assert parcel.code.digits in paper.ticket.codes
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from core.play.pages import (
        ClockPage,
        FaultsPage,
        KioskPage,
        MerchantPage,
        PapersPage,
        PosPage,
        StorePage,
    )
    from core.play.scene import Scene
    from core.simulator.scenario import Scenario

__all__ = ["clock", "faults", "kiosk", "merchant", "paper", "pos", "store"]

EMBEDDED = "embedded"
SERVED = "served"

_WORLD: pytest.StashKey[StorePage] = pytest.StashKey()
_STORY: pytest.StashKey[Scenario] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the kit's options."""
    group = parser.getgroup("balik", "Balik's QA kit")
    group.addoption(
        "--balik-report",
        default="balik-report",
        metavar="DIR",
        help="where failed tests leave pictures, papers, events and scenario",
    )
    group.addoption(
        "--balik-ecms",
        default=EMBEDDED,
        metavar="WHERE",
        help="embedded: the ECMS is in the terminals' process; served: terminals and test speak"
        " HTTP to one that each test opens; http://…: to one that `balik ecms --simulator` serves",
    )
    group.addoption(
        "--balik-show", action="store_true", help="open the windows on the screen, to be watched"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Say what the kit's mark means."""
    config.addinivalue_line(
        "markers",
        "balik(windows=True, ecms='embedded', seed=0, world={}, faults=[]): the world of this "
        "test's store, the same as in a scenario file; ecms as --balik-ecms, which it overrules",
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where a test with a store fails, leave what happened."""
    report = yield
    store = item.stash.get(_WORLD, None)
    # What a later fixture could not do is a failure of the test as well.
    if store is not None and call.when != "teardown" and report.failed:
        from core.play.remains import leave_remains  # noqa: PLC0415 - only failed tests need it

        name = re.sub(r"[^\w.-]+", "-", item.nodeid)[-120:]
        folder = Path(item.config.getoption("--balik-report")).absolute() / name
        try:
            said = leave_remains(store.stage, item.stash[_STORY], folder)
        except Exception as trouble:
            said = f"{folder}: not all could be left ({type(trouble).__name__})"
        report.sections.append(("Balik", said))
    return report


@pytest.fixture(scope="session")
def balik_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A world with nothing but the demonstration in it, for each test's to be copied from."""
    from core.play.world import PlayWorld  # noqa: PLC0415 - for tests that use it
    from core.simulator.scenario import Scenario  # noqa: PLC0415 - the same

    data = tmp_path_factory.mktemp("balik") / "world"
    PlayWorld(Scenario(title="Nothing happens"), data).close()
    return data


@pytest.fixture(scope="session")
def balik_served_template(balik_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with those who come in over the network: each has a secret that is slow to keep."""
    from core.play.served import ServedWorld  # noqa: PLC0415 - for tests that use it
    from core.simulator.scenario import Scenario  # noqa: PLC0415 - the same

    place = tmp_path_factory.mktemp("balik-served")
    ServedWorld(Scenario(title="Nothing happens"), place, balik_template).close()
    return place / "ecms"


@pytest.fixture(scope="session")
def balik_application(request: pytest.FixtureRequest) -> object:
    """Qt's application, one for the session; pytest-qt's, where it has one."""
    if not request.config.getoption("--balik-show"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - after the platform was chosen

    from core.qt.theme import dressed_application  # noqa: PLC0415 - the same

    return QApplication.instance() or dressed_application("Balik")


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StorePage]:
    """A store in a world of its own; what it is like, `@pytest.mark.balik` says."""
    from core.play.pages import StorePage  # noqa: PLC0415 - for tests that use it
    from core.play.stage import Stage  # noqa: PLC0415 - the same
    from core.simulator.scenario import scenario_of  # noqa: PLC0415 - the same

    said = _said(request.node)
    has_windows = bool(said.pop("windows", True))
    ecms = str(said.pop("ecms", request.config.getoption("--balik-ecms")))
    if has_windows:
        request.getfixturevalue("balik_application")
    scenario = scenario_of({"title": request.node.name, **said}, Path(request.node.nodeid))
    record = tmp_path / "balik-run.jsonl"
    with (
        closing(_scene(ecms, scenario, (tmp_path / "balik-world", record), request)) as scene,
        closing(Stage(scene, has_windows=has_windows)) as stage,
    ):
        page = StorePage(stage)
        request.node.stash[_WORLD] = page
        request.node.stash[_STORY] = scenario
        yield page


@pytest.fixture
def kiosk(store: StorePage) -> KioskPage:
    """The store's kiosk."""
    from core.play.pages import KioskPage  # noqa: PLC0415 - for tests that use it

    return KioskPage(store.stage)


@pytest.fixture
def pos(store: StorePage) -> PosPage:
    """The store's POS, its clerk signed in."""
    from core.play.pages import PosPage  # noqa: PLC0415 - for tests that use it

    store.stage.counter.begin()
    return PosPage(store.stage)


@pytest.fixture
def clock(store: StorePage) -> ClockPage:
    """The shop's time."""
    from core.play.pages import ClockPage  # noqa: PLC0415 - for tests that use it

    return ClockPage(store.stage)


@pytest.fixture
def merchant(store: StorePage) -> MerchantPage:
    """The merchants."""
    from core.play.pages import MerchantPage  # noqa: PLC0415 - for tests that use it

    return MerchantPage(store.stage)


@pytest.fixture
def paper(store: StorePage) -> PapersPage:
    """What came out of the printers."""
    from core.play.pages import PapersPage  # noqa: PLC0415 - for tests that use it

    return PapersPage(store.stage)


@pytest.fixture
def faults(store: StorePage) -> FaultsPage:
    """The faults' switches."""
    from core.play.pages import FaultsPage  # noqa: PLC0415 - for tests that use it

    return FaultsPage(store.stage)


def _scene(
    ecms: str, scenario: Scenario, places: tuple[Path, Path], request: pytest.FixtureRequest
) -> Scene:
    """The world of a test, with its ECMS where it is to be; `places` are its data and recording."""
    data, record = places
    if ecms in {EMBEDDED, SERVED}:
        from core.play.furnish import check_world  # noqa: PLC0415 - for tests that use it

        check_world(scenario, Path(request.node.nodeid))
    if ecms == EMBEDDED:
        from core.play.world import PlayWorld  # noqa: PLC0415 - for tests that use it

        return PlayWorld(scenario, data, request.getfixturevalue("balik_template"), record)
    if ecms == SERVED:
        from core.play.served import ServedWorld  # noqa: PLC0415 - the same

        template = request.getfixturevalue("balik_served_template")
        return ServedWorld(scenario, data, template, record)
    if not ecms.startswith(("http://", "https://")):
        raise pytest.UsageError(f"--balik-ecms is embedded, served or http://…, not {ecms!r}")
    from core.play.far_world import FarWorld  # noqa: PLC0415 - the same

    return FarWorld(ecms, scenario, data, record)


def _said(node: pytest.Item) -> dict[str, Any]:
    """What the test's marks say of its world, the nearest first."""
    said: dict[str, Any] = {}
    for mark in node.iter_markers("balik"):
        said = {**mark.kwargs, **said}
    return said
