"""What is recorded backstage plays again, whatever was there before it began."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from at_backstage import click

from core.play.play import opened_stage, play
from core.pytest_shop import Shopfloor
from core.qt.hands import Hands
from core.simulator.scenario import Scenario, read_scenario
from core.simulator.steps import FaultOn
from core.simulator.switches import Switch

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
