"""One paper on its way into a printer, until the printer gives its word on it."""

import itertools
from collections.abc import Callable
from typing import Final

from core.printing.commands import (
    ASK_SENSOR,
    CUT,
    INITIALISE,
    TEAR,
    TELL_CHANGES,
    ask_word,
    fill_up,
    left_margin,
)
from core.printing.conversation import Conversation, Patience
from core.printing.models import Model, Word
from core.services.ports import (
    NotPrinted,
    Printed,
    PrinterStatus,
    PrintJob,
    PrintOutcome,
    Unsure,
)

_SLICE_S: Final = 0.1
_PIECE: Final = 1 << 14
_QUIET_S: Final = 0.05
#: What a printer gets over by itself, in mid paper too.
_PASSING: Final = frozenset({PrinterStatus.OVERHEATED, PrinterStatus.OFFLINE, PrinterStatus.SILENT})


class Delivery:
    """Sends papers one after the other.

    The printer is asked for its word twice: before the paper is fed and cut, and after. A fault
    before the first word means that the paper is not whole; after the second it is. In between only
    a person can say.

    Args:
        talk: the conversation with the printer.
        model: what it is.
        margin: white dots left of its papers.
        patience: how long it is waited for.
        say: told of the printer's condition while a paper waits for it.
        seconds: a clock that only goes forward.
    """

    def __init__(
        self,
        talk: Conversation,
        model: Model,
        margin: int,
        patience: Patience,
        say: Callable[[PrinterStatus], None],
        seconds: Callable[[], float],
    ) -> None:
        self._seconds = seconds
        self._talk = talk
        self._model = model
        self._margin = left_margin(margin) if margin else b""
        self._patience = patience
        self._say = say
        self._gives_word = model.word is not Word.NONE
        self._numbers = itertools.cycle(range(5000))
        #: The longest command of a paper that was broken off: the printer may wait for its rest.
        self._unfinished = 0
        self._is_owed = False

    def deliver(self, job: PrintJob) -> PrintOutcome:
        """Send one paper to a printer that can print, and wait for its word."""
        words = self._words()
        data = self._bytes(job, words[0][0], words[1][0])
        try:
            self._settle()
            written, fault = self._hand_over(data)
        except OSError:
            self._talk.lost()
            return NotPrinted(PrinterStatus.OFFLINE)
        if written < len(data):
            self._break_off(job)
            is_torn = written < len(data) - len(words[1][0])
            return NotPrinted(fault) if is_torn else Unsure(fault)
        self._unfinished = 0
        if not words[0][0]:
            return Unsure()
        return self._word(job, [word for _, word in words])

    def _bytes(self, job: PrintJob, nearly: bytes, done: bytes) -> bytes:
        """All that goes over the line: the paper as this model takes it, and what is asked."""
        whole = len(job.data) - job.end
        body, end = job.data[:whole], job.data[whole:]
        # Initialising ends the telling of changes, and any margin.
        start = INITIALISE + self._margin + (TELL_CHANGES if self._model.tells else b"")
        if not self._model.cuts:
            end = end.removesuffix(CUT) + TEAR
        body = start + body.removeprefix(INITIALISE)
        return fill_up(self._unfinished) + body + nearly + end + done

    def _words(self) -> list[tuple[bytes, bytes | None]]:
        """The two requests for the printer's word, each with what it answers."""
        if not self._gives_word or not self._talk.can_say:
            return [(b"", None)] * 2
        if self._model.word is Word.SENSOR:
            return [(ASK_SENSOR, None)] * 2
        number = next(self._numbers)
        ids = [b"%04d" % (2 * number + last) for last in (0, 1)]
        return [(ask_word(one), one) for one in ids]

    def _settle(self) -> None:
        """Let late words on an earlier paper come in, so that they do not count for this one."""
        if self._is_owed:
            before = -1
            while before < len(self._talk.words):
                before = len(self._talk.words)
                self._talk.hear(_QUIET_S)
            self._is_owed = False
        self._talk.words.clear()

    def _hand_over(self, data: bytes) -> tuple[int, PrinterStatus]:
        """Send the bytes; how many were taken, and what stopped the rest.

        Raises:
            OSError: the printer was gone before it had any.
        """
        line = self._talk.line
        done, quiet_since = 0, self._seconds()
        view = memoryview(data)
        while done < len(data):
            taken = 0
            try:
                taken = line.write(bytes(view[done : done + _PIECE]), _SLICE_S)
                self._talk.hear(0)
            except OSError:
                if not done + taken:
                    raise
                self._talk.lost()
                return done + taken, PrinterStatus.OFFLINE
            done += taken
            now = self._seconds()
            if taken:
                quiet_since = now
            elif not self._talk.latest.can_print and self._talk.latest not in _PASSING:
                return done, self._talk.latest
            elif now - quiet_since > self._patience.stall:
                if self._talk.latest.can_print:
                    self._talk.latest = PrinterStatus.SILENT
                return done, self._talk.latest
        return done, PrinterStatus.READY

    def _word(self, job: PrintJob, expected: list[bytes | None]) -> PrintOutcome:
        """Wait for the word, and for faults beside it."""
        now = self._seconds()
        end = now + self._printing_s(job) + self._patience.word
        next_look = now + self._patience.look
        seen = PrinterStatus.READY
        try:
            while (now := self._seconds()) < end:
                self._talk.hear(min(_SLICE_S, end - now))
                if self._said(expected) == len(expected):
                    return Printed()
                if now < next_look:
                    continue
                next_look = now + self._patience.look
                before, seen = seen, self._talk.ask()
                self._say(seen)
                # Dots of a picture may look like a question: what is said once may answer them.
                if not seen.can_print and seen is before and seen not in _PASSING:
                    break
        except OSError:
            self._talk.lost()
            self._unfinished = job.longest
            return Unsure(PrinterStatus.OFFLINE)
        return self._without_word(job, seen, expected)

    def _without_word(
        self, job: PrintJob, seen: PrinterStatus, expected: list[bytes | None]
    ) -> PrintOutcome:
        """The time is over, or a fault came first."""
        is_fed = self._said(expected) > 0
        if seen.can_print and not is_fed:
            # It answers every question but this one. If its makers differ in what it answers, it
            # is one that cannot give its word, and is not waited for again.
            self._gives_word = self._model.is_sure
            self._unfinished = job.longest
            return Unsure()
        if seen.can_print or is_fed:
            self._is_owed = True
            return Unsure(None if seen.can_print else seen)
        self._break_off(job)
        may_go_on = seen in _PASSING and not self._model.clears
        return Unsure(seen) if seen is PrinterStatus.SILENT or may_go_on else NotPrinted(seen)

    def _said(self, expected: list[bytes | None]) -> int:
        """How many of the expected words came."""
        words = self._talk.words
        if expected[-1] is not None and expected[-1] in words:
            return len(expected)
        return min(len(expected), sum(word in expected for word in words))

    def _break_off(self, job: PrintJob) -> None:
        """Let nothing of this paper come out later, when nobody waits for it."""
        self._talk.give_up()
        self._unfinished = job.longest

    def _printing_s(self, job: PrintJob) -> float:
        return job.height_mm / self._model.mm_s
