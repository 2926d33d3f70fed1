"""Printer, scanner and clock of one terminal, with the faults that are ordered for them."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from core.clock import Clock
from core.services.ports import NotPrinted, PaperOut, PrinterStatus, PrintJob, PrintOutcome
from core.simulator.faults import FAULTS, At, ClockFault, Fault, MidPaper, ScanFault, fault_of
from core.simulator.mains import SimulatedMains
from core.simulator.printer import SimulatedPrinter
from core.simulator.switches import Switchboard

_SKEWS: Final = {ClockFault.AHEAD: timedelta(hours=2), ClockFault.BEHIND: timedelta(days=-1)}
_TORN_OFF: Final = 3


class TroubledPrinter:
    """A simulated printer, and the faults that are ordered for it; any thread may use it.

    What is switched on puts it into that condition until it is switched off, also where the fault
    itself is over with one paper. What strikes by chance does so for one paper, and somebody sees
    to it at once.

    Args:
        printer: the simulated one.
        board: says what strikes.
        at: whose printer.
        mains: of the terminal that it is built into.
    """

    def __init__(
        self, printer: SimulatedPrinter, board: Switchboard, at: At, mains: SimulatedMains
    ) -> None:
        self._printer: Final = printer
        self._mains: Final = mains
        self._board: Final = board
        self._jam: Final = fault_of(at, MidPaper.JAMS)
        self._conditions: Final = {
            fault: fault.effect
            for fault in FAULTS.values()
            if fault.at is at and isinstance(fault.effect, PrinterStatus)
        }
        self._ordered: PrinterStatus | None = None
        self._is_jammed = False
        board.watch(self._switched)
        board.watch_mending(self._mended)
        self._switched(frozenset(code for code in board.switches if board.is_on(code)))

    @property
    def width_dots(self) -> int:
        """See `Printer.width_dots`."""
        return self._printer.width_dots

    @property
    def papers(self) -> Sequence[PaperOut]:
        """See `PrinterAtHand.papers`."""
        return self._printer.papers

    def status(self) -> PrinterStatus:
        """See `Printer.status`."""
        return self._printer.status()

    def set_status(self, status: PrinterStatus) -> None:
        """See `PrinterAtHand.set_status`."""
        self._printer.set_status(status)

    def jam_next(self) -> None:
        """See `PrinterAtHand.jam_next`."""
        self._printer.jam_next()

    def watch(self, changed: Callable[[PrinterStatus], None]) -> Callable[[], None]:
        """See `Printer.watch`."""
        return self._printer.watch(changed)

    def watch_papers(self, came_out: Callable[[PaperOut], None]) -> Callable[[], None]:
        """See `PrinterAtHand.watch_papers`."""
        return self._printer.watch_papers(came_out)

    def send(self, job: PrintJob) -> PrintOutcome:
        """See `Printer.send`."""
        if self._mains.is_gone:
            return NotPrinted(PrinterStatus.OFFLINE)
        if self._mains.may_fail():
            # In the middle of the paper: the worst instant.
            self._printer.fail_next(PrinterStatus.OFFLINE)
            return self._sent_and_well_again(job)
        if self._jam is not None and self._printer.status().can_print:
            is_certain = self._board.is_on(self._jam.code)
            if self._board.strikes(self._jam):
                self._printer.jam_next()
                if not is_certain:
                    return self._sent_and_well_again(job)
                self._is_jammed = True
        for fault, status in self._conditions.items():
            if not self._board.is_on(fault.code) and self._board.strikes(fault):
                self._printer.set_status(status)
                return self._sent_and_well_again(job)
        return self._printer.send(job)

    def _sent_and_well_again(self, job: PrintJob) -> PrintOutcome:
        try:
            return self._printer.send(job)
        finally:
            self._printer.set_status(self._ordered or PrinterStatus.READY)

    def _mended(self, codes: frozenset[str]) -> None:
        if not self._is_jammed or self._jam is None or self._jam.code not in codes:
            return
        self._is_jammed = False
        if self._printer.status() is PrinterStatus.JAMMED:
            self._printer.set_status(self._ordered or PrinterStatus.READY)

    def _switched(self, in_force: frozenset[str]) -> None:
        ordered = next(
            (status for fault, status in self._conditions.items() if fault.code in in_force), None
        )
        if ordered is not self._ordered:
            self._ordered = ordered
            self._printer.set_status(ordered or PrinterStatus.READY)


class SimulatedScanner:
    """What a scanner makes of a code that is held under it.

    Args:
        board: says what strikes.
        at: whose scanner.
    """

    def __init__(self, board: Switchboard, at: At) -> None:
        self._board: Final = board
        self._faults: Final[dict[ScanFault, Fault | None]] = {
            scan: fault_of(at, scan) for scan in ScanFault
        }

    def reads(self, text: str) -> tuple[str, ...]:
        """The scans that come of it: one, where all is well."""
        if self._strikes(ScanFault.DEAD):
            return ()
        if self._strikes(ScanFault.MISREAD):
            text = _misread(text)
        if self._strikes(ScanFault.SHORT):
            text = text[:-_TORN_OFF]
        return (text, text) if self._strikes(ScanFault.TWICE) else (text,)

    def _strikes(self, scan: ScanFault) -> bool:
        return self._board.strikes(self._faults[scan])


class SkewedClock:
    """A device's own clock, which may be wrong.

    Args:
        clock: the right time.
        board: says what strikes.
        at: whose clock.
    """

    def __init__(self, clock: Clock, board: Switchboard, at: At) -> None:
        self._clock: Final = clock
        self._board: Final = board
        self._skews: Final = {
            fault.code: skew
            for wrong, skew in _SKEWS.items()
            if (fault := fault_of(at, wrong)) is not None
        }

    def now(self) -> datetime:
        """See `core.clock.Clock`."""
        now = self._clock.now()
        wrong = (skew for code, skew in self._skews.items() if self._board.is_on(code))
        return now + sum(wrong, timedelta())


def _misread(text: str) -> str:
    """One digit is another one: the last of them, which is the hardest to find."""
    for place in range(len(text) - 1, -1, -1):
        if text[place].isdigit():
            other = str((int(text[place]) + 1) % 10)
            return text[:place] + other + text[place + 1 :]
    return text
