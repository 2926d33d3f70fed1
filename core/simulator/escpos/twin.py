"""The printer behind the wire: bytes in, answers out, and faults that strike when they are told to.

It does what Epson's command reference says of a printer that is off-line: real-time requests are
answered, everything else waits in its memory.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from core.services.ports import PrinterStatus
from core.services.watchers import Watchers
from core.simulator.escpos.commands import Command, CommandReader, UnknownCommand
from core.simulator.escpos.head import PrintHead
from core.simulator.escpos.status import answer, told

if TYPE_CHECKING:
    from PIL.Image import Image

_REAL_TIME: Final = 0x10
_CLEAR: Final = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
_CLEARED: Final = b"\x37\x25\x00"
#: Received and not worked off: past this a printer takes nothing more from its line.
_MEMORY: Final = 1 << 16
#: What goes on by itself where it stopped; after anything else a paper is torn.
_HARMLESS: Final = frozenset(
    {PrinterStatus.READY, PrinterStatus.PAPER_LOW, PrinterStatus.OVERHEATED, PrinterStatus.OFFLINE}
)


class Moment(Enum):
    """When an ordered fault strikes."""

    MID_PAPER = "after the first of the next paper's pictures or lines"
    AT_KNIFE = "once the next paper is printed, before it is cut"
    AFTER_CUT = "once the next paper is cut"


@dataclass(frozen=True, slots=True)
class TwinPaper:
    """What came out.

    Args:
        picture: mode `1`.
        words: what the printer set in its own letters.
        data: the bytes that it was printed from.
        whole: False where a fault tore it.
    """

    picture: "Image"
    words: str
    data: bytes = field(repr=False)
    whole: bool


class TwinPrinter:
    """A printer; any thread may use it.

    Args:
        width_dots: of its head.
        answers: whether it answers anything at all; cheap ones do not.
        clears: whether it can throw away what it has not printed.
        numbers: whether it knows `GS ( H`.
    """

    def __init__(
        self,
        width_dots: int = 576,
        *,
        answers: bool = True,
        clears: bool = True,
        numbers: bool = True,
    ) -> None:
        self._answers = answers
        self._clears = clears
        self._numbers = numbers
        self._lock = threading.RLock()
        self._reader = CommandReader()
        self._head = PrintHead(width_dots)
        self._data = b""
        self._status = PrinterStatus.READY
        self._ordered: tuple[Callable[[], None], Moment] | None = None
        self._is_torn = False
        self._tells = 0
        self._said = b""
        self._tail = b""
        #: Bytes that it took in and gave out since it was made.
        self.taken = self.given = 0
        self.papers: list[TwinPaper] = []
        self._listeners: Watchers[bytes] = Watchers()
        self._paper_watchers: Watchers[TwinPaper] = Watchers()

    @property
    def status(self) -> PrinterStatus:
        """Its condition."""
        with self._lock:
            return self._status

    @property
    def is_full(self) -> bool:
        """Whether it takes nothing more from its line until it has printed."""
        with self._lock:
            return self._reader.waiting > _MEMORY

    def listen(self, heard: Callable[[bytes], None]) -> Callable[[], None]:
        """Call `heard` (from any thread) with all that the printer says; returns how to stop."""
        return self._listeners.add(heard)

    def watch_papers(self, came_out: Callable[[TwinPaper], None]) -> Callable[[], None]:
        """Call `came_out` with each paper; returns how to stop."""
        return self._paper_watchers.add(came_out)

    def feed(self, data: bytes) -> None:
        """Bytes came over the line."""
        with self._lock:
            if self._status is not PrinterStatus.SILENT:
                self._reader.add(self._obey_at_once(data))
                self._work()
                self._speak()
            # Last: whoever sees that all has arrived need not wait for an answer any more.
            self.taken += len(data)

    def set_status(self, status: PrinterStatus) -> None:
        """Open its cover, take its paper, hang its program up; or make all well."""
        with self._lock:
            was, self._status = self._status, status
            if status not in _HARMLESS and not self._head.strip.is_blank:
                self._is_torn = True
            if status is PrinterStatus.SILENT or was is PrinterStatus.SILENT:
                # Only switching it off and on helps, and that empties its memory.
                self._forget()
                self._tells = 0
            if self._tells and status is not was:
                self._say(told(status))
            self._work()
            self._speak()

    def strike(self, happen: Callable[[], None], moment: Moment) -> None:
        """Let this happen to the next paper at this moment."""
        with self._lock:
            self._ordered = (happen, moment)

    def switch_off_and_on(self) -> None:
        """Forget all that was received and set."""
        with self._lock:
            if not self._head.strip.is_blank:
                self._is_torn = True
            self._forget()
            self._tells = 0

    def _obey_at_once(self, data: bytes) -> bytes:
        """Carry out real-time requests, which are seen even in the middle of a picture.

        Returns:
            What goes into the memory: all that came, but nothing from before a clearing.
        """
        seen, self._tail = self._tail + data, b""
        place = seen.find(_REAL_TIME)
        while place >= 0:
            rest = seen[place : place + len(_CLEAR)]
            if len(rest) < 3 or (rest != _CLEAR and _CLEAR.startswith(rest)):
                self._tail = rest
                break
            if rest[1] == 0x04 and 1 <= rest[2] <= 4 and self._answers:
                self._say(answer(rest[2], self._status))
            elif rest[1] == 0x05 and rest[2] in {1, 2}:
                self._recover()
            elif rest == _CLEAR and self._clears:
                self._forget()
                self._say(_CLEARED)
                data = seen[place + len(_CLEAR) :]
            place = seen.find(_REAL_TIME, place + 1)
        return data

    def _recover(self) -> None:
        if self._status in {PrinterStatus.CUTTER_STUCK, PrinterStatus.JAMMED}:
            return  # a hand has to free it first, which `set_status` does
        self._forget()

    def _forget(self) -> None:
        self._reader.forget()
        self._head.forget()
        self._tear_off()

    def _tear_off(self) -> None:
        """What hangs out of a printer that gave a paper up, whoever opens it tears off."""
        if not self._head.strip.is_blank:
            self._is_torn = True
            self._out()

    def _work(self) -> None:
        """Carry out what was received, as long as nothing is wrong."""
        for order in self._orders():
            self._data += order.code + order.body
            if order.code == b"\x1dV":
                self._strike(Moment.AT_KNIFE)
                if self._head.strip.height:
                    self._is_torn = self._is_torn or not self._can_work()
                    self._out()
                self._strike(Moment.AFTER_CUT)
                continue
            self._system(order)
            self._head.obey(order)
            if order.code in {b"\x1dv0", b"\n"}:
                self._strike(Moment.MID_PAPER)

    def _orders(self) -> "_Orders":
        return _Orders(self._reader, self._can_work)

    def _can_work(self) -> bool:
        return self._status.can_print

    def _strike(self, moment: Moment) -> None:
        if self._ordered is not None and self._ordered[1] is moment:
            happen, self._ordered = self._ordered[0], None
            happen()

    def _system(self, order: Command) -> None:
        match order.code:
            case b"\x1b@":
                self._tells = 0
            case b"\x1da":
                self._tells = order.number(0)
                if self._tells and self._answers:
                    self._say(told(self._status))
            case b"\x1dr" if self._answers:
                low = self._status is PrinterStatus.PAPER_LOW
                self._say(bytes([0x03 if low else 0x00]))
            case b"\x1d(" if order.body[:1] == b"H" and self._numbers and self._answers:
                self._say(b"\x37\x22" + order.body[5:9] + b"\x00")
            case b"\x1dI" if self._answers:
                self._say(b"\x02")
            case _:
                pass

    def _out(self) -> None:
        picture, words = self._head.cut()
        paper = TwinPaper(picture, words, self._data, whole=not self._is_torn)
        self._data, self._is_torn = b"", False
        self.papers.append(paper)
        self._paper_watchers.tell(paper)

    def _say(self, words: bytes) -> None:
        self._said += words

    def _speak(self) -> None:
        said, self._said = self._said, b""
        if said and self._status is not PrinterStatus.SILENT:
            self.given += len(said)
            self._listeners.tell(said)


class _Orders:
    """Commands one by one, until the printer cannot go on; noise is skipped as printers do."""

    def __init__(self, reader: CommandReader, can_go_on: Callable[[], bool]) -> None:
        self._reader = reader
        self._can_go_on = can_go_on

    def __iter__(self) -> "_Orders":
        return self

    def __next__(self) -> Command:
        while self._can_go_on():
            try:
                order = next(iter(self._reader), None)
            except UnknownCommand:
                self._reader.skip()
                continue
            if order is None:
                break
            return order
        raise StopIteration
