"""All that one kiosk or POS works with, put together by the composition root."""

from collections.abc import Callable
from dataclasses import dataclass

from core.clock import Clock
from core.services.devices import SIMULATED_PRINTER, Devices, PrinterFacts
from core.services.ecms import Ecms, Terminal
from core.services.handheld import Handheld
from core.services.mains import Mains
from core.services.ports import Press, PrinterAtHand, ReportFolder
from core.services.recording import Flight
from core.services.scanners import UNTOUCHED, ScannerSetup
from core.services.store_office import StoreOffice
from core.texts import ENGLISH


@dataclass(frozen=True, slots=True)
class StationTimes:
    """How long a screen waits, in seconds.

    Args:
        idle: without a touch, until the kiosk asks "Are you still there?".
        still_there: until it then forgets everything.
        code_shown: until the code's screen ends by itself.
        trouble_shown: the same, where the code is on the screen only.
        lock_after: without a key or scan, until the POS locks.
        code_at_least: from the code's coming up, until a touch or Enter may end its screen: one
            that comes sooner was meant for the page before. None where robots do the touching.
    """

    idle: int = 60
    still_there: int = 20
    code_shown: int = 45
    trouble_shown: int = 90
    lock_after: int = 300
    code_at_least: int = 1


@dataclass(frozen=True, slots=True)
class DemoClerk:
    """The clerk whose number and PIN the demonstration shows on its lock page."""

    number: str
    pin: str


def one_scan(code: str) -> tuple[str, ...]:
    """What a scanner that is well makes of a code."""
    return (code,)


@dataclass(frozen=True, slots=True)
class Station:
    """One terminal, ready to work.

    Args:
        language: what a kiosk speaks until its customer chooses; a code of `Texts.languages`.
        office: the store's back office; a kiosk does not ask it.
        reports: where a POS files its lists and day reports.
        scanner: how the scanner at this terminal was set up.
        printer: what stands behind `press`.
        devices: what is attached, and how to choose among it.
        training: every paper says in its first line that it is not real.
        demo_clerk: only in the demonstration.
        demo_numbers: numbers to try and what each shows; only in the demonstration.
        simulated_printer: the simulated printer behind `press`, for the strip that shows it.
        handheld: the trucker's and DC's, for the demonstration; where the ECMS is in this process.
        flight: where what happens at it is recorded, if it is.
        mains: where its power comes from; only in the demonstration, which can lose it.
        scans: what its scanner makes of a code that the demonstration holds under it.
        hang_up: wait no longer for what the ECMS was asked; for a window that is being closed.
        knock: asks an ECMS elsewhere whether it is there, and raises `EcmsUnreachable` where it is
            not; blocks for seconds. None where the ECMS is in this process.
    """

    ecms: Ecms
    press: Press
    terminal: Terminal
    clock: Clock
    office: StoreOffice
    reports: ReportFolder
    times: StationTimes = StationTimes()
    language: str = ENGLISH
    scanner: ScannerSetup = UNTOUCHED
    printer: PrinterFacts = SIMULATED_PRINTER
    devices: Devices | None = None
    training: bool = False
    demo_clerk: DemoClerk | None = None
    demo_numbers: tuple[tuple[str, str], ...] = ()
    simulated_printer: PrinterAtHand | None = None
    handheld: Handheld | None = None
    flight: Flight | None = None
    mains: Mains | None = None
    scans: Callable[[str], tuple[str, ...]] = one_scan
    hang_up: Callable[[], None] = lambda: None
    knock: Callable[[], None] | None = None
