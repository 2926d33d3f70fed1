"""Ends guessing: after too many wrong numbers there is a pause."""

import math
from datetime import datetime, timedelta

from core.domain.refusals import TooManyAttempts
from core.services.rules import GuessingLimit
from core.services.storage import UnitOfWork


def check_may_ask(work: UnitOfWork, subject: str, limit: GuessingLimit, now: datetime) -> None:
    """Let a question through, or say when the next one is answered.

    Wrong numbers given during a pause are not counted, so a pause always ends.

    Args:
        work: where wrong numbers are counted.
        subject: who asks and for what, `reference 0166-K1`.
        limit: how many are answered in which time.
        now: the present instant.

    Raises:
        TooManyAttempts: the limit is reached.
    """
    wrong = work.attempts.since(subject, now - 2 * limit.window)
    if not wrong:
        return
    # The pause is counted from the last one, and what made it may be a window older than that.
    last = wrong[-1]
    together = sum(at > last - limit.window for at in wrong)
    pause = last + limit.window - now
    if together >= limit.tries and pause > timedelta(0):
        raise TooManyAttempts(again_in_s=math.ceil(pause.total_seconds()))


def write_down_wrong(work: UnitOfWork, subject: str, limit: GuessingLimit, now: datetime) -> None:
    """Count one wrong number."""
    work.attempts.add(subject, now, now - limit.window)
