"""The rules of lists, ledger and reports, broken at the tables: the database refuses."""

import sqlite3
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

Execute = Callable[[str], Any]

_REFUSED = (sqlite3.IntegrityError, psycopg.IntegrityError)
#: In the fixture's shop order 1 was accepted and order 2 has a code.
_LIST = (
    "INSERT INTO pull_out_lists (id, store_code, day, serial, built_at)"
    " VALUES ({id}, '0166', '2026-11-21', {id}, 1)"
)
_LINE = "INSERT INTO pull_out_lines (list_id, order_id, left_behind) VALUES ({id}, {order}, 0)"
_HAND_OVER = (
    "UPDATE pull_out_lines SET handed_over_at = 1, driver = 'J. Cruz', plate = 'NBC1234'"
    " WHERE list_id = 1"
)
_LEAVE = "UPDATE pull_out_lines SET left_behind = 1 WHERE list_id = 1"
_CLOSE = (
    "UPDATE pull_out_lists SET closed_at = 2, terminal = '01', clerk_number = '1042',"
    " clerk_name = 'R. Santos', driver = 'J. Cruz', plate = 'NBC1234', handed_over = {count},"
    " attempt = 'press' WHERE id = 1"
)
_ON_A_LIST = (_LIST.format(id=1), _LINE.format(id=1, order=1))
_Z = (
    "INSERT INTO day_closings VALUES ('0166', {number}, 1, 0, '01', '1042', '{{}}',"
    " 'press {number}')"
)


def _all(execute: Execute, statements: tuple[str, ...]) -> None:
    for statement in statements:
        execute(statement)


@pytest.mark.parametrize(
    "honest",
    [
        pytest.param((*_ON_A_LIST, _HAND_OVER, _CLOSE.format(count=1)), id="handed over"),
        pytest.param(
            (
                *_ON_A_LIST,
                _LEAVE,
                _CLOSE.format(count=0),
                _LIST.format(id=2),
                _LINE.format(id=2, order=1),
            ),
            id="left behind and listed again",
        ),
        pytest.param((_Z.format(number=1), _Z.format(number=2)), id="two reports"),
    ],
)
def test_the_database_takes(execute: Execute, honest: tuple[str, ...]) -> None:
    _all(execute, honest)


@pytest.mark.parametrize(
    ("scene", "broken"),
    [
        pytest.param((_LIST.format(id=1),), _LINE.format(id=1, order=2), id="not accepted"),
        pytest.param(
            (*_ON_A_LIST, _LIST.format(id=2)), _LINE.format(id=2, order=1), id="on two lists"
        ),
        pytest.param(_ON_A_LIST, _CLOSE.format(count=0), id="closed with a parcel unaccounted for"),
        pytest.param(
            (*_ON_A_LIST, _HAND_OVER), _CLOSE.format(count=2), id="closed with a wrong count"
        ),
        pytest.param((*_ON_A_LIST, _HAND_OVER), _LEAVE, id="handed over and left behind"),
        pytest.param((*_ON_A_LIST, _LEAVE), _HAND_OVER, id="left behind and handed over"),
        pytest.param((*_ON_A_LIST, _HAND_OVER), _HAND_OVER, id="handed over twice"),
        pytest.param(
            (*_ON_A_LIST, _LEAVE, _CLOSE.format(count=0)), _CLOSE.format(count=0), id="closed twice"
        ),
        pytest.param(
            (_LIST.format(id=1), _CLOSE.format(count=0)),
            _LINE.format(id=1, order=1),
            id="listed when closed",
        ),
        pytest.param(_ON_A_LIST, "DELETE FROM pull_out_lines", id="a line deleted"),
        pytest.param((_LIST.format(id=1),), "DELETE FROM pull_out_lists", id="a list deleted"),
        pytest.param(
            (_LIST.format(id=1),), "UPDATE pull_out_lists SET serial = 7", id="a list's number"
        ),
        pytest.param((), "UPDATE custody SET hash = before", id="an entry that changes"),
        pytest.param((), "DELETE FROM custody", id="an entry that is deleted"),
        pytest.param(
            (),
            "INSERT INTO custody SELECT seq + 2, order_id, 'RETURNED', hash, hash FROM custody"
            " WHERE order_id = 2",
            id="an entry out of turn",
        ),
        pytest.param((), _Z.format(number=2), id="a report left out"),
        pytest.param((_Z.format(number=1),), "UPDATE day_closings SET report = ''", id="a report"),
    ],
)
def test_the_database_refuses(execute: Execute, scene: tuple[str, ...], broken: str) -> None:
    _all(execute, scene)
    with pytest.raises(_REFUSED):
        execute(broken)
