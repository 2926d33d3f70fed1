"""Every status × asked status × party × delivery, tried at the tables themselves.

Generated from the mission's table: the one legal move of each status is taken, and every other
change is refused by the database, whoever makes it.
"""

import itertools
import sqlite3
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from core.domain.status import FLOW, Delivery, Status, Trigger, next_status, trigger_of

_LINE = [step.status for step in FLOW]
#: In the fixture's shop: order 1 was accepted, order 2 has a code.
_ACCEPTED, _ASKED_FOR = 1, 2
_HELD = (Status.RETURNED, Status.FOR_PULL_OUT)
_REFUSED = (sqlite3.IntegrityError, psycopg.IntegrityError)
Execute = Callable[[str], Any]


def _move(execute: Execute, asked: Status, by: Trigger, order: int = _ACCEPTED) -> None:
    held_by = "'0166'" if asked in _HELD else "NULL"
    execute("BEGIN")
    try:
        execute(
            f"UPDATE returns SET status = '{asked.value}', held_by = {held_by}"  # noqa: S608 - ours
            f" WHERE order_id = {order}"
        )
        execute(
            f"INSERT INTO status_events VALUES ({order}, '{asked.value}',"  # noqa: S608 - ours
            f" '{by.value}', 1, '0166', '', '', '')"
        )
        execute("COMMIT")
    except _REFUSED:
        execute("ROLLBACK")
        raise


def _put_on_a_list(execute: Execute) -> None:
    execute(
        "INSERT INTO pull_out_lists (id, store_code, day, serial, built_at)"
        " VALUES (1, '0166', '2026-11-21', 1, 1)"
    )
    execute(
        "INSERT INTO pull_out_lines (list_id, order_id, left_behind)"
        " SELECT 1, order_id, 0 FROM acceptances"
    )


def _give_to_the_driver(execute: Execute) -> None:
    execute("UPDATE pull_out_lines SET handed_over_at = 1, driver = 'J. Cruz', plate = 'NBC1234'")


@pytest.mark.parametrize("delivery", Delivery)
def test_the_database_takes_the_one_legal_move_and_no_other(
    execute: Execute, delivery: Delivery
) -> None:
    execute(f"UPDATE merchants SET delivery = '{delivery.value}'")  # noqa: S608 - ours
    current: Status | None = Status.RETURNED
    while current is not None:
        following = next_status(current, delivery)
        for asked, by in itertools.product(_LINE, Trigger):
            if asked is following and by is trigger_of(asked):
                continue
            with pytest.raises(_REFUSED):
                _move(execute, asked, by)
        if following is Status.FOR_PULL_OUT:
            with pytest.raises(_REFUSED, match="on a list"):
                _move(execute, following, trigger_of(following))
            _put_on_a_list(execute)
        if following is Status.PULLED_OUT_FROM_STORE:
            with pytest.raises(_REFUSED, match="handed over with a list"):
                _move(execute, following, trigger_of(following))
            _give_to_the_driver(execute)
        if following is not None:
            _move(execute, following, trigger_of(following))
        current = following


@pytest.mark.parametrize("delivery", Delivery)
def test_without_an_acceptance_the_database_takes_no_move_at_all(
    execute: Execute, delivery: Delivery
) -> None:
    execute(f"UPDATE merchants SET delivery = '{delivery.value}'")  # noqa: S608 - ours
    for asked, by in itertools.product(_LINE, Trigger):
        with pytest.raises(_REFUSED):
            _move(execute, asked, by, _ASKED_FOR)
