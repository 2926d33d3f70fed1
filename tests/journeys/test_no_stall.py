"""The UI thread never waits: no stretch of the event loop above 50 ms of our own."""

from pathlib import Path

import pytest
from fresh_process import trouble_in_fresh_processes


@pytest.mark.parametrize("screen", ["kiosk", "pos"])
def test_no_turn_of_the_event_loop_takes_long(screen: str) -> None:
    assert not trouble_in_fresh_processes(Path(__file__).parent / screen / "calm_stories.py")
