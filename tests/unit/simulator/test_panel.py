"""One clock and one switchboard for all processes of a world."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.bootstrap import Shop
from core.domain.references import parse_reference
from core.domain.refusals import EcmsUnreachable
from core.pytest_shop import HandClock, Shopfloor
from core.services.ecms import Ecms
from core.simulator.panel import FILE_NAME, Panel
from core.simulator.switches import Switch
from core.simulator.virtual_clock import STILL, VirtualClock

SHOES = "AXDY43322222524544"


def test_a_clock_goes_at_its_pace_and_never_back() -> None:
    wall = HandClock()
    clock = VirtualClock(wall, datetime(2027, 2, 1, tzinfo=UTC))
    wall.pass_time(10)
    assert clock.now() == datetime(2027, 2, 1, 0, 0, 10, tzinfo=UTC)
    clock.run(60)
    wall.pass_time(10)
    assert clock.now() == datetime(2027, 2, 1, 0, 10, 10, tzinfo=UTC)
    clock.run(STILL)
    wall.pass_time(10)
    clock.pass_time(timedelta(days=1))
    assert clock.now() == datetime(2027, 2, 2, 0, 10, 10, tzinfo=UTC)
    clock.go_to(datetime(2027, 1, 1, tzinfo=UTC))
    assert clock.now() == datetime(2027, 2, 2, 0, 10, 10, tzinfo=UTC)
    with pytest.raises(ValueError, match="does not go back"):
        clock.pass_time(timedelta(seconds=-1))


def test_two_processes_live_at_the_same_time_under_the_same_faults(tmp_path: Path) -> None:
    wall, file = HandClock(), tmp_path / FILE_NAME
    here, there = Panel(file, wall), Panel(file, wall)
    here.clock.pass_time(timedelta(days=3))
    here.clock.run(60)
    here.faults.switch("webhook-500")
    later = here.clock.now() + timedelta(hours=1)
    here.faults.switch("kiosk-link-down", Switch(since=later, chance=0.5))
    wall.pass_time(30)
    there.look()
    later = HandClock().now() + timedelta(days=3, minutes=30)
    assert there.clock.now() == here.clock.now() == later
    assert there.faults.switches == here.faults.switches
    there.faults.all_off()
    here.look()
    assert here.faults.switches == {}
    assert Panel(file, wall).clock.now() == here.clock.now()


@pytest.mark.parametrize(
    "spoiled", ["", "{", "[]", '{"shop": 3}', '{"shop": "2026-01-01", "wall": "x", "rate": 1}']
)
def test_a_spoiled_file_moves_nothing(tmp_path: Path, spoiled: str) -> None:
    file, wall = tmp_path / FILE_NAME, HandClock()
    file.write_text(spoiled, "utf-8")
    panel = Panel(file, wall)
    assert panel.clock.now() == wall.now()
    assert panel.faults.switches == {}


def _knows_shoes(ecms: Ecms, floor: Shopfloor) -> bool:
    return bool(ecms.find_orders(parse_reference(SHOES), floor.kiosk.terminal))


@pytest.mark.parametrize(
    "fault", ["kiosk-link-down", "kiosk-link-401", "kiosk-link-429", "kiosk-link-500"]
)
def test_a_terminal_without_a_link_reaches_nobody_and_the_other_one_does(
    shopfloor: Shopfloor, fault: str
) -> None:
    faults = shopfloor.shop.panel.faults
    faults.switch(fault)
    with pytest.raises(EcmsUnreachable):
        _knows_shoes(shopfloor.kiosk.ecms, shopfloor)
    assert _knows_shoes(shopfloor.station.ecms, shopfloor)
    faults.off(fault)
    assert _knows_shoes(shopfloor.kiosk.ecms, shopfloor)


@pytest.mark.parametrize(
    ("fault", "was_done"),
    [
        ("kiosk-link-answer-lost", True),
        ("ecms-disk-full", False),
        ("ecms-database-locked", False),
        ("ecms-power-loss", False),
    ],
)
def test_what_was_done_counts_once_and_what_was_not_leaves_nothing(
    shopfloor: Shopfloor, fault: str, was_done: bool
) -> None:
    before = shopfloor.books()
    shopfloor.shop.panel.faults.switch(fault)
    with pytest.raises(EcmsUnreachable):
        shopfloor.ticket(SHOES)
    after = shopfloor.books()
    assert (len(after["returns"]) - len(before["returns"]) == 1) is was_done
    assert was_done or after == before
    shopfloor.shop.panel.faults.all_off()
    assert len(shopfloor.ticket(SHOES)) == 12
    assert len(shopfloor.books()["returns"]) == len(before["returns"]) + 1


def test_an_installation_that_is_no_demonstration_cannot_be_moved(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "real", said={"demonstration": False})
    with pytest.raises(LookupError, match="no demonstration"):
        shop.panel  # noqa: B018 - to ask for it is the test
    assert not (tmp_path / "real" / FILE_NAME).exists()
    shop.close()
