"""Whoever watches and prints goes on when the printer behind them is another one."""

from pathlib import Path

from core.printing.press import ProofPress
from core.printing.switched_press import SwitchedPress
from core.services.ports import PrinterStatus
from core.simulator.printer import SimulatedPrinter


def test_watchers_follow_to_the_other_printer_and_leave_the_first(tmp_path: Path) -> None:
    first, second = SimulatedPrinter(tmp_path / "1"), SimulatedPrinter(tmp_path / "2", 384)
    press = SwitchedPress(ProofPress(first))
    said: list[PrinterStatus] = []
    stop = press.watch(said.append)
    first.set_status(PrinterStatus.COVER_OPEN)
    second.set_status(PrinterStatus.PAPER_OUT)
    assert said == [PrinterStatus.COVER_OPEN]
    press.switch(ProofPress(second))
    assert press.paper.value == 384
    first.set_status(PrinterStatus.READY)
    assert said == [PrinterStatus.COVER_OPEN, PrinterStatus.PAPER_OUT]
    second.set_status(PrinterStatus.READY)
    assert said[2:] == [PrinterStatus.READY] == [press.status()]
    stop()
    stop()
    second.set_status(PrinterStatus.JAMMED)
    assert said[3:] == []


def test_who_begins_to_watch_after_the_switch_hears_the_other_printer(tmp_path: Path) -> None:
    first, second = SimulatedPrinter(tmp_path / "1"), SimulatedPrinter(tmp_path / "2")
    press = SwitchedPress(ProofPress(first))
    press.switch(ProofPress(second))
    said: list[PrinterStatus] = []
    press.watch(said.append)
    second.set_status(PrinterStatus.COVER_OPEN)
    assert said == [PrinterStatus.COVER_OPEN]
