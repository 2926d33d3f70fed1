"""A receipt printer that speaks ESC/POS over any line, and whose word counts."""

import threading
import time
from collections.abc import Callable
from typing import Final

from core.log import get_logger
from core.printing.conversation import Conversation, Patience
from core.printing.delivery import Delivery
from core.printing.line import OpenLine
from core.printing.models import Model
from core.printing.rounds import Rounds
from core.services.ports import NotPrinted, PrinterStatus, PrintJob, PrintOutcome

_LOG: Final = get_logger("printing")


class EscposPrinter:
    """A `Printer` over a line; any thread may use it.

    While somebody watches, the line stays open and the printer is looked at twice a second: a fault
    is known before the next customer comes, and a paper waits for no connection. Else the line is
    opened for each question and each paper.

    Args:
        open_line: how to reach the printer.
        model: what it is.
        roll_mm: the roll in it, 58 or 80.
        patience: how long it is waited for.
        seconds: a clock that only goes forward.

    Raises:
        ValueError: the model takes no such roll.
    """

    def __init__(
        self,
        open_line: OpenLine,
        model: Model,
        roll_mm: int,
        patience: Patience | None = None,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._paper = model.paper(roll_mm)
        self._patience = patience or Patience()
        self._talk = Conversation(open_line, model, self._patience, seconds)
        margin = (model.dots(roll_mm) - self._paper.width_dots) // 2
        self._delivery = Delivery(self._talk, model, margin, self._patience, self._say, seconds)
        self._lock = threading.RLock()
        self._rounds = Rounds(self._look, self._patience.look, self._let_go)

    @property
    def width_dots(self) -> int:
        """See `Printer.width_dots`."""
        return self._paper.width_dots

    def status(self) -> PrinterStatus:
        """See `Printer.status`."""
        with self._lock:
            status = self._talk.condition()
            self._rest()
        self._say(status)
        return status

    def send(self, job: PrintJob) -> PrintOutcome:
        """See `Printer.send`."""
        with self._lock:
            status = self._talk.condition()
            if status in _FREED:
                status = self._talk.recovered()
            outcome = self._delivery.deliver(job) if status.can_print else NotPrinted(status)
            status = self._talk.latest
            self._rest()
        self._say(status)
        return outcome

    def watch(self, changed: Callable[[PrinterStatus], None]) -> Callable[[], None]:
        """See `Printer.watch`."""
        return self._rounds.watch(changed)

    def _look(self) -> None:
        with self._lock:
            status = self._talk.condition(anew=True)
        self._say(status)

    def _let_go(self) -> None:
        with self._lock:
            self._talk.close()

    def _rest(self) -> None:
        """Whom nobody watches nobody keeps waiting: the line is free for others."""
        if not self._rounds.are_made:
            self._talk.close()

    def _say(self, status: PrinterStatus) -> None:
        """Tell of a change."""
        if self._rounds.say(status):
            _LOG.info("printer", status=status.value)


#: What a hand has freed the printer does not know before it is told to go on.
_FREED: Final = frozenset({PrinterStatus.CUTTER_STUCK, PrinterStatus.JAMMED})
