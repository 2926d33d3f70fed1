"""What is recorded backstage plays again, whatever was there before it began."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from at_backstage import click, shows

from core.domain.status import Status
from core.play.play import opened_stage, play
from core.pytest_shop import Shopfloor
from core.qt.backstage.window import BackstageWindow
from core.qt.hands import Hands
from core.qt.timers import HandTimers
from core.simulator.scenario import Scenario, read_scenario
from core.simulator.steps import FaultOn
from core.simulator.switches import Switch

SHOES = "AXDY43322222524544"
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
    click(hands, "Record")
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
    click(hands, "Record")
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
    click(hands, "Record")
    shopfloor.accepted(SHOES)
    window.close()
    scenario = read_scenario(_only_file(shopfloor))
    assert [step.do for step in scenario.steps] == ["kiosk.take_code", "pos.accept"]
    _plays(scenario)
