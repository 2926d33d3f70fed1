"""The job of the day: once, in one of all processes, whatever happens to the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from shop_floor import open_shop

from core.persistence.database import Database
from core.persistence.opening import open_any
from core.services.daily_job import JOB, LEASE, Daily, DailyJob, run_if_due
from core.services.pull_out import Built

DAILY = Daily(time(18, 0), "Asia/Manila")


@dataclass
class Hands:
    """A clock that is moved."""

    instant: datetime = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """Where it stands."""
        return self.instant


@pytest.fixture
def database(place: Path | str) -> Iterator[Database]:
    """A shop, on a database of either kind."""
    open_shop(place, 1)
    database = open_any(place)
    yield database
    database.close()


def _run(database: Database, hands: Hands, name: str) -> Built | None:
    return run_if_due(database, DAILY, hands, hands, name)


def test_the_job_runs_once_a_day_from_its_time_on(database: Database) -> None:
    hands = Hands()
    assert _run(database, hands, "a") is None, "it is noon in Manila"
    hands.instant += timedelta(hours=6)
    assert _run(database, hands, "a") is not None
    assert _run(database, hands, "a") is None
    assert _run(database, hands, "b") is None
    hands.instant += timedelta(hours=12)
    assert _run(database, hands, "b") is None, "not yet the next day's time"
    hands.instant += timedelta(hours=12)
    assert _run(database, hands, "b") is not None


def test_a_process_that_died_is_followed_by_another_after_its_lease(database: Database) -> None:
    hands = Hands()
    hands.instant += timedelta(hours=6)
    day = DAILY.due(hands.now())
    assert day is not None
    with database.writing() as work:
        assert work.job_runs.claim(JOB, day, "dead", hands.now(), hands.now() + LEASE)
    assert _run(database, hands, "b") is None
    hands.instant += LEASE
    assert _run(database, hands, "b") is not None
    with database.writing() as work:
        assert not work.job_runs.keep(JOB, day, "dead", hands.now())


def test_the_thread_runs_what_is_due_and_ends(database: Database) -> None:
    hands = Hands()
    hands.instant += timedelta(hours=6)
    ran: list[Built] = []
    job = DailyJob(database, DAILY, hands, hands, ran.append)
    job.start()
    job.stop()
    assert [built.stores for built in ran] == [1]
