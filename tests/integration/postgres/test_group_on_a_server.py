"""Changes that share a commit where others write too: each wholly or not at all."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from secrets import randbelow
from typing import Any
from urllib.parse import quote

import psycopg
import pytest

from core.domain.merchants import Merchant, Store
from core.domain.mobile import MobileNumber
from core.persistence.group_commit import GroupCommit
from core.persistence.opening import group_over, open_any
from core.services.access import AccessStorage, StoredAnswer
from core.services.administration import save_merchants
from core.services.ecms import RequestReturn, Terminal
from core.services.ports import DatabaseTrouble, TroubleKind
from core.services.request_return import request_return
from core.services.rules import EcmsRules
from core.services.storage import OrderContent
from core.services.submit_orders import submit_orders

#: What migration 0006 locks the chain by.
CUSTODY = 1128616772
PASIG = Store("0166", "Pasig Blvd", "NCR")
CUT_ALL = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
Job = Callable[[AccessStorage], Any]


class RefusedError(Exception):
    """What a job says no with."""


def _group(stack: ExitStack, url: str) -> GroupCommit:
    database = open_any(url)
    stack.callback(database.close)
    group = group_over(database)
    stack.callback(group.close)
    return group


@pytest.fixture
def group(postgres_url: str) -> Iterator[GroupCommit]:
    """One process's; whoever waits for a row alone gives up after half a second."""
    with ExitStack() as stack:
        yield _group(stack, f"{postgres_url}&options={quote('-c lock_timeout=500ms')}")


def _rows(url: str, sql: str) -> list[Any]:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(sql.encode())
        return [row[0] for row in cursor.fetchall()] if cursor.description else []


def _merchants(url: str) -> list[str]:
    return _rows(url, "SELECT code FROM merchants ORDER BY code")


def _add(code: str) -> Job:
    def job(storage: AccessStorage) -> str:
        with storage.writing() as work:
            work.directory.save_merchant(Merchant(code, code))
        return code

    return job


def _add_then_refuse(code: str) -> Job:
    def job(storage: AccessStorage) -> None:
        with storage.writing() as work:
            work.directory.save_merchant(Merchant(code, code))
            raise RefusedError

    return job


def test_one_jobs_no_is_only_its_own(group: GroupCommit, postgres_url: str) -> None:
    done = group.run_all([_add("001"), _add_then_refuse("002"), _add("003")]).result()
    assert (done[0], done[2]) == ("001", "003")
    assert isinstance(done[1], RefusedError)
    assert _merchants(postgres_url) == ["001", "003"]


def _answers(storage: AccessStorage, key: str, body: str = "") -> str:
    with storage.writing() as work:
        # Nobody waits for what becomes of it.
        work.answers.add("pos", key, StoredAnswer("", 200, body), datetime.now(UTC))
    return key


@pytest.mark.parametrize("order", [("again", "other"), ("other", "again")])
def test_what_the_server_refuses_when_a_job_has_ended_is_only_its_own(
    group: GroupCommit, postgres_url: str, order: tuple[str, str]
) -> None:
    group.run(partial(_answers, key="again")).result()
    jobs = [partial(_answers, key=key) for key in order]
    done = dict(zip(order, group.run_all(jobs).result(), strict=True))
    assert done["other"] == "other"
    assert isinstance(done["again"], psycopg.errors.UniqueViolation)
    keys = _rows(postgres_url, "SELECT idempotency_key FROM answers ORDER BY 1")
    assert keys == ["again", "other"]


def test_more_than_the_line_to_the_server_holds_arrives(
    group: GroupCommit, postgres_url: str
) -> None:
    body = "x" * 1024 * 1024
    jobs = [partial(_answers, key=f"key {number}", body=body) for number in range(8)]
    assert len(group.run_all(jobs).result(timeout=20)) == 8
    assert _rows(postgres_url, "SELECT length(body) FROM answers") == [len(body)] * 8


def test_a_job_that_met_another_processes_change_at_its_end_is_tried_again(
    group: GroupCommit,
) -> None:
    keys = iter(["again", "other"])
    group.run(partial(_answers, key="again")).result()
    assert group.run(lambda storage: _answers(storage, next(keys))).result() == "other"


def test_blocks_nest_and_what_was_done_before_a_no_stays(
    group: GroupCommit, postgres_url: str
) -> None:
    def takes_the_inner_one_along(storage: AccessStorage) -> None:
        with storage.writing() as work:
            work.directory.save_merchant(Merchant("001", "A"))
            _add("002")(storage)
            raise RefusedError

    def keeps_the_outer(storage: AccessStorage) -> None:
        with storage.writing() as work:
            with pytest.raises(RefusedError):
                _add_then_refuse("003")(storage)
            work.directory.save_merchant(Merchant("004", "D"))
            with pytest.raises(RefusedError):
                _add_then_refuse("005")(storage)
            with pytest.raises(RefusedError):
                _add_then_refuse("006")(storage)

    def counts_and_refuses(storage: AccessStorage) -> None:
        _add("007")(storage)
        raise RefusedError

    done = group.run_all([takes_the_inner_one_along, keeps_the_outer, counts_and_refuses]).result()
    assert [type(one) for one in done] == [RefusedError, type(None), RefusedError]
    assert _merchants(postgres_url) == ["004", "007"]


def test_who_waits_for_a_row_holds_up_nobody_of_the_group(
    group: GroupCommit, postgres_url: str
) -> None:
    group.run_all([_add("001"), _add("002")]).result()
    with psycopg.connect(postgres_url) as other:
        other.execute("SELECT * FROM merchants WHERE code = '001' FOR UPDATE")
        done = group.run_all([_add("003"), _add("001"), _add("004")]).result()
        assert (done[0], done[2]) == ("003", "004")
        assert isinstance(done[1], DatabaseTrouble)
        assert done[1].kind is TroubleKind.BUSY
    assert _merchants(postgres_url) == ["001", "002", "003", "004"]
    assert group.run(_add("001")).result() == "001"


def test_who_waits_no_longer_than_the_other_takes_is_served(
    group: GroupCommit, postgres_url: str
) -> None:
    """Longer than a group waits, not as long as one alone does."""
    group.run(_add("001")).result()
    with psycopg.connect(postgres_url) as other:
        other.execute("SELECT * FROM merchants WHERE code = '001' FOR UPDATE")
        waiting = group.run(_add("001"))
        other.execute("SELECT pg_sleep(0.35)")
        other.commit()
        assert waiting.result() == "001"


def test_a_commit_waits_for_the_ledgers_chain_longer_than_for_a_row(
    group: GroupCommit, postgres_url: str
) -> None:
    """All processes write on at its one end; the more there are, the longer each waits."""
    kiosk, now = Terminal(PASIG, "K1"), datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
    with group.writing() as work:
        work.directory.save_store(PASIG)
        work.directory.save_terminal(kiosk)
        work.directory.save_merchant(Merchant("001", "Merchant A"))
    submit_orders(group, EcmsRules(), "001", [OrderContent("UID1", ())], now)
    asked = RequestReturn(1, MobileNumber("09123456789"), kiosk, "a tap")
    with psycopg.connect(postgres_url) as other:
        other.execute(f"SELECT pg_advisory_xact_lock({CUSTODY})")
        waiting = group.run(
            lambda storage: request_return(storage, EcmsRules(), randbelow, asked, now)
        )
        other.execute("SELECT pg_sleep(0.35)")
        other.commit()
        waiting.result()
    assert _rows(postgres_url, "SELECT seq FROM custody") == [1]


def test_two_processes_that_add_the_same_agree(group: GroupCommit, postgres_url: str) -> None:
    """Both find that an order is not there yet; whoever comes second finds it after all."""
    save_merchants(group, [Merchant("001", "Merchant A")])
    now = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)

    def submit(uids: list[str]) -> Job:
        contents = [OrderContent(uid, ()) for uid in uids]
        return lambda storage: submit_orders(storage, EcmsRules(), "001", contents, now).added

    with ExitStack() as stack:
        other = _group(stack, postgres_url)
        names = [[f"UID{number}A", f"UID{number}B"] for number in range(40)]
        ours = [group.run(submit(uids)) for uids in names]
        # In the other order, so that they wait for each other in a circle too.
        theirs = [other.run(submit(uids[::-1])) for uids in names]
        added = [one.result() + two.result() for one, two in zip(ours, theirs, strict=True)]
    assert added == [2] * 40
    assert _rows(postgres_url, "SELECT count(*) FROM return_orders") == [80]


def test_a_mistake_that_only_the_commit_finds_is_only_its_own(
    group: GroupCommit, postgres_url: str
) -> None:
    """Some rules are deferred foreign keys: one job that breaks them must not fail the group."""

    def breaks_a_deferred_key(storage: AccessStorage) -> None:
        with storage.writing() as work:
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
    _rows(
        postgres_url,
        "INSERT INTO return_orders (id, merchant_code, uid, order_number, waybill, uid_key,"
        " lines, warehouse, submitted_on, last_day) OVERRIDING SYSTEM VALUE VALUES"
        " (1, '001', 'U', '', '', 'U', '[]', '', '2026-11-21', '2026-12-21')",
    )
    done = group.run_all([_add("002"), breaks_a_deferred_key, _add("003")]).result()

    assert (done[0], done[2]) == ("002", "003")
    assert isinstance(done[1], psycopg.IntegrityError)
    assert _merchants(postgres_url) == ["001", "002", "003"]


def test_a_server_that_is_lost_for_a_moment_costs_nobody_more_than_a_trouble(
    group: GroupCommit, postgres_url: str
) -> None:
    """Cut while a job is at work, nothing is kept of it unless it is done again from the start."""

    def is_cut(storage: AccessStorage) -> str:
        with storage.writing() as work:
            work.directory.save_merchant(Merchant("002", "B"))
            _rows(postgres_url, CUT_ALL)
            work.directory.save_merchant(Merchant("002", "again"))
        return "002"

    done = group.run_all([_add("001"), is_cut, _add("003")]).result()
    assert isinstance(done[1], DatabaseTrouble)
    kept = [one for one in done if isinstance(one, str)]
    assert _merchants(postgres_url) == kept
    with pytest.raises(DatabaseTrouble):
        group.run(is_cut).result()
    assert _merchants(postgres_url) == kept
    assert group.run(_add("004")).result() == "004"


def test_a_text_with_a_nul_is_refused_not_cut(group: GroupCommit, postgres_url: str) -> None:
    with pytest.raises(psycopg.DataError):
        group.run(_add("00\0one")).result()
    assert _merchants(postgres_url) == []
