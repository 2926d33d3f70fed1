"""Changes that share a commit: each wholly or not at all, none answered before it is durable."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.domain.merchants import Merchant, Store
from core.persistence.access_work import AccessDatabase
from core.persistence.database import Database, open_database
from core.persistence.group_commit import GroupCommit
from core.services.access import AccessStorage
from core.services.ecms import Terminal
from core.services.ports import DatabaseTrouble, TroubleKind

PASIG = Store("0166", "Pasig Blvd", "NCR")


class RefusedError(Exception):
    """What a job says no with."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "balik.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = open_database(path)
    yield database
    database.close()


@pytest.fixture
def group(database: Database) -> Iterator[GroupCommit]:
    group = GroupCommit(AccessDatabase(database))
    yield group
    group.close()


def _add(code: str) -> Callable[[AccessStorage], str]:
    def job(storage: AccessStorage) -> str:
        with storage.writing() as work:
            work.directory.save_merchant(Merchant(code, code))
        return code

    return job


def _add_then_refuse(code: str) -> Callable[[AccessStorage], str]:
    def job(storage: AccessStorage) -> str:
        with storage.writing() as work:
            work.directory.save_merchant(Merchant(code, code))
            raise RefusedError

    return job


def _merchants(path: Path) -> list[str]:
    """What another program finds in the file: only what is committed."""
    with closing(sqlite3.connect(path)) as file:
        return [code for (code,) in file.execute("SELECT code FROM merchants ORDER BY code")]


def test_what_is_answered_is_committed(group: GroupCommit, path: Path) -> None:
    assert group.run(_add("001")).result() == "001"
    assert _merchants(path) == ["001"]


def test_nothing_is_answered_before_its_commit(group: GroupCommit, path: Path) -> None:
    """The answer of the first job of a group is not there while the second is still at work."""
    goes_on, came = threading.Event(), threading.Event()

    def slow(storage: AccessStorage) -> list[str]:
        came.set()
        goes_on.wait(10)
        return _merchants(path)

    group.run(_add("001")).result()
    both = group.run_all([_add("002"), slow])
    came.wait(10)
    assert not both.done()
    goes_on.set()
    assert both.result() == ["002", ["001"]], "nobody else sees what is not committed"
    assert _merchants(path) == ["001", "002"]


def test_one_jobs_no_is_only_its_own(group: GroupCommit, path: Path) -> None:
    done = group.run_all([_add("001"), _add_then_refuse("002"), _add("003")]).result()
    assert done[0] == "001"
    assert isinstance(done[1], RefusedError)
    assert done[2] == "003"
    assert _merchants(path) == ["001", "003"]
    with pytest.raises(RefusedError):
        group.run(_add_then_refuse("004")).result()


def test_blocks_nest_and_the_outer_one_takes_the_inner_one_along(
    group: GroupCommit, path: Path
) -> None:
    def job(storage: AccessStorage) -> None:
        with storage.writing() as work:
            work.directory.save_merchant(Merchant("001", "A"))
            _add("002")(storage)
            raise RefusedError

    def keeps_the_outer(storage: AccessStorage) -> None:
        with storage.writing() as work:
            work.directory.save_merchant(Merchant("003", "C"))
            with pytest.raises(RefusedError):
                _add_then_refuse("004")(storage)

    done = group.run_all([job, keeps_the_outer]).result()
    assert isinstance(done[0], RefusedError)
    assert _merchants(path) == ["003"]


def test_a_mistake_that_only_the_commit_finds_is_only_its_own(
    group: GroupCommit, path: Path
) -> None:
    """Some rules are deferred foreign keys: one job that breaks them must not fail the group."""

    def breaks_a_deferred_key(storage: AccessStorage) -> None:
        with storage.writing() as work:
            work.directory.save_store(PASIG)
            work.link.say(  # type: ignore[attr-defined]  # the connection behind the port
                "INSERT INTO returns (order_id, return_code, tracking_number, mobile, mobile_tail,"
                " status, requested_at, store_code, terminal, attempt) VALUES"
                " (1, '182212342345', '30310533261428120', '09123456789', '6789', 'FOR RETURN', 0,"
                " '0166', 'K1', 'a')"
            )

    with group.writing() as work:
        work.directory.save_store(PASIG)
        work.directory.save_terminal(Terminal(PASIG, "K1"))
        work.directory.save_merchant(Merchant("001", "A"))
        work.link.say(
            "INSERT INTO return_orders (id, merchant_code, uid, order_number, waybill, uid_key,"
            " lines, warehouse, submitted_on, last_day) VALUES"
            " (1, '001', 'U', '', '', 'U', '[]', '', '2026-11-21', '2026-12-21')"
        )
    done = group.run_all([_add("002"), breaks_a_deferred_key, _add("003")]).result()

    assert (done[0], done[2]) == ("002", "003")
    assert isinstance(done[1], sqlite3.IntegrityError)
    assert _merchants(path) == ["001", "002", "003"]


def test_a_database_in_trouble_answers_everybody_so_and_keeps_nothing(
    group: GroupCommit, path: Path
) -> None:
    def meets_a_full_disk(storage: AccessStorage) -> None:
        raise DatabaseTrouble(TroubleKind.FULL)

    waiting = group.run_all([_add("001"), meets_a_full_disk, _add("002")])

    assert all(isinstance(one, DatabaseTrouble) for one in waiting.result())
    assert _merchants(path) == []
    assert group.run(_add("003")).result() == "003", "it goes on afterwards"


def test_a_database_that_cannot_even_be_begun_is_told_to_everybody(
    group: GroupCommit, path: Path
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        refused = group.run(_add("001"))
        assert isinstance(refused.exception(30), DatabaseTrouble)
        other.execute("ROLLBACK")
    assert group.run(_add("002")).result() == "002"
    assert _merchants(path) == ["002"]


def test_a_thread_writes_by_itself_in_its_turn(group: GroupCommit, path: Path) -> None:
    """Sixteen threads and a stream of jobs: nobody meets a busy database, nothing is lost."""

    def write(number: int) -> None:
        with group.writing() as work:
            work.directory.save_merchant(Merchant(f"T{number:02}", "by itself"))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(16)]
    jobs = []
    for number, thread in enumerate(threads):
        thread.start()
        jobs += [group.run(_add(f"J{number:02}{part}")) for part in range(5)]
    for thread in threads:
        thread.join()
    assert [job.exception() for job in jobs] == [None] * 80
    assert len(_merchants(path)) == 96


def test_a_turn_that_ends_in_an_exception_lets_the_others_go_on(
    group: GroupCommit, path: Path
) -> None:
    with pytest.raises(RefusedError):
        _add_then_refuse("001")(group)
    assert group.run(_add("002")).result() == "002"
    assert _merchants(path) == ["002"]


def test_a_job_that_would_wait_for_itself_is_told_so(group: GroupCommit) -> None:
    def job(_storage: AccessStorage) -> None:
        with group.writing():
            pass

    with pytest.raises(RuntimeError, match="the storage that it was given"):
        group.run(job).result()


def test_who_gives_up_waiting_stops_nobody(group: GroupCommit, path: Path) -> None:
    goes_on = threading.Event()
    group.run(lambda _storage: goes_on.wait(10))
    given_up = group.run(_add("001"))
    assert given_up.cancel()
    goes_on.set()
    assert group.run(_add("002")).result() == "002"
    assert _merchants(path) == ["001", "002"]


def test_what_waits_when_it_closes_is_still_committed(database: Database, path: Path) -> None:
    group = GroupCommit(AccessDatabase(database))
    jobs = [group.run(_add(f"{number:03}")) for number in range(50)]
    group.close()
    assert all(job.done() for job in jobs)
    assert len(_merchants(path)) == 50
