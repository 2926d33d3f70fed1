"""What is recorded backstage plays again, whatever was there before it began."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from at_backstage import click, shows

from core.domain.status import Status
from core.play.play import opened_stage, play
from core.pytest_shop import Shopfloor
from core.qt.backstage.eyes import BackstageParts
from core.qt.backstage.window import BackstageWindow
from core.qt.hands import Hands
from core.qt.timers import HandTimers
from core.services.backstage import BoardParcel
from core.simulator.scenario import Scenario, read_scenario
from core.simulator.steps import (
    Accept,
    FaultOn,
    HandOver,
    RunJob,
    ScanParcel,
    TakeCode,
    ToNextJob,
)
from core.simulator.switches import Switch

SHOES = "AXDY43322222524544"
KETTLE = "AXDY43322222524545"
StopsRecording = Callable[[], Scenario]


@pytest.fixture
def stop(hands: Hands, shopfloor: Shopfloor) -> StopsRecording:
    """Stops recording, and reads what was written."""

    def stopped() -> Scenario:
        click(hands, "Record")
        hands.sees("Recorded: balik play ")
        return read_scenario(_only_file(shopfloor))

    return stopped


def _only_file(shopfloor: Shopfloor) -> Path:
    (file,) = (shopfloor.data / "scenarios").glob("*.toml")
    return file


def _records(hands: Hands) -> None:
    click(hands, "Record")
    hands.sees("Recording: ")


def _plays(scenario: Scenario, *, has_windows: bool = False) -> None:
    with opened_stage(scenario, has_windows=has_windows) as stage:
        verdict = play(scenario, stage)
        assert verdict.failed is None, verdict.why


def test_faults_of_before_are_as_likely_and_last_as_long_as_they_did(
    hands: Hands, shopfloor: Shopfloor, stop: StopsRecording
) -> None:
    panel, minute = shopfloor.shop.panel, timedelta(minutes=1)
    now = panel.clock.now()
    for code, switch in {
        "kiosk-link-slow": Switch(chance=0.1),
        "pos-printer-paper-low": Switch(until=now - minute),
        "pos-link-slow": Switch(since=now - 5 * minute, until=now + 10 * minute),
        "webhook-500": Switch(since=now + 30 * minute, until=now + 90 * minute, chance=0.5),
        "pos-link-down": Switch(since=now + 60 * minute),
    }.items():
        panel.faults.switch(code, switch)
    _records(hands)
    click(hands, "+1 h")
    scenario = stop()
    assert scenario.faults == (
        FaultOn(fault="kiosk-link-slow", chance=0.1),
        FaultOn(fault="pos-link-slow", minutes=10),
        FaultOn(fault="webhook-500", chance=0.5, after=30, minutes=60),
        FaultOn(fault="pos-link-down", after=60),
    )
    _plays(scenario)


def test_what_was_done_just_before_a_click_comes_before_it(
    window: BackstageWindow,
    hands: Hands,
    timers: HandTimers,
    shopfloor: Shopfloor,
    stop: StopsRecording,
) -> None:
    """Nobody waits for backstage's next look: neither for a day to pass nor to stop."""
    _records(hands)
    shopfloor.accepted(SHOES)
    click(hands, "+1 day")
    shows(window, timers, Status.FOR_PULL_OUT, 3)
    shopfloor.accepted("HYN402")
    scenario = stop()
    assert [step.do for step in scenario.steps] == [
        "kiosk.take_code",
        "pos.accept",
        "clock.pass",
        "ecms.job",
        "kiosk.take_code",
        "pos.accept",
    ]
    _plays(scenario)


def test_a_recording_is_written_though_its_window_is_closed(
    window: BackstageWindow, hands: Hands, shopfloor: Shopfloor
) -> None:
    _records(hands)
    shopfloor.accepted(SHOES)
    window.close()
    scenario = read_scenario(_only_file(shopfloor))
    assert [step.do for step in scenario.steps] == ["kiosk.take_code", "pos.accept"]
    _plays(scenario)


@pytest.mark.parametrize("has_windows", [False, True])
def test_a_code_of_before_is_taken_again_before_its_parcel_is_accepted(
    hands: Hands, shopfloor: Shopfloor, stop: StopsRecording, *, has_windows: bool
) -> None:
    code = shopfloor.ticket(SHOES)
    shopfloor.shop.panel.faults.switch("kiosk-printer-paper-out", Switch())
    _records(hands)
    shopfloor.accept(code)
    scenario = stop()
    assert scenario.steps == (
        TakeCode(reference=SHOES, named=code),
        FaultOn(fault="kiosk-printer-paper-out"),
        Accept(parcel=code),
    )
    _plays(scenario, has_windows=has_windows)


def test_parcels_of_before_go_on_from_where_they_were(
    hands: Hands, shopfloor: Shopfloor, parts: BackstageParts, stop: StopsRecording
) -> None:
    """One is on its way, one waits at the counter, one at the store since yesterday."""
    shoes = shopfloor.accepted(SHOES).code.digits
    parts.behind.run_job()
    _moves_on(parts, SHOES, Status.PULLED_OUT_FROM_STORE)
    kettle = shopfloor.accepted("HYN403").code.digits
    _records(hands)
    _moves_on(parts, SHOES, Status.ARRIVED_AT_WAREHOUSE)
    _moves_on(parts, "WAITING2026", Status.PULLED_OUT_FROM_STORE)
    click(hands, "To next job")
    hands.waits_until(lambda: _is(parts, KETTLE, Status.FOR_PULL_OUT), "the job")
    _moves_on(parts, KETTLE, Status.PULLED_OUT_FROM_STORE)
    scenario = stop()
    assert scenario.steps == (
        TakeCode(reference=SHOES, named=shoes),
        Accept(parcel=shoes),
        RunJob(),
        HandOver(parcels=(shoes,)),
        TakeCode(reference=KETTLE, named=kettle),
        Accept(parcel=kettle),
        RunJob(),
        HandOver(parcels=("WAITING2026",)),
        ScanParcel(parcels=(shoes,), status=Status.ON_VEHICLE_TO_WAREHOUSE),
        ScanParcel(parcels=(shoes,), status=Status.ARRIVED_AT_WAREHOUSE),
        ToNextJob(),
        RunJob(),
        HandOver(parcels=(kettle,)),
    )
    _plays(scenario)


def test_drivers_who_come_twice_to_one_list_are_told_as_such(
    hands: Hands, shopfloor: Shopfloor, parts: BackstageParts, stop: StopsRecording
) -> None:
    """What is scanned backstage closes no list; what a scenario's clerk hands over does."""
    for reference in (SHOES, "HYN403"):
        shopfloor.accepted(reference)
    parts.behind.run_job()
    _records(hands)
    for uid in (SHOES, KETTLE):
        _moves_on(parts, uid, Status.PULLED_OUT_FROM_STORE)
        before = parts.panel.clock.now()
        click(hands, "+1 h")
        hands.waits_until(lambda: parts.panel.clock.now() > before, "an hour to pass")  # noqa: B023
    _moves_on(parts, "WAITING2026", Status.PULLED_OUT_FROM_STORE)
    scenario = stop()
    assert [step.do for step in scenario.steps].count("pos.hand_over") == 3
    _plays(scenario)


def test_whose_return_it_is_is_chosen_while_two_merchants_know_its_number(
    hands: Hands, shopfloor: Shopfloor, stop: StopsRecording
) -> None:
    """Merchant A's shoes have the order number 100078, Merchant B's lamp is return 100078."""
    lamp = shopfloor.ticket("HYN402")
    _records(hands)
    shopfloor.accept(lamp)
    scenario = stop()
    assert scenario.steps == (
        TakeCode(reference="100078", choose="Merchant B", named=lamp),
        Accept(parcel=lamp),
    )
    _plays(scenario, has_windows=True)


def test_nobody_chooses_once_the_other_parcel_was_taken(
    window: BackstageWindow,
    hands: Hands,
    timers: HandTimers,
    shopfloor: Shopfloor,
    stop: StopsRecording,
) -> None:
    _records(hands)
    for taken, reference in enumerate((SHOES, "HYN402"), start=3):
        shopfloor.accepted(reference)
        shows(window, timers, Status.RETURNED, taken)
    scenario = stop()
    chosen = [step.choose for step in scenario.steps if isinstance(step, TakeCode)]
    assert chosen == ["", ""]
    _plays(scenario, has_windows=True)


def test_another_store_s_parcel_is_left_out_and_the_file_says_so(
    hands: Hands, shopfloor: Shopfloor, parts: BackstageParts, stop: StopsRecording
) -> None:
    """A scenario's driver comes to its own store's counter alone."""
    parts.behind.run_job()
    elsewhere = _on_board(parts, "RETURNED2026")
    _records(hands)
    for uid in ("RETURNED2026", "WAITING2026"):
        _moves_on(parts, uid, Status.ON_VEHICLE_TO_WAREHOUSE)
    scenario = stop()
    assert scenario.steps == (
        RunJob(),
        HandOver(parcels=("WAITING2026",)),
        ScanParcel(parcels=("WAITING2026",), status=Status.ON_VEHICLE_TO_WAREHOUSE),
    )
    first = _only_file(shopfloor).read_text("utf-8").splitlines()[0]
    assert first.startswith(f"# Left out: parcel {elsewhere.code} of store 0412;")
    _plays(scenario)


def _on_board(parts: BackstageParts, uid: str) -> BoardParcel:
    (parcel,) = [each for each in parts.behind.board.parcels() if each.uid == uid]
    return parcel


def _is(parts: BackstageParts, uid: str, status: Status) -> bool:
    return _on_board(parts, uid).status is status


def _moves_on(parts: BackstageParts, uid: str, status: Status) -> None:
    """Whoever is next scans it, until it is that far."""
    while not _is(parts, uid, status):
        parts.behind.move_on(_on_board(parts, uid))
