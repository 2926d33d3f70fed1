"""Every kind of printer that Balik prints on, each with a twin behind it that can be broken."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from core.printing.address import SerialPort
from core.printing.conversation import Patience
from core.printing.device import device_line
from core.printing.escpos_printer import EscposPrinter
from core.printing.line import Line, OpenLine
from core.printing.models import model_named
from core.printing.network import network_line
from core.printing.serial_port import serial_line
from core.services.ports import Printer, PrinterStatus
from core.simulator.escpos.twin import Moment, TwinPrinter
from core.simulator.escpos.wire import TcpWire, TerminalWire
from core.simulator.printer import SimulatedPrinter

#: As in a shop, but looked at so often that no story waits for it, and asked anew each time.
HASTE = Patience(look=0.03, fresh=0.0)
_PATIENCE_S = 20

_Result = TypeVar("_Result", bytes, int)


@dataclass(frozen=True, slots=True)
class Case:
    """A printer, how to break it, and how many whole papers lie under it."""

    printer: Printer
    cause: Callable[[PrinterStatus], None]
    strike: Callable[[PrinterStatus, Moment], None]
    whole_papers: Callable[[], int]
    unplug: Callable[[], None] | None = None
    plug_in: Callable[[], None] | None = None
    twin: TwinPrinter | None = None


class Seconds:
    """Time that passes only while everybody waits: no busy machine makes a printer late."""

    def __init__(self) -> None:
        self._now = 0.0

    def __call__(self) -> float:
        """What the clock shows."""
        return self._now

    def pass_by(self, seconds: float) -> None:
        """Let time pass."""
        self._now += seconds


class MemoryLine:
    """A line without a wire: the twin in this very process."""

    def __init__(self, twin: TwinPrinter) -> None:
        self._twin = twin
        self._said = bytearray()
        self._stop = twin.listen(self._said.extend)

    def write(self, data: bytes, within_s: float) -> int:  # noqa: ARG002
        """See `Line.write`."""
        if self._twin.is_full:
            return 0
        self._twin.feed(data[:4096])
        return len(data[:4096])

    def read(self, within_s: float) -> bytes:  # noqa: ARG002
        """See `Line.read`."""
        said, self._said[:] = bytes(self._said), b""
        return said

    def close(self) -> None:
        """See `Line.close`."""
        self._stop()

    def drop(self) -> None:
        """See `Line.drop`."""
        self._stop()


class SteppedLine:
    """A real line on which time passes once all that is under way has arrived.

    Args:
        line: the real one, just opened.
        twin: the printer at its other end.
        seconds: the time.
    """

    def __init__(self, line: Line, twin: TwinPrinter, seconds: Seconds) -> None:
        self._line = line
        self._twin = twin
        self._seconds = seconds
        self._taken, self._given = twin.taken, twin.given
        self._written = self._read = 0

    def write(self, data: bytes, within_s: float) -> int:
        """See `Line.write`."""
        written = self._until(lambda: self._line.write(data, 0), lambda: self._twin.is_full)
        self._written += written or 0
        if not written:
            self._seconds.pass_by(within_s)
        return written or 0

    def read(self, within_s: float) -> bytes:
        """See `Line.read`."""
        said = self._until(lambda: self._line.read(0), self._is_at_rest)
        if not said:
            self._seconds.pass_by(within_s)
            return b""
        self._read += len(said)
        return said

    def close(self) -> None:
        """See `Line.close`."""
        self._line.close()

    def drop(self) -> None:
        """See `Line.drop`."""
        self._line.drop()

    def _is_at_rest(self) -> bool:
        has_arrived = self._twin.taken - self._taken >= self._written or self._twin.is_full
        return has_arrived and self._twin.given - self._given <= self._read

    def _until(self, does: Callable[[], _Result], is_vain: Callable[[], bool]) -> _Result | None:
        """Try until something comes of it, or it is clear that nothing will."""
        end = time.monotonic() + _PATIENCE_S
        while time.monotonic() < end:
            was_vain = is_vain()
            if result := does():
                return result
            if was_vain:
                return None
            threading.Event().wait(0.001)
        return None


def _whole(twin: TwinPrinter) -> Callable[[], int]:
    return lambda: sum(paper.whole for paper in twin.papers)


def _strike(twin: TwinPrinter) -> Callable[[PrinterStatus, Moment], None]:
    return lambda fault, moment: twin.strike(lambda: twin.set_status(fault), moment)


@contextmanager
def simulated(folder: Path, model: str) -> Iterator[Case]:
    printer = SimulatedPrinter(folder, 384)
    yield Case(
        printer,
        printer.set_status,
        lambda fault, _: printer.fail_next(fault),
        lambda: sum(paper.whole for paper in printer.papers),
    )


@contextmanager
def memory(folder: Path, model: str) -> Iterator[Case]:
    twin, seconds = _twin(model), Seconds()
    printer = _printer(lambda: MemoryLine(twin), twin, model, seconds)
    yield Case(printer, twin.set_status, _strike(twin), _whole(twin), twin=twin)


@contextmanager
def tcp(folder: Path, model: str) -> Iterator[Case]:
    twin = _twin(model)
    wire = TcpWire(twin)
    connect = network_line("127.0.0.1", wire.port, 5)

    def call() -> Line:
        # What an earlier call still brings would be taken for this one's.
        within(_PATIENCE_S, lambda: wire.is_free)
        return connect()

    yield from _on(wire, twin, model, call)


@contextmanager
def serial(folder: Path, model: str) -> Iterator[Case]:
    twin, path = _twin(model), folder / "ttyUSB0"
    yield from _on(TerminalWire(twin, path), twin, model, serial_line(SerialPort(str(path))))


@contextmanager
def device(folder: Path, model: str) -> Iterator[Case]:
    twin, path = _twin(model), folder / "lp0"
    yield from _on(TerminalWire(twin, path), twin, model, device_line(str(path)))


def _printer(open_line: OpenLine, twin: TwinPrinter, model: str, seconds: Seconds) -> EscposPrinter:
    return EscposPrinter(
        lambda: SteppedLine(open_line(), twin, seconds), model_named(model), 80, HASTE, seconds
    )


def _twin(model: str) -> TwinPrinter:
    made = model_named(model)
    return TwinPrinter(
        made.dots(80), answers=bool(made.asks), clears=made.clears, numbers=made.word.value == "id"
    )


def _on(
    wire: TcpWire | TerminalWire, twin: TwinPrinter, model: str, open_line: OpenLine
) -> Iterator[Case]:
    yield Case(
        _printer(open_line, twin, model, Seconds()),
        twin.set_status,
        _strike(twin),
        _whole(twin),
        unplug=wire.unplug,
        plug_in=wire.plug_in,
        twin=twin,
    )
    wire.unplug()


@contextmanager
def fifo(folder: Path) -> Iterator[tuple[Path, TwinPrinter]]:
    """A printer behind a pipe that brings nothing back."""
    twin = TwinPrinter(576, answers=False)
    path = folder / "lp1"
    os.mkfifo(path)
    ours = os.open(path, os.O_RDWR)
    ended = threading.Event()

    def take_in() -> None:
        while not ended.is_set():
            twin.feed(os.read(ours, 1 << 16))

    thread = threading.Thread(target=take_in, daemon=True)
    thread.start()
    yield path, twin
    ended.set()
    os.write(ours, b"\n")
    thread.join()
    os.close(ours)


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold in that time."""
    end = time.monotonic() + seconds
    moment = threading.Event()
    while not (held := holds()) and time.monotonic() < end:
        moment.wait(0.01)
    return held
