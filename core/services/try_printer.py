"""Trying a printer: the page that shows to the eye and to a scanner what is wrong with it."""

from core.documents.trial_page import TrialFacts, trial_page
from core.services.ports import PrintOutcome
from core.services.station import Station
from core.texts import Texts


def try_printer(station: Station, texts: Texts) -> PrintOutcome:
    """Print the page that tries the printer, and wait for the printer's word."""
    terminal, printer = station.terminal, station.printer
    local = terminal.store.local(station.clock.now())
    facts = TrialFacts(
        f"{terminal.store.code}-{terminal.number}",
        printer.name,
        printer.address,
        f"{texts.short_date(local)} {texts.time(local)}",
        printer.dpi,
    )
    page = trial_page(facts, texts, station.press.paper, training=station.training)
    return station.press.print(page, "test")
