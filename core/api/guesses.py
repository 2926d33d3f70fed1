"""Ends guessing of secrets, tokens and codes at the door, before it costs the database."""

import math
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Final

from core.api.problems import Problem
from core.domain.codes import ReturnCode
from core.domain.refusals import Refusal, RefusalCode
from core.trouble import marked
from core.wire.refusals import RefusalDetails

_MOST_WATCHED: Final = 10_000


class GuessWatch:
    """Counts wrong answers by who gave them; in memory, for this process.

    Args:
        tries: wrong ones within `window_s` before there is a pause.
        window_s: seconds in which they count, and the longest pause.
        monotonic: seconds that only grow, as `time.monotonic`.
        paused: told, once for each pause, who has to wait.
    """

    def __init__(
        self,
        tries: int,
        window_s: float,
        monotonic: Callable[[], float],
        paused: Callable[[str], None],
    ) -> None:
        self._tries: Final = tries
        self._window_s: Final = window_s
        self._monotonic: Final = monotonic
        self._paused: Final = paused
        self._wrong: Final[OrderedDict[str, deque[float]]] = OrderedDict()

    def check(self, who: str) -> None:
        """Let a try through.

        Raises:
            Problem: 429, with the seconds to wait.
        """
        wrong = self._recent(who)
        if wrong is not None and len(wrong) >= self._tries:
            pause = wrong[-1] + self._window_s - self._monotonic()
            again_in_s = max(1, math.ceil(pause))
            raise Problem(
                429,
                RefusalCode.TOO_MANY_ATTEMPTS.value,
                marked("Too many wrong numbers or credentials."),
                marked("Wait as long as Retry-After says, then use the right ones."),
                details=RefusalDetails(again_in_s=again_in_s),
                retry_after_s=again_in_s,
            )

    def count(self, who: str) -> None:
        """Write a wrong one down."""
        wrong = self._wrong.setdefault(who, deque(maxlen=self._tries))
        was_free = len(wrong) < self._tries
        wrong.append(self._monotonic())
        self._wrong.move_to_end(who)
        if len(self._wrong) > _MOST_WATCHED:
            self._wrong.popitem(last=False)
        if was_free and len(wrong) == self._tries:
            self._paused(who)

    def _recent(self, who: str) -> deque[float] | None:
        wrong = self._wrong.get(who)
        if wrong is None:
            return None
        began = self._monotonic() - self._window_s
        while wrong and wrong[0] <= began:
            wrong.popleft()
        return wrong


def is_secret(number: str) -> bool:
    """Whether a number, scanned or typed, is a RETURN CODE; a label's counts up (decision 0074)."""
    try:
        ReturnCode.parse(number)
    except Refusal:
        return False
    return True
