"""No question of the hot paths may read a whole table: a million orders would be felt."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from shop_floor import (
    CLERK,
    COUNTERS,
    KIOSK,
    MOBILE,
    RULES,
    SUBMITTED,
    NoonClock,
    ecms_over,
    press,
)
from sqlalchemy import event

from core.domain.orders import Item
from core.domain.references import parse_reference
from core.persistence.database import Database
from core.services.ecms import PaperKind, RequestReturn
from core.services.storage import OrderContent
from core.services.submit_orders import cancel_order, submit_orders


@pytest.fixture
def said(database: Database) -> list[str]:
    """Every statement that was run, with its values, those of triggers left out."""
    statements: list[str] = []

    def listen(connection: Any, _record: object) -> None:
        connection.set_trace_callback(statements.append)

    database.engine.dispose()
    event.listen(database.engine, "connect", listen)
    return statements


def test_every_question_is_answered_by_an_index(
    database: Database, said: list[str], shop: Path
) -> None:
    ecms = ecms_over(database)
    counter, now = COUNTERS[0], NoonClock().now()
    ecms.terminal("0166", "K1")
    ecms.find_orders(parse_reference("UID000002"), KIOSK)
    ecms.request_return(RequestReturn(SUBMITTED, MOBILE, KIOSK, str(uuid4())))
    (record,) = ecms.find_returns("UID000001", counter)
    ecms.find_returns(str(record.tracking_number), counter)
    ecms.find_returns(MOBILE.digits[-4:], counter)
    ecms.verify_code(record.code, counter)
    ecms.accept_parcel(press(record.code, counter))
    ecms.reprint(record.code, PaperKind.LABEL, counter, CLERK)
    ecms.history(record.code)
    ecms.counter_today(counter)
    with database.writing() as work:
        work.attempts.add("reference 0166-K1", now, now - timedelta(minutes=5))
        work.attempts.forget("reference 0166-K1")
    submit_orders(database, RULES, "001", [OrderContent("UID000009", (Item("1", "Cap"),))], now)
    cancel_order(database, "001", "UID000009", now)

    questions = [sql for sql in said if sql.startswith(("SELECT", "UPDATE", "DELETE"))]
    assert len(questions) > 25
    with closing(sqlite3.connect(shop)) as file:
        for sql in questions:
            plan = [row[3] for row in file.execute(f"EXPLAIN QUERY PLAN {sql}")]
            assert not [step for step in plan if step.startswith("SCAN")], (sql, plan)


def test_the_plan_shows_a_scan_where_there_is_one(shop: Path) -> None:
    with closing(sqlite3.connect(shop)) as file:
        sql = "EXPLAIN QUERY PLAN SELECT id FROM return_orders WHERE warehouse = ?"
        ((*_, step),) = file.execute(sql, ("Wid234",)).fetchall()
    assert step.startswith("SCAN")
