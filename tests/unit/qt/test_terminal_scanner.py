"""A window hears its keyboard, its line, and after another choice the other one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from scanned_window import CODE, scan

from core.qt.terminal_scanner import TerminalScanner
from core.services.scanners import ScannerSetup
from core.simulator.scanner import ScannerCable, SimulatedScanner


class Till(QLineEdit):
    """A window with a scanner of each kind."""

    def __init__(self, place: Path) -> None:
        super().__init__()
        self.now = 0.0
        self.scans: list[str] = []
        self.cable = ScannerCable(place)
        self.scanner = TerminalScanner(self, drops_repeats=True, seconds=lambda: self.now)
        self.scanner.scanned.connect(self.scans.append)

    def line_reads(self, text: str, aim: str = "") -> None:
        """The scanner on the line reads a code."""
        self.cable.send(SimulatedScanner(sends_aim=True).sent(text, aim))


@pytest.fixture
def till(qtbot: QtBot, tmp_path: Path) -> Iterator[Till]:
    """A till whose line is plugged in and chosen."""
    till = Till(tmp_path / "line")
    qtbot.addWidget(till)
    till.show()
    qtbot.waitExposed(till)
    till.cable.plug_in()
    with qtbot.waitSignal(till.scanner.is_there_changed):
        till.scanner.attach(ScannerSetup("serial:///nowhere/at/all"))
    with qtbot.waitSignal(till.scanner.is_there_changed):
        till.scanner.attach(ScannerSetup(till.cable.address))
    assert till.scanner.is_there
    yield till
    till.scanner.close()
    till.cable.unplug()


def test_line_and_keyboard_are_both_heard_as_the_domain_reads_them(
    qtbot: QtBot, till: Till
) -> None:
    till.line_reads("00303105332614281206", "]C1")
    qtbot.waitUntil(lambda: till.scans == ["(00)303105332614281206"])
    scan(till, CODE)
    assert till.scans[1:] == [CODE]
    assert till.text() == ""


def test_what_the_line_repeats_is_one_scan_and_later_another(qtbot: QtBot, till: Till) -> None:
    till.line_reads(CODE)
    qtbot.waitUntil(lambda: till.scans == [CODE])
    scan(till, CODE)
    till.line_reads("HYN402")
    qtbot.waitUntil(lambda: till.scans == [CODE, "HYN402"])
    till.now += 2
    scan(till, "HYN402")
    assert till.scans == [CODE, "HYN402", "HYN402"]


def test_an_unplugged_line_is_said_and_comes_back_by_itself(qtbot: QtBot, till: Till) -> None:
    with qtbot.waitSignal(till.scanner.is_there_changed):
        till.cable.unplug()
    assert not till.scanner.is_there
    with qtbot.waitSignal(till.scanner.is_there_changed):
        till.cable.plug_in()
    till.line_reads(CODE)
    qtbot.waitUntil(lambda: till.scans == [CODE])


def test_after_another_choice_the_old_line_is_not_heard(
    qtbot: QtBot, till: Till, tmp_path: Path
) -> None:
    other = ScannerCable(tmp_path / "other")
    with qtbot.waitSignal(till.scanner.is_there_changed):
        till.scanner.attach(ScannerSetup(other.address))
    other.plug_in()
    qtbot.waitUntil(lambda: till.scanner.is_there)
    till.line_reads("HYN402")
    other.send(f"{CODE}\r")
    qtbot.waitUntil(lambda: bool(till.scans))
    assert till.scans == [CODE]
    till.scanner.attach(ScannerSetup())
    qtbot.waitUntil(lambda: till.scanner.setup.address == "keyboard:")
    other.unplug()


def test_an_address_that_means_nothing_is_a_scanner_that_is_not_there(
    qtbot: QtBot, till: Till
) -> None:
    with qtbot.waitSignal(till.scanner.is_there_changed):
        till.scanner.attach(ScannerSetup("bluetooth:7"))
    assert not till.scanner.is_there
    scan(till, CODE)
    assert till.scans == [CODE]
