"""Lists are built while counters go on taking parcels; only a server lets both at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest
from shop_floor import COUNTERS, NoonClock, ecms_over, press
from waiting import awaited

from core.domain.codes import ReturnCode
from core.domain.status import Status
from core.persistence.custody import StoredCustody
from core.persistence.database import Database
from core.persistence.opening import open_any
from core.services.pull_out import Built, build_lists

# Its parcel is at the counter; another order's was accepted before.
_LATE = "UID000001"
# Who writes a line of a list looks at its parcel when the statement is done, and waits for us.
_HOLD_LISTED = b"SELECT 1 FROM returns WHERE status = 'RETURNED' FOR UPDATE"
_WHO_WAITS = b"SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"


@pytest.fixture
def database(shop_url: str) -> Iterator[Database]:
    """The shop on the server, opened."""
    database = open_any(shop_url)
    yield database
    database.close()


def _status(database: Database, code: ReturnCode) -> Status:
    return ecms_over(database).history(code)[0].status


def test_a_parcel_accepted_while_lists_are_built_waits_for_the_next_one(
    database: Database, shop_url: str
) -> None:
    """The lines are written and nothing is moved yet when the late parcel comes."""
    ecms, noon = ecms_over(database), NoonClock().now()
    (late,) = ecms.find_returns(_LATE, COUNTERS[0])
    with (
        ThreadPoolExecutor(1) as beside,
        psycopg.connect(shop_url, autocommit=True) as looker,
    ):
        with looker.transaction():
            assert looker.execute(_HOLD_LISTED).fetchall() == [(1,)]
            job = beside.submit(build_lists, database, NoonClock().now)
            awaited(lambda: looker.execute(_WHO_WAITS).fetchall(), "the job at its lines")
            ecms.accept_parcel(press(late.code, COUNTERS[0]))
        built: Built = job.result(timeout=30)

    assert (built.list_count, built.parcels) == (1, 1)
    assert _status(database, late.code) is Status.RETURNED

    tomorrow = build_lists(database, lambda: noon + timedelta(days=1))
    assert [str(number) for number in tomorrow.lists] == ["APO-0166-20261122"]
    assert tomorrow.parcels == 1
    assert _status(database, late.code) is Status.FOR_PULL_OUT
    assert StoredCustody(database).unentered() == 0
