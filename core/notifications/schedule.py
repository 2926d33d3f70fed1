"""When a webhook is tried, and what follows from each try (mission.md, "The wire")."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, assert_never

from core.services.notify import (
    HTTP_GONE,
    HTTP_OK,
    Delivered,
    GiveBack,
    Outcome,
    Parked,
    Result,
    SwitchOff,
    TryAgain,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Schedule:
    """How often and how far apart.

    Args:
        waits: from the beginning of each failed try to the next; one more try than waits.
    """

    waits: tuple[timedelta, ...]

    @classmethod
    def every(cls, wait: timedelta, tries: int) -> "Schedule":
        """So many tries, evenly apart."""
        return cls((wait,) * (tries - 1))

    def after(self, failures: int, began: datetime) -> TryAgain | Parked:
        """What follows when the try that began then was the `failures`-th to fail."""
        if failures > len(self.waits):
            return Parked()
        return TryAgain(began + self.waits[failures - 1])


TEN_TRIES_TEN_MINUTES_APART: Final = Schedule.every(timedelta(minutes=10), tries=10)


def verdict(result: Result, failures: int, began: datetime, schedule: Schedule) -> Verdict:
    """What follows from a try.

    Only 200 ends it, as the contract says: any other answer, 204 or 302, is a failure that the
    merchant's engineer can see (decision record 0042).

    Args:
        result: what came of it.
        failures: how many tries of this round had failed before.
        began: the shop's time of this one.
        schedule: when to try again.
    """
    match result.outcome:
        case Outcome.ANSWERED if result.http_status == HTTP_OK:
            return Delivered()
        case Outcome.ANSWERED if result.http_status == HTTP_GONE:
            return SwitchOff()
        case Outcome.INTERRUPTED:
            return GiveBack()
        case (
            Outcome.ANSWERED
            | Outcome.TIMED_OUT
            | Outcome.NAME_UNKNOWN
            | Outcome.ADDRESS_REFUSED
            | Outcome.NO_CONNECTION
            | Outcome.NOT_TRUSTED
            | Outcome.BROKEN_OFF
            | Outcome.FAULT
        ):
            return schedule.after(failures + 1, began)
        case unknown:
            assert_never(unknown)
