"""A printer that never says whether a paper came out: the clerk is asked."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.printing.address import RawDevice
from core.printing.models import model_named
from core.printing.opening import open_printer
from core.printing.press import ProofPress
from core.simulator.escpos.twin import TwinPrinter
from core.simulator.escpos.wire import TerminalWire
from pos.driver import PosDriver
from pos.pytest_plugin import Shopfloor


@pytest.fixture
def mute(shopfloor: Shopfloor, tmp_path: Path) -> Iterator[TwinPrinter]:
    """The POS prints on a printer that takes everything and answers nothing."""
    twin = TwinPrinter(576, answers=False)
    wire = TerminalWire(twin, tmp_path / "lp0")
    printer = open_printer(RawDevice(str(tmp_path / "lp0")), model_named("mute-80"), 80)
    shopfloor.station = replace(shopfloor.station, press=ProofPress(printer))
    yield twin
    wire.unplug()


def test_the_clerk_says_what_the_printer_cannot(
    mute: TwinPrinter, shopfloor: Shopfloor, counter: PosDriver
) -> None:
    counter.scan(shopfloor.ticket("AXDY43322222524544"))
    counter.sees("Check the parcel")
    counter.check_parcel()
    counter.press("F9")
    counter.sees("Did the receipt come out whole?", "F9: yes. F6: no, print it again.")
    counter.sees("No, print it again")
    counter.press("F6")
    counter.sees("Did the receipt come out whole?")
    counter.press("F9")
    counter.sees("Did the label come out whole?", "F9: yes. F7: no, print it again.")
    counter.press("F9")
    counter.sees("Give the customer the receipt. Stick the label on the parcel.")
    counter.does_not_see("Did the label come out whole?")
    today = shopfloor.station.ecms.counter_today(shopfloor.station.terminal)
    assert today.accepted == 1
    counter.waits_until(lambda: len(mute.papers) == 3, "the receipt twice and the label")
    assert all(paper.whole for paper in mute.papers)
