"""A changing call that is repeated counts once, and gets its first answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from core.services.access import AccessStorage, StoredAnswer

KEPT: Final = timedelta(days=7)
_AT_A_TIME: Final = 500


@dataclass(frozen=True, slots=True)
class Call:
    """A changing call, as its repetition is known.

    Args:
        client_id: who calls.
        key: its Idempotency-Key.
        fingerprint: of what is asked.
    """

    client_id: str
    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call is answered with.

    Args:
        status: the HTTP status.
        body: JSON, or "".
        lasting: a repetition gets it again; a "try later" is not lasting.
        retry_after_s: seconds until it is worth a try, or 0.
    """

    status: int
    body: str
    lasting: bool = True
    retry_after_s: int = 0


class KeyReused(Exception):  # noqa: N818 - it is no error of the program
    """The same Idempotency-Key came with another question."""


def once(
    storage: AccessStorage, call: Call, now: datetime, act: Callable[[AccessStorage], Outcome]
) -> Outcome:
    """Do a call, or repeat its first answer; effect and answer are stored together.

    Args:
        storage: one whose writing blocks nest (`core.services.group`).
        call: how a repetition is known.
        now: the present instant.
        act: does it; a refusal is an outcome, not an exception.

    Raises:
        KeyReused: the key belongs to another question.
    """
    with storage.writing() as work:
        first = work.answers.get(call.client_id, call.key)
        if first is not None:
            if first.fingerprint != call.fingerprint:
                raise KeyReused
            return Outcome(first.status, first.body)
        outcome = act(storage)
        if outcome.lasting:
            answer = StoredAnswer(call.fingerprint, outcome.status, outcome.body)
            work.answers.add(call.client_id, call.key, answer, now)
    return outcome


def forget_old_answers(storage: AccessStorage, now: datetime) -> None:
    """Drop the answers of calls that nobody repeats any more, a few at a time."""
    dropped = _AT_A_TIME
    while dropped == _AT_A_TIME:
        with storage.writing() as work:
            dropped = work.answers.forget_before(now - KEPT, _AT_A_TIME)
