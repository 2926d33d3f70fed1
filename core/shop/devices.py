"""Which device stands behind a terminal's port: part of the composition root."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Self

from core.documents.model import Document, Paper
from core.printing.address import Simulated, parse_address, spelled
from core.printing.models import model_named
from core.printing.native import compose_native
from core.printing.opening import MissingLibrary, open_printer
from core.services.devices import PrinterFacts
from core.services.ports import Printer, PrintJob
from core.settings import PrinterAt
from core.simulator.faults import At
from core.simulator.mains import SimulatedMains
from core.simulator.printer import SimulatedPrinter
from core.simulator.switches import Switchboard
from core.simulator.troubled_devices import TroubledPrinter
from core.trouble import StartupTrouble, marked

_PAPERS = {58: Paper.MM_58, 80: Paper.MM_80}


@dataclass(frozen=True, slots=True)
class ChosenPrinter:
    """A terminal's printer.

    Args:
        printer: itself.
        facts: what people are told of it.
        simulated: the same, where a hand can open its cover.
        make: makes the bytes of its papers; None for proved pictures.
    """

    printer: Printer
    facts: PrinterFacts
    simulated: SimulatedPrinter | TroubledPrinter | None = None
    make: Callable[[Document, str], PrintJob] | None = None

    def troubled(self, board: Switchboard, at: At, mains: SimulatedMains) -> Self:
        """The same with the faults that are ordered for it; a real one makes its own."""
        if not isinstance(self.simulated, SimulatedPrinter):
            return self
        printer = TroubledPrinter(self.simulated, board, at, mains)
        return replace(self, printer=printer, simulated=printer)


def choose_printer(chosen: PrinterAt, roll_mm: int, papers: Path) -> ChosenPrinter:
    """The printer that the settings name.

    Args:
        chosen: which.
        roll_mm: the roll in it.
        papers: where a simulated one puts its papers.

    Raises:
        StartupTrouble: it cannot be used like that; says why.
    """
    address = parse_address(chosen.at)
    model = model_named(chosen.model or f"generic-{roll_mm}")
    make = None if chosen.draws == "picture" else partial(compose_native, model=model)
    if isinstance(address, Simulated):
        simulated = SimulatedPrinter(papers, _PAPERS[roll_mm].width_dots)
        facts = PrinterFacts("Simulated printer", chosen.at, 203)
        return ChosenPrinter(simulated, facts, simulated, make)
    facts = PrinterFacts(model.name, spelled(address), model.dpi)
    try:
        return ChosenPrinter(open_printer(address, model, roll_mm), facts, make=make)
    except MissingLibrary as missing:
        raise StartupTrouble(
            marked("A printer at {address} needs a part of Balik that is not installed."),
            marked("Install it with: pip install 'balik[{extra}]'"),
            address=chosen.at,
            extra=missing.extra,
        ) from None
    except ValueError as wrong:
        raise StartupTrouble(
            marked("The printer {address} cannot be used with this paper."),
            marked("Mend kiosk_printer, pos_printer or the paper's width in balik.toml: {why}"),
            address=chosen.at,
            why=wrong,
        ) from None
