"""Ten tries, ten minutes apart, and only 200 ends them."""

from datetime import UTC, datetime, timedelta

import pytest

from core.notifications.schedule import TEN_TRIES_TEN_MINUTES_APART, Schedule, verdict
from core.services.notify import Delivered, GiveBack, Outcome, Parked, Result, SwitchOff, TryAgain

BEGAN = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
STANDARD = TEN_TRIES_TEN_MINUTES_APART


def test_the_standard_schedule_is_ten_tries_ten_minutes_apart() -> None:
    follows = [STANDARD.after(failures, BEGAN) for failures in range(1, 11)]
    assert follows == [TryAgain(BEGAN + timedelta(minutes=10))] * 9 + [Parked()]


def test_a_schedule_may_wait_longer_each_time() -> None:
    minute, hour = timedelta(minutes=1), timedelta(hours=1)
    schedule = Schedule((minute, hour))
    assert schedule.after(1, BEGAN) == TryAgain(BEGAN + minute)
    assert schedule.after(2, BEGAN) == TryAgain(BEGAN + hour)
    assert schedule.after(3, BEGAN) == Parked()


def test_200_ends_it_even_on_the_last_try() -> None:
    answered = Result(Outcome.ANSWERED, 200)
    assert verdict(answered, 0, BEGAN, STANDARD) == Delivered()
    assert verdict(answered, 9, BEGAN, STANDARD) == Delivered()


def test_410_switches_the_site_off() -> None:
    assert verdict(Result(Outcome.ANSWERED, 410), 9, BEGAN, STANDARD) == SwitchOff()


def test_an_interrupted_try_counts_for_nothing() -> None:
    assert verdict(Result(Outcome.INTERRUPTED), 9, BEGAN, STANDARD) == GiveBack()


@pytest.mark.parametrize(
    "status", [100, 101, 201, 202, 204, 301, 302, 307, 400, 404, 429, 500, 503]
)
def test_every_other_answer_is_a_failure(status: int) -> None:
    result = Result(Outcome.ANSWERED, status)
    assert verdict(result, 0, BEGAN, STANDARD) == TryAgain(BEGAN + timedelta(minutes=10))
    assert verdict(result, 9, BEGAN, STANDARD) == Parked()


@pytest.mark.parametrize(
    "outcome", [o for o in Outcome if o not in {Outcome.ANSWERED, Outcome.INTERRUPTED}]
)
def test_every_try_without_an_answer_is_a_failure(outcome: Outcome) -> None:
    assert verdict(Result(outcome), 9, BEGAN, STANDARD) == Parked()
