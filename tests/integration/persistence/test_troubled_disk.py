"""The database in trouble in mid-work: the whole change is undone, the screens hear one thing."""

import logging
import os
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from shop_floor import (
    COUNTERS,
    ISSUED,
    KIOSK,
    MOBILE,
    RULES,
    SUBMITTED,
    NoonClock,
    ecms_over,
    press,
)
from sqlalchemy import event

from core.domain.codes import ReturnCode
from core.domain.merchants import Store
from core.domain.orders import Item
from core.domain.references import parse_reference
from core.domain.refusals import EcmsUnreachable
from core.persistence.database import Database
from core.services.ecms import RequestReturn
from core.services.ports import DatabaseTrouble, TroubleKind
from core.services.storage import OrderContent
from core.services.submit_orders import submit_orders


def _issued_code(database: Database) -> ReturnCode:
    with database.reading() as work:
        parcel = work.returns.of_order(ISSUED)
    assert parcel is not None
    return parcel.code


def _tell_new_connections(database: Database, pragma: str) -> None:
    def set_up(connection: Any, _record: object) -> None:
        connection.execute(pragma)

    database.engine.dispose()
    event.listen(database.engine, "connect", set_up)


def _dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as file:
        return list(file.iterdump())


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """What Balik logs; its loggers keep it from the root's handlers."""
    logger = logging.getLogger("balik")
    logger.addHandler(caplog.handler)
    yield caplog
    logger.removeHandler(caplog.handler)


@contextmanager
def _files_end_at(size: int) -> Iterator[None]:
    """The operating system refuses to write any file past `size` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [0, 33, 4_000, 5_000, 9_000, 13_000, 17_000, 30_000])
def test_a_disk_that_refuses_in_mid_commit_undoes_the_acceptance_and_the_next_try_works(
    database: Database, shop: Path, size: int
) -> None:
    code = _issued_code(database)
    ecms = ecms_over(database)
    # Closing folds the log into the file, so that the acceptance's own pages begin it anew.
    database.engine.dispose()
    before = _dump(shop)
    ecms.verify_code(code, COUNTERS[0])
    command = press(code, COUNTERS[0])

    with _files_end_at(size), pytest.raises(EcmsUnreachable):
        ecms.accept_parcel(command)

    assert _dump(shop) == before
    assert ecms.accept_parcel(command).receipt.serial == 2


def test_a_full_file_takes_nothing_of_a_submission(database: Database, shop: Path) -> None:
    before = _dump(shop)
    with closing(sqlite3.connect(shop)) as file:
        ((pages,),) = file.execute("PRAGMA page_count").fetchall()
    _tell_new_connections(database, f"PRAGMA max_page_count = {pages + 5}")
    orders = [OrderContent(f"NEW{n:06}", (Item("1", "Shirt"),)) for n in range(2000)]

    with pytest.raises(DatabaseTrouble) as trouble:
        submit_orders(database, RULES, "001", orders, NoonClock().now())

    assert trouble.value.kind is TroubleKind.FULL
    assert _dump(shop) == before


def test_a_database_that_another_program_keeps_is_unreachable_until_it_lets_go(
    database: Database, shop: Path, log: pytest.LogCaptureFixture
) -> None:
    code = _issued_code(database)
    _tell_new_connections(database, "PRAGMA busy_timeout = 20")
    ecms = ecms_over(database)
    with closing(sqlite3.connect(shop, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(EcmsUnreachable):
            ecms.accept_parcel(press(code, COUNTERS[0]))
        assert ecms.verify_code(code, COUNTERS[0]).code == code, "questions are still answered"
        other.execute("ROLLBACK")

    assert "BUSY" in log.text
    assert code.digits not in log.text
    assert ecms.accept_parcel(press(code, COUNTERS[0])).receipt.serial == 2


def test_a_damaged_database_is_unreachable(database: Database, shop: Path) -> None:
    code = _issued_code(database)
    database.engine.dispose()
    content = shop.read_bytes()
    shop.write_bytes(content[:4096] + os.urandom(len(content) - 4096))
    ecms = ecms_over(database)
    for ask in (
        lambda: ecms.verify_code(code, COUNTERS[0]),
        lambda: ecms.accept_parcel(press(code, COUNTERS[0])),
        lambda: ecms.find_orders(parse_reference("UID000002"), KIOSK),
        lambda: ecms.request_return(RequestReturn(SUBMITTED, MOBILE, KIOSK, str(uuid4()))),
        lambda: ecms.counter_today(COUNTERS[0]),
        lambda: ecms.terminal("0166", "01"),
    ):
        with pytest.raises(EcmsUnreachable):
            ask()


def test_a_database_that_vanished_is_unreachable_and_does_not_come_back_empty(
    database: Database, shop: Path
) -> None:
    code = _issued_code(database)
    database.engine.dispose()
    shop.unlink()
    with pytest.raises(EcmsUnreachable):
        ecms_over(database).verify_code(code, COUNTERS[0])
    assert not shop.exists()


def test_a_mistake_of_ours_is_not_called_the_disks(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="syntax"), database.writing() as work:
        work.link.say("NONSENSE")
    with database.reading() as work:
        assert work.directory.store("0166") is not None


def test_a_change_that_raises_leaves_nothing_behind(database: Database, shop: Path) -> None:
    before = _dump(shop)

    def change_ones_mind() -> None:
        with database.writing() as work:
            work.directory.save_store(Store("9999", "Nowhere", "NCR"))
            raise RuntimeError("second thoughts")

    with pytest.raises(RuntimeError, match="second thoughts"):
        change_ones_mind()
    assert _dump(shop) == before
