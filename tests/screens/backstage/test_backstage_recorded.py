"""What is done backstage stands in a recording as steps."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.flight.lines import happened
from core.flight.reading import read_recording
from core.flight.recorder import FlightRecorder
from core.pytest_shop import Shopfloor
from core.qt.backstage.eyes import BackstageParts
from core.qt.backstage.window import BackstageWindow
from core.qt.hands import Hands
from core.qt.timers import HandTimers
from core.texts import Texts


def test_switches_and_the_clock_are_noted(
    qtbot: QtBot, parts: BackstageParts, timers: HandTimers, shopfloor: Shopfloor, tmp_path: Path
) -> None:
    recorder = FlightRecorder(tmp_path / "run.jsonl", shopfloor.shop.panel.clock.now)
    recorded = replace(parts, flight=recorder)

    def open_parts() -> BackstageParts:
        return recorded

    window = BackstageWindow(open_parts, Texts(), timers)
    qtbot.addWidget(window)
    window.show()
    hands = Hands(window)
    hands.waits_until(window.play.isEnabled, "backstage to be open")
    faults = recorded.panel.faults
    for _ in ("on", "off"):
        before = dict(faults.switches)
        window.switches.switched.emit("kiosk-printer-offline")
        hands.waits_until(lambda then=before: faults.switches != then, "the switch to be thrown")
    window.fault_times.chance.setCurrentIndex(2)
    window.switches.switched.emit("pos-link-down")
    for words in ("+1 h", "To next job", "Run ×60"):
        QTest.mouseClick(hands.button(words), Qt.MouseButton.LeftButton)
    window.close()
    recorder.close()
    entries = read_recording(tmp_path / "run.jsonl").entries
    assert [happened(entry, Texts()) for entry in entries if entry.where == "backstage"] == [
        "switched on: kiosk-printer-offline",
        "switched off: kiosk-printer-offline",
        "switched on: pos-link-down, with a chance of 0.1",
        "the clock was moved on by 3600.0 s",
        "the clock was moved on to the next job",
        "the clock runs × 60.0",
    ]
