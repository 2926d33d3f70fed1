"""A terminal's power goes at once, at a moment, or in the middle of a paper; and comes back."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.documents.model import Paper as Roll
from core.documents.ticket import ticket
from core.printing.press import compose
from core.services.ports import NotPrinted, Printed, PrinterStatus
from core.simulator.faults import At
from core.simulator.mains import SimulatedMains
from core.simulator.panel import FILE_NAME, Panel
from core.simulator.printer import SimulatedPrinter
from core.simulator.specimens import TICKET
from core.simulator.switches import Switch, Switchboard
from core.simulator.troubled_devices import TroubledPrinter
from core.texts import Texts

FAULT = "kiosk-power-loss"
NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


@dataclass
class Wall:
    """A clock on the wall of a test."""

    moment: datetime = NOON

    def now(self) -> datetime:
        """What it shows."""
        return self.moment


@dataclass
class Lamp:
    """Burns as long as there is power."""

    went_out: int = 0

    def goes_out(self) -> None:
        """The power is lost."""
        self.went_out += 1


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def board(wall: Wall) -> Switchboard:
    return Switchboard(wall.now, seed=42)


@pytest.fixture
def mains(board: Switchboard) -> SimulatedMains:
    return SimulatedMains(board, At.KIOSK)


def test_it_goes_at_once_and_only_once(board: Switchboard, mains: SimulatedMains) -> None:
    lamp = Lamp()
    mains.watch(lamp.goes_out)
    board.switch("pos-power-loss")
    assert not mains.is_gone
    board.switch(FAULT)
    assert (mains.is_gone, lamp.went_out) == (True, 1)
    assert FAULT not in board.switches
    mains.come_back()
    assert not mains.may_fail()


def test_it_goes_at_its_moment(board: Switchboard, mains: SimulatedMains, wall: Wall) -> None:
    lamp = Lamp()
    mains.watch(lamp.goes_out)
    board.switch(FAULT, Switch(since=NOON + timedelta(minutes=5)))
    assert not mains.may_fail()
    wall.moment += timedelta(minutes=5)
    board.look()
    assert lamp.went_out == 1


def test_it_waits_for_somebody_to_go_dark(board: Switchboard, mains: SimulatedMains) -> None:
    board.switch(FAULT)
    assert not mains.may_fail()
    lamp = Lamp()
    mains.watch(lamp.goes_out)
    assert (mains.is_gone, lamp.went_out) == (True, 1)


def test_whoever_loses_power_waits_for_nothing(board: Switchboard, mains: SimulatedMains) -> None:
    mains.watch(lambda: None)
    board.switch(FAULT)
    mains.wait(600)


def test_the_others_hear_of_it_in_its_order(board: Switchboard, mains: SimulatedMains) -> None:
    mains.watch(lambda: None)
    heard: list[frozenset[str]] = []
    board.watch(heard.append)
    board.switch(FAULT)
    assert heard == [{FAULT}, frozenset()]


def test_it_is_lost_by_whichever_process_of_the_same_world_says_so(tmp_path: Path) -> None:
    here, there = (Panel(tmp_path / FILE_NAME) for _ in range(2))
    lamp = Lamp()
    SimulatedMains(here.faults, At.KIOSK).watch(lamp.goes_out)
    there.look()
    there.faults.switch(FAULT)
    here.look()
    assert lamp.went_out == 1
    there.look()
    assert FAULT not in there.faults.switches


def test_in_the_middle_of_a_paper_it_comes_out_half(
    board: Switchboard, mains: SimulatedMains, tmp_path: Path
) -> None:
    lamp, simulated = Lamp(), SimulatedPrinter(tmp_path, 384)
    printer = TroubledPrinter(simulated, board, At.KIOSK, mains)
    mains.watch(lamp.goes_out)
    job = compose(ticket(TICKET, Texts(), Roll.MM_58, training=True), "ticket")
    board.switch(FAULT, Switch(chance=1 - 1e-12))
    assert isinstance(printer.send(job), NotPrinted)
    assert ([paper.whole for paper in printer.papers], lamp.went_out) == ([False], 1)
    assert printer.send(job) == NotPrinted(PrinterStatus.OFFLINE)
    board.all_off()
    mains.come_back()
    assert printer.send(job) == Printed()
    assert [paper.whole for paper in printer.papers] == [False, True]
