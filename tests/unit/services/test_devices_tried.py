"""A printer is tried by whoever sets it up, and a device that cannot be used says why."""

import secrets
from dataclasses import replace
from pathlib import Path

import pytest
from small_chain import KIOSK, PINS, RULES, SmallChain

from core.printing.press import ProofPress
from core.printing.report_folder import DiskReports
from core.services.devices import CannotUse, PrinterFacts
from core.services.embedded import EmbeddedEcms
from core.services.embedded_office import EmbeddedOffice
from core.services.ports import DatabaseTrouble, NotPrinted, Printed, PrinterStatus, TroubleKind
from core.services.station import Station
from core.services.try_printer import try_printer
from core.simulator.printer import SimulatedPrinter
from core.texts import Texts


def test_the_trial_page_says_which_printer_it_came_from(chain: SmallChain, tmp_path: Path) -> None:
    """And when, on the wall of the store; in training it says that too."""
    printer = SimulatedPrinter(tmp_path)
    station = Station(
        EmbeddedEcms(chain.storage, chain.clock, PINS, secrets.randbelow, RULES),
        ProofPress(printer),
        KIOSK,
        chain.clock,
        EmbeddedOffice(chain.storage, chain.clock, RULES),
        DiskReports(tmp_path),
        printer=PrinterFacts("Star TSP143", "usb:0519:0003", 203),
    )
    assert try_printer(station, Texts()) == Printed()
    assert try_printer(replace(station, training=True), Texts()) == Printed()
    printer.set_status(PrinterStatus.COVER_OPEN)
    assert try_printer(station, Texts()) == NotPrinted(PrinterStatus.COVER_OPEN)

    assert [paper.name for paper in printer.papers] == ["test", "test"]
    real, training = (paper.png.with_suffix(".txt").read_text() for paper in printer.papers)
    for text in ("0166-K1", "Star TSP143", "usb:0519:0003", "21 Nov 12:00"):
        assert text in real
    assert "NOT A REAL RETURN" not in real
    assert "NOT A REAL RETURN" in training


def test_a_device_that_cannot_be_used_says_why_in_the_persons_language() -> None:
    refused = CannotUse("The terminal {number} is not set up.", number="K9")
    assert refused.sentence(Texts()) == "The terminal K9 is not set up."
    assert str(refused) == "The terminal {number} is not set up.", "a log has no value"


@pytest.mark.parametrize("kind", list(TroubleKind))
def test_a_database_in_trouble_says_which(kind: TroubleKind) -> None:
    trouble = DatabaseTrouble(kind)
    assert (str(trouble), trouble.kind) == (f"the returns database is {kind.value}", kind)


@pytest.mark.parametrize("status", list(PrinterStatus))
def test_a_printer_prints_while_it_has_paper(status: PrinterStatus) -> None:
    assert status.can_print == (status in (PrinterStatus.READY, PrinterStatus.PAPER_LOW))
