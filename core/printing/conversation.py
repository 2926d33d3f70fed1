"""Asking a printer how it is, and hearing what it says."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from core.printing.commands import CLEAR, RECOVER, TELL_CHANGES, ask
from core.printing.line import Line, OpenLine
from core.printing.models import Model
from core.printing.replies import Answered, Came, Replies, Told, status_answered
from core.services.ports import PrinterStatus


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a printer is waited for, in seconds.

    Args:
        answer: for the answer to a question that is answered at once.
        stall: while it takes no byte more, though it says nothing of a fault.
        word: for its word on a paper, beyond the time that printing takes.
        look: between two looks at it.
        fresh: so old may be what it said without being asked again, where it tells of changes.
    """

    answer: float = 0.6
    stall: float = 6.0
    word: float = 6.0
    look: float = 0.5
    fresh: float = 1.0


_WRITE_S: Final = 1.0


class Conversation:
    """One printer's line, opened when it is needed; used by one thread at a time.

    Args:
        open_line: how to reach it.
        model: what it answers.
        patience: how long it is waited for.
        seconds: a clock that only goes forward.
    """

    def __init__(
        self,
        open_line: OpenLine,
        model: Model,
        patience: Patience,
        seconds: Callable[[], float],
    ) -> None:
        self._open_line = open_line
        self._model = model
        self._patience = patience
        self._seconds = seconds
        self._line: Line | None = None
        self._replies = Replies()
        self._answers: list[int] = []
        self._questions = model.asks
        self._has_answered = model.is_sure
        self._heard_at = float("-inf")
        self._owes_clearing = False
        #: How the printer was when it was last looked at.
        self.latest = PrinterStatus.READY
        #: The words that came since they were last taken: numbers of `GS ( H`, None for `GS r`.
        self.words: list[bytes | None] = []

    @property
    def can_say(self) -> bool:
        """Whether this printer says how it is, as far as is known."""
        return self._has_answered

    @property
    def line(self) -> Line:
        """The open line.

        Raises:
            OSError: the printer cannot be reached.
        """
        if self._line is None:
            line = self._open_line()
            self._replies.forget()
            self._answers.clear()
            self._line = line
            if self._owes_clearing:
                self._owes_clearing = self._write_to(line, CLEAR, _WRITE_S) < len(CLEAR)
            if self._model.tells:
                self._write_to(line, TELL_CHANGES, _WRITE_S)
        return self._line

    def condition(self, *, anew: bool = False) -> PrinterStatus:
        """How the printer is.

        Args:
            anew: ask, even if it would have told of a change.
        """
        try:
            self.hear(0)
            age = self._seconds() - self._heard_at
            if not self._questions:
                self.latest = PrinterStatus.READY
            elif anew or not self._model.tells or age > self._patience.fresh:
                self._ask_anew()
        except OSError:
            self.lost()
        return self.latest

    def recovered(self) -> PrinterStatus:
        """How it is after it was told that a hand has freed its knife or head."""
        try:
            self._write(RECOVER, self._patience.answer)
        except OSError:
            self.lost()
        return self.condition(anew=True)

    def hear(self, within_s: float) -> None:
        """Take in what the printer says, waiting so long for the first of it.

        Raises:
            OSError: the line is gone.
        """
        for reply in self._replies.feed(self.line.read(within_s)):
            match reply:
                case Answered(byte):
                    self._answers.append(byte)
                case Told(status):
                    self._note(status)
                case Came(process):
                    self.words.append(process)

    def ask(self) -> PrinterStatus:
        """Ask all questions and wait; SILENT where not all of them are answered.

        Raises:
            OSError: the line is gone.
        """
        self._answers.clear()
        questions = b"".join(ask(number) for number in self._questions)
        if self._write(questions, self._patience.answer) == len(questions):
            self._wait_for_answers(len(self._questions))
        if len(self._answers) < len(self._questions):
            self.latest = PrinterStatus.SILENT
        else:
            said = dict(zip(self._questions, self._answers, strict=False))
            self._note(status_answered(said))
        return self.latest

    def give_up(self) -> None:
        """Let nothing come out of what was sent: not what is on its way, not what it holds.

        In this order, because dropping what is on its way would drop the order to clear as well.
        """
        self.hang_up()
        if not self._model.clears:
            return
        self._owes_clearing = True
        try:
            self.hear(0)
        except OSError:
            self.lost()

    def hang_up(self) -> None:
        """Let go of the line and of what is still on its way."""
        line, self._line = self._line, None
        self._heard_at = float("-inf")
        if line is not None:
            with contextlib.suppress(OSError):
                line.drop()

    def close(self) -> None:
        """Let go of the line; what is still on its way goes out."""
        line, self._line = self._line, None
        self._heard_at = float("-inf")
        if line is not None:
            with contextlib.suppress(OSError):
                line.close()

    def lost(self) -> None:
        """The line is gone, and with it the printer."""
        self.hang_up()
        self.latest = PrinterStatus.OFFLINE

    def _ask_anew(self) -> None:
        if not self._has_answered:
            self._find_out()
        elif self.ask() is PrinterStatus.SILENT:
            # Where the printer lost its power, the line is as dead as it looks alive.
            self.hang_up()

    def _find_out(self) -> None:
        """Which questions a model answers whose makers differ; one that answers none is mute."""
        answered = []
        for number in self._questions:
            self._answers.clear()
            self._write(ask(number), self._patience.answer)
            self._wait_for_answers(1)
            if self._answers:
                answered.append((number, self._answers[0]))
            elif number == self._questions[0]:
                break
        self._questions = tuple(number for number, _ in answered)
        self._has_answered = bool(answered)
        self._note(status_answered(dict(answered)))

    def _wait_for_answers(self, count: int) -> None:
        end = self._seconds() + self._patience.answer
        while len(self._answers) < count and (left := end - self._seconds()) > 0:
            self.hear(left)

    def _write(self, data: bytes, within_s: float) -> int:
        return self._write_to(self.line, data, within_s)

    def _write_to(self, line: Line, data: bytes, within_s: float) -> int:
        """Hand over as much as is taken in that time; how many bytes that was."""
        end = self._seconds() + within_s
        done = 0
        while done < len(data) and (left := end - self._seconds()) > 0:
            done += line.write(data[done:], left)
        return done

    def _note(self, status: PrinterStatus) -> None:
        self.latest, self._heard_at = status, self._seconds()
