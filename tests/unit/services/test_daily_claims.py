"""Whose turn the daily job is: one process's, for as long as it keeps its claim."""

import threading
from datetime import date, datetime, time

import pytest
from log_lines import log_lines
from overtaken import Overtaken
from small_chain import CEBU_POS, SetClock, SmallChain

from core.persistence import list_building
from core.persistence.access_work import AccessUnit
from core.services import daily_job
from core.services.daily_job import JOB, LEASE, Daily, DailyJob, run_if_due
from core.services.ports import DatabaseTrouble, TroubleKind
from core.services.pull_out import Built

_DAILY = Daily(time(12, 0), "Asia/Manila")
_DAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def one_store_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a chain of thousands of stores: a run takes more than one transaction."""
    monkeypatch.setattr(list_building, "STORES_ALONE", 1)


def _claims(chain: SmallChain, name: str, wall: SetClock) -> bool:
    with chain.storage.writing() as work:
        return work.job_runs.claim(JOB, _DAY, name, wall.now(), wall.now() + LEASE)


def test_a_run_goes_through_all_stores_and_the_day_is_done(chain: SmallChain) -> None:
    """Even when the lease of the claim is long over, nobody runs that day again."""
    chain.take("UID1")
    chain.take("UID2", counter=CEBU_POS)
    wall = SetClock()
    built = run_if_due(chain.storage, _DAILY, chain.clock, wall, "a")
    assert built is not None
    assert (built.stores, built.list_count, built.parcels) == (2, 2, 2)
    assert [number.store for number in built.lists] == ["2031"], "the last page alone"
    wall.forward(hours=1)
    assert run_if_due(chain.storage, _DAILY, chain.clock, wall, "b") is None


def test_a_run_that_lost_its_claim_stops_and_leaves_the_rest_to_the_other(
    chain: SmallChain,
) -> None:
    """A process that slept past its lease does not list beside the one that took over."""
    chain.take("UID1")
    chain.take("UID2", counter=CEBU_POS)
    wall = SetClock()

    def another_takes_over() -> None:
        wall.forward(minutes=3)
        assert _claims(chain, "b", wall)

    # The first transaction is the claim, the second one a page of stores.
    storage = Overtaken(chain, {3: another_takes_over})
    built = run_if_due(storage, _DAILY, chain.clock, wall, "a")

    assert built is not None
    assert (built.stores, built.list_count) == (1, 1)
    with chain.storage.writing() as work:
        assert work.job_runs.keep(JOB, _DAY, "b", wall.now() + LEASE), "not ended by the other"
    wall.forward(minutes=3)
    assert run_if_due(chain.storage, _DAILY, chain.clock, wall, "c") is not None


def test_each_page_keeps_the_claim_for_longer(chain: SmallChain) -> None:
    """A run of many minutes is not taken for dead while it goes on."""
    wall = SetClock()
    others: list[bool] = []

    def a_page_takes_a_minute_and_a_half() -> None:
        wall.forward(seconds=90)

    def another_looks() -> None:
        others.append(_claims(chain, "b", wall))

    def so_does_the_next() -> None:
        a_page_takes_a_minute_and_a_half()
        another_looks()

    # The third transaction keeps the claim after the first page, the fifth after the second.
    breaks = {2: another_looks, 3: a_page_takes_a_minute_and_a_half, 5: so_does_the_next}
    run_if_due(Overtaken(chain, breaks), _DAILY, chain.clock, wall, "a")
    assert others == [False, False]


def test_where_nothing_is_due_nobody_hears_of_a_run(chain: SmallChain) -> None:
    heard: list[Built] = []
    job = DailyJob(chain.storage, _DAILY, chain.clock, ran=heard.append)
    assert job.daily == _DAILY
    chain.clock.forward(hours=-1)
    assert job.run_if_due() is None
    assert heard == []
    chain.clock.forward(hours=1)
    built = job.run_if_due()
    assert built is not None
    assert heard == [built]
    assert job.run_if_due() is None
    assert heard == [built]


def test_a_look_that_failed_is_logged_without_a_word_of_whom(
    chain: SmallChain,
) -> None:
    """The thread goes on to its next look; what was built stays built."""
    taken = chain.take("UID1")
    seen = threading.Event()

    def break_off(_built: Built) -> None:
        seen.set()
        raise RuntimeError(taken.reference)

    (line,) = _logged(DailyJob(chain.storage, _DAILY, chain.clock, ran=break_off), seen)
    assert (line["event"], line["error"]) == ("the job failed", "RuntimeError")
    assert str(line["at"]).startswith("test_daily_claims:")
    assert "UID1" not in str(line)


def test_a_run_is_logged_with_its_figures_and_looks_at_which_nothing_was_due_are_not(
    chain: SmallChain,
) -> None:
    chain.take("UID1")
    chain.take("UID2")
    seen = threading.Event()
    job = DailyJob(chain.storage, _DAILY, chain.clock, ran=lambda _: seen.set())
    (line,) = _logged(job, seen)
    assert (line["event"], line["lists"], line["parcels"]) == ("lists built", 1, 2)
    assert _logged(job, seen) == [], "another look built nothing"


class Unwell(Overtaken):
    """A database that another program keeps busy."""

    def writing(self) -> AccessUnit:
        """See `AccessStorage.writing`."""
        raise DatabaseTrouble(TroubleKind.BUSY)


class Counting(SetClock):
    """A clock that says when it was looked at three times."""

    def __init__(self) -> None:
        super().__init__()
        self.looks = 0
        self.often = threading.Event()

    def now(self) -> datetime:
        """The instant."""
        self.looks += 1
        if self.looks == 3:
            self.often.set()
        return super().now()


def test_a_database_in_trouble_is_waited_for_and_so_is_a_second_start(
    chain: SmallChain, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log says which trouble; stopped and started again, the job looks and looks as before."""
    monkeypatch.setattr(daily_job, "_LOOK_EVERY_S", 0.001)
    clock = Counting()
    job = DailyJob(Unwell(chain, {}), _DAILY, clock)
    lines = _logged(job, clock.often)
    assert {(line["event"], line["trouble"]) for line in lines} == {
        ("the job waits for the database", "BUSY")
    }
    clock.looks = 0
    clock.often.clear()
    _logged(job, clock.often)
    assert clock.looks >= 3


def _logged(job: DailyJob, seen: threading.Event) -> list[dict[str, object]]:
    """What the log has of looks on the job's own thread, which keeps no process from ending."""
    others = set(threading.enumerate())
    with log_lines("job") as lines:
        job.start()
        try:
            job.start()
            (thread,) = [each for each in threading.enumerate() if each not in others]
            assert (thread.name, thread.daemon) == ("balik-jobs", True)
            assert seen.wait(30)
        finally:
            job.stop()
    return lines
