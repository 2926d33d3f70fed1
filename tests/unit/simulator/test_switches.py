"""Faults are data: a list, and switches that strike at once, at a moment, by a seeded chance."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from core.services.ports import PrinterStatus
from core.simulator.faults import FAULTS, At, ClockFault, DiskFault, LinkFault, ScanFault, fault_of
from core.simulator.merchant_site import Mood
from core.simulator.switches import Switch, Switchboard, UnknownFault
from core.simulator.troubled_devices import SimulatedScanner, SkewedClock
from core.texts import Texts

NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


@dataclass
class Wall:
    """A clock on the wall of a test."""

    moment: datetime = NOON

    def now(self) -> datetime:
        """What it shows."""
        return self.moment


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def board(wall: Wall) -> Switchboard:
    return Switchboard(wall.now, seed=42)


def test_there_are_at_least_thirty_and_each_says_what_it_is() -> None:
    said = {fault.words(Texts()) for fault in FAULTS.values()}
    assert len(said) == len(FAULTS) >= 30
    assert "Kiosk printer: out of paper" in said
    assert "Merchant’s webhook: answers 500" in said


def test_everything_that_can_be_in_trouble_can_be_put_into_it() -> None:
    for at in (At.KIOSK, At.POS):
        for effect in (*PrinterStatus, *ScanFault, *LinkFault):
            assert (fault_of(at, effect) is None) == (effect is PrinterStatus.READY)
    for mood in Mood:
        assert (fault_of(At.MERCHANT, mood) is None) == (mood is Mood.ANSWERS)
    assert all(fault_of(At.ECMS, disk) for disk in DiskFault)
    assert {fault.effect for fault in FAULTS.values()} >= set(ClockFault)


def test_a_fault_is_on_between_its_moments_and_those_who_watch_are_told(
    board: Switchboard, wall: Wall
) -> None:
    told: list[frozenset[str]] = []
    board.watch(told.append)
    hour = timedelta(hours=1)
    board.switch("kiosk-link-down", Switch(NOON + hour, NOON + 2 * hour))
    assert not board.is_on("kiosk-link-down")
    for _ in range(2):
        wall.moment += hour
        board.look()
    assert told == [frozenset({"kiosk-link-down"}), frozenset()]
    assert not board.strikes(FAULTS["kiosk-link-down"])


def test_a_chance_strikes_about_as_often_as_it_says_and_the_same_seed_alike(wall: Wall) -> None:
    def struck(seed: int) -> list[bool]:
        board = Switchboard(wall.now, seed)
        board.switch("pos-link-slow", Switch(chance=0.25))
        return [board.strikes(FAULTS["pos-link-slow"]) for _ in range(400)]

    assert struck(42) == struck(42) != struck(43)
    assert 70 < sum(struck(42)) < 130


def test_a_chance_owes_nothing_to_other_faults(wall: Wall) -> None:
    alone, beside = Switchboard(wall.now, 7), Switchboard(wall.now, 7)
    for board in (alone, beside):
        board.switch("pos-link-slow", Switch(chance=0.5))
    beside.switch("pos-link-down", Switch(chance=0.5))
    slow, down = FAULTS["pos-link-slow"], FAULTS["pos-link-down"]
    alone_struck = [alone.strikes(slow) for _ in range(50)]
    assert alone_struck == [beside.strikes(down) is None or beside.strikes(slow) for _ in range(50)]


def test_a_jam_is_over_when_it_has_struck(board: Switchboard) -> None:
    jam = FAULTS["kiosk-printer-jam-mid-paper"]
    board.switch(jam.code)
    assert [board.strikes(jam) for _ in range(2)] == [True, False]
    assert jam.code not in board.switches


@pytest.mark.parametrize("wrong", ["kiosk-printer-on-fire", ""])
def test_a_fault_that_does_not_exist_is_refused_by_name(board: Switchboard, wrong: str) -> None:
    for act in (board.switch, board.off):
        with pytest.raises(UnknownFault, match=repr(wrong)):
            act(wrong)
    assert board.switches == {}


@pytest.mark.parametrize("chance", [0, -0.1, 1.01, float("nan")])
def test_a_chance_that_is_none_is_refused(chance: float) -> None:
    with pytest.raises(ValueError, match="a chance lies"):
        Switch(chance=chance)


@pytest.mark.parametrize(
    ("fault", "scans"),
    [
        (None, ("182212342345",)),
        ("pos-scanner-twice", ("182212342345", "182212342345")),
        ("pos-scanner-misread", ("182212342346",)),
        ("pos-scanner-short", ("182212342",)),
        ("pos-scanner-dead", ()),
        ("kiosk-scanner-dead", ("182212342345",)),
    ],
)
def test_what_a_scanner_makes_of_a_code(
    board: Switchboard, fault: str | None, scans: tuple[str, ...]
) -> None:
    if fault is not None:
        board.switch(fault)
    assert SimulatedScanner(board, At.POS).reads("182212342345") == scans


def test_a_clock_is_wrong_by_as_much_as_its_fault_says(board: Switchboard, wall: Wall) -> None:
    clock = SkewedClock(wall, board, At.POS)
    assert clock.now() == NOON
    board.switch("pos-clock-behind")
    assert clock.now() == NOON - timedelta(days=1)
