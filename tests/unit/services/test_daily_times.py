"""When the daily job is due, by the clock on the wall of the chain."""

from datetime import UTC, date, datetime, time

from core.services.daily_job import Daily

_DAILY = Daily(time(18, 30), "Asia/Manila")


def _at(hour: int, minute: int, second: int = 0) -> datetime:
    return datetime(2026, 11, 21, hour, minute, second, tzinfo=UTC)


def test_a_days_run_is_due_from_its_minute_on() -> None:
    assert _DAILY.due(_at(10, 29, 59)) is None
    assert _DAILY.due(_at(10, 30)) == date(2026, 11, 21)
    # Past midnight in Manila, another day's run is not due before its time.
    assert _DAILY.due(_at(16, 0)) is None


def test_after_a_run_the_next_one_is_tomorrows() -> None:
    assert _DAILY.following(_at(10, 29, 59)) == _at(10, 30)
    assert _DAILY.following(_at(10, 30)) == datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
    assert _DAILY.following(_at(10, 30, 1)) == datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def test_of_an_hour_that_comes_twice_the_run_falls_due_in_the_first() -> None:
    """In New York clocks go back at two on the first of November: half past one comes again."""
    daily = Daily(time(1, 30), "America/New_York")
    before = datetime(2026, 11, 1, 4, 0, tzinfo=UTC)
    assert daily.following(before) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
