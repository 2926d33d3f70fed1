"""Every rule that must never break, broken at the table itself: the database refuses."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Any

import pytest

from core.domain.custody import sha256_hex

_ACCEPT = (
    "INSERT INTO acceptances VALUES (2, '0166', '01', 2, '1042', 'R. Santos', 1, 'attempt')",
    (
        "UPDATE returns SET status = 'RETURNED', accepted_order_id = 2, held_by = '0166'"
        " WHERE order_id = 2"
    ),
    "INSERT INTO status_events VALUES (2, 'RETURNED', 'POS transaction', 1, '0166', '01', '', '')",
)
_ASK = (
    (
        "INSERT INTO returns VALUES (3, '182212342345', '30310533261428999', '09123456789',"
        " '6789', 'FOR RETURN', 1, '0166', 'K1', 'tap', NULL, NULL)"
    ),
    (
        "INSERT INTO status_events"
        " VALUES (3, 'FOR RETURN', 'Kiosk transaction', 1, '0166', '', '', '')"
    ),
)
_EVENT = "INSERT INTO status_events VALUES"


@pytest.fixture(params=["sqlite", "postgresql"])
def file(request: pytest.FixtureRequest) -> Iterator["OpenFile"]:
    """The database as any other program would open it."""
    if request.param == "sqlite":
        with closing(
            sqlite3.connect(request.getfixturevalue("shop"), isolation_level=None)
        ) as file:
            file.create_function("sha256_hex", 1, sha256_hex, deterministic=True)
            file.execute("PRAGMA foreign_keys = ON")
            file.execute("PRAGMA recursive_triggers = ON")
            yield OpenFile(file, sqlite3.IntegrityError)
        return
    import psycopg  # noqa: PLC0415 - only here

    with psycopg.connect(request.getfixturevalue("shop_url"), autocommit=True) as connection:
        yield OpenFile(connection, psycopg.IntegrityError)


@dataclass(frozen=True)
class OpenFile:
    """A connection of either kind.

    Args:
        connection: the driver's.
        refused: what it raises where a rule is broken.
    """

    connection: Any
    refused: type[Exception]

    def execute(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a statement."""
        cursor = self.connection.execute(sql)
        return cursor.fetchall() if cursor.description else []

    def content(self) -> list[list[tuple[Any, ...]]]:
        """All that is in the tables that the rules are about."""
        return [
            sorted(self.execute(f"SELECT * FROM {table}"), key=repr)  # noqa: S608 - ours
            for table in (
                "merchants",
                "return_orders",
                "returns",
                "acceptances",
                "status_events",
                "outbox",
                "parcel_refusals",
                "reprints",
            )
        ]


def _change(file: OpenFile, *statements: str) -> None:
    file.execute("BEGIN")
    try:
        for statement in statements:
            file.execute(statement)
        file.execute("COMMIT")
    except file.refused:
        with suppress(sqlite3.OperationalError):
            file.execute("ROLLBACK")
        raise


def test_an_honest_acceptance_is_taken(file: OpenFile) -> None:
    _change(file, *_ACCEPT)


def test_an_honest_request_is_taken(file: OpenFile) -> None:
    _change(file, *_ASK)


def _instead(statements: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    changed = tuple(statement.replace(old, new) for statement in statements)
    assert changed != statements
    return changed


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(_ACCEPT[:1], id="an acceptance whose return stays FOR RETURN"),
        pytest.param(_ACCEPT[1:], id="a RETURNED without an acceptance"),
        pytest.param(_ACCEPT[:2], id="a RETURNED without its event"),
        pytest.param(
            ("UPDATE returns SET status = 'RETURNED' WHERE order_id = 2",),
            id="a status past FOR RETURN without a link to its acceptance",
        ),
        pytest.param(
            _instead(_ACCEPT, "held_by = '0166'", "held_by = '0412'"),
            id="a parcel held by a store that did not accept it",
        ),
        pytest.param(
            _instead(_ACCEPT, "held_by = '0166'", "held_by = NULL"),
            id="a returned parcel that no store holds",
        ),
        pytest.param(
            _instead(_ACCEPT, "accepted_order_id = 2", "accepted_order_id = 1"),
            id="another parcel's acceptance",
        ),
        pytest.param(_instead(_ACCEPT, "'01', 2", "'01', 3"), id="a receipt number left out"),
        pytest.param(_instead(_ACCEPT, "'01', 2", "'01', 1"), id="a receipt number twice"),
        pytest.param(_instead(_ACCEPT, "'01', 2", "'02', 2"), id="a terminal's first receipt 2"),
        pytest.param(_instead(_ACCEPT, "'01', 2", "'09', 1"), id="an unknown terminal"),
        pytest.param(_instead(_ACCEPT, "'1042'", "'9999'"), id="an unknown clerk"),
        pytest.param(
            ("UPDATE return_orders SET cancelled_at = 1 WHERE id = 2", *_ACCEPT),
            id="an acceptance of a cancelled order",
        ),
        pytest.param(
            (_ACCEPT[0].replace("VALUES (2", "VALUES (1"),), id="a second acceptance of a parcel"
        ),
        pytest.param(
            (_ACCEPT[0].replace("INSERT", "INSERT OR REPLACE").replace("(2,", "(1,"),),
            id="an acceptance in another's place",
        ),
        pytest.param(
            (*_ACCEPT, "UPDATE acceptances SET at = 2 WHERE order_id = 2"),
            id="an acceptance that changes",
        ),
        pytest.param(("UPDATE acceptances SET attempt = 'x'",), id="an attempt that changes"),
        pytest.param(("DELETE FROM acceptances",), id="an acceptance that is deleted"),
        pytest.param(("DELETE FROM returns WHERE order_id = 2",), id="a return that is deleted"),
        pytest.param(("DELETE FROM status_events",), id="history that is deleted"),
        pytest.param(("UPDATE status_events SET at = 2",), id="history that changes"),
        pytest.param(("DELETE FROM return_orders WHERE id = 2",), id="a used order deleted"),
        pytest.param(
            ("UPDATE returns SET status = 'FOR RETURN', accepted_order_id = NULL, held_by = NULL",),
            id="a status that goes back",
        ),
        pytest.param(
            (
                (
                    "UPDATE returns SET status = 'PULLED OUT FROM STORE', held_by = NULL"
                    " WHERE order_id = 1"
                ),
                f"{_EVENT} (1, 'PULLED OUT FROM STORE', 'SBS Returns', 1, '0166', '', '', '')",
            ),
            id="a status that is left out",
        ),
        pytest.param(
            ("UPDATE returns SET status = 'LOST' WHERE order_id = 1",), id="an unknown status"
        ),
        pytest.param(
            (
                "UPDATE returns SET status = 'FOR PULL OUT' WHERE order_id = 1",
                f"{_EVENT} (1, 'FOR PULL OUT', 'Trucker scanning', 1, '0166', '', '', '')",
            ),
            id="a status caused by the wrong party",
        ),
        pytest.param(
            (f"{_EVENT} (2, 'RETURNED', 'POS transaction', 1, '0166', '01', '', '')",),
            id="an event that did not happen",
        ),
        pytest.param(
            (f"{_EVENT} (2, 'FOR RETURN', 'Kiosk transaction', 1, '0166', '', '', '')",),
            id="an event that happens twice",
        ),
        pytest.param(_ASK[:1], id="a return without its first event"),
        pytest.param(_instead(_ASK, "(3,", "(2,"), id="a second return of an order"),
        pytest.param(_instead(_ASK, "(3,", "(99,"), id="a return of no order"),
        pytest.param(
            _instead(_ASK, "'182212342345'", "(SELECT min(return_code) FROM returns)"),
            id="a RETURN CODE twice",
        ),
        pytest.param(_instead(_ASK, "'182212342345'", "'1822'"), id="a code of four digits"),
        pytest.param(
            _instead(_ASK, "'30310533261428999'", "(SELECT min(tracking_number) FROM returns)"),
            id="a tracking number twice",
        ),
        pytest.param(
            _instead(_ASK, "'tap'", "(SELECT min(attempt) FROM returns)"),
            id="a tap's attempt twice",
        ),
        pytest.param(_instead(_ASK, "'6789'", "'6780'"), id="a mobile number's wrong tail"),
        pytest.param(_instead(_ASK, "'K1'", "'K9'"), id="a kiosk that is not set up"),
        pytest.param(
            ("UPDATE return_orders SET cancelled_at = 1 WHERE id = 3", *_ASK),
            id="a return of a cancelled order",
        ),
        pytest.param(
            ("UPDATE returns SET return_code = '182212342345' WHERE order_id = 2",),
            id="a RETURN CODE that changes",
        ),
        pytest.param(
            ("UPDATE return_orders SET cancelled_at = 1 WHERE id = 1",),
            id="an accepted order that is cancelled",
        ),
        pytest.param(
            ("UPDATE return_orders SET waybill = 'X' WHERE id = 2",),
            id="an order that changes after its customer asked",
        ),
        pytest.param(
            (
                (
                    "INSERT INTO return_orders (merchant_code, uid, order_number, waybill, uid_key,"
                    " lines, warehouse, submitted_on, last_day) VALUES"
                    " ('001', 'UID000000', '', '', 'UID', '[]', '', '2026-01-01', '2026-01-02')"
                ),
            ),
            id="a merchant's UID twice",
        ),
        pytest.param(
            ("UPDATE return_orders SET length_mm = 1 WHERE id = 3",), id="a parcel of one side"
        ),
        pytest.param(
            ("INSERT INTO outbox (order_id, status) VALUES (2, 'RETURNED')",),
            id="news of what did not happen",
        ),
        pytest.param(
            ("INSERT INTO reprints VALUES (2, 'LABEL', 1, '0166', '01', '1042', 1)",),
            id="a reprint of a parcel that was not accepted",
        ),
        pytest.param(
            ("INSERT INTO parcel_refusals VALUES ('a', 2, '0166', '01', '1042', 'DISLIKED', 1)",),
            id="a refusal for no known reason",
        ),
        pytest.param(
            ("UPDATE merchants SET delivery = 'by pigeon'",), id="a delivery that there is not"
        ),
        pytest.param(("UPDATE merchants SET suspended = 2",), id="half a suspension"),
    ],
)
def test_the_database_refuses(file: OpenFile, broken: tuple[str, ...]) -> None:
    if "OR REPLACE" in broken[0] and file.refused is not sqlite3.IntegrityError:
        pytest.skip("only SQLite puts a row in another's place")
    before = file.content()
    with pytest.raises(file.refused):
        _change(file, *broken)
    assert file.content() == before


def test_only_a_merchant_that_is_delivered_to_goes_past_the_eighth_status(
    file: OpenFile,
) -> None:
    steps = [
        ("FOR PULL OUT", "ECMS job"),
        ("PULLED OUT FROM STORE", "SBS Returns"),
        ("ON VEHICLE TO WAREHOUSE", "Trucker scanning"),
        ("ARRIVED AT WAREHOUSE", "Trucker scanning"),
        ("FOR RETURN TO MERCHANT", "DC scanning"),
        ("RETURNED TO MERCHANT", "DC scanning"),
    ]
    for status, trigger in steps:
        _step(file, status, trigger)
    with pytest.raises(file.refused, match="picks its parcels up"):
        _step(file, "ON VEHICLE TO MERCHANT", "Trucker scanning")
    file.execute("UPDATE merchants SET delivery = 'DC delivers'")
    _step(file, "ON VEHICLE TO MERCHANT", "Trucker scanning")
    _step(file, "ARRIVED AT MERCHANT", "Trucker scanning")


_ON_A_LIST = (
    (
        "INSERT INTO pull_out_lists (id, store_code, day, serial, built_at)"
        " VALUES (1, '0166', '2026-11-21', 1, 1)"
    ),
    "INSERT INTO pull_out_lines (list_id, order_id, left_behind) VALUES (1, 1, 0)",
)
_TO_THE_DRIVER = (
    (
        "UPDATE pull_out_lines SET handed_over_at = 1, driver = 'J. Cruz', plate = 'NBC1234'"
        " WHERE order_id = 1"
    ),
)


def _step(file: OpenFile, status: str, trigger: str) -> None:
    before = {"FOR PULL OUT": _ON_A_LIST, "PULLED OUT FROM STORE": _TO_THE_DRIVER}.get(status, ())
    held_by = "held_by" if status == "FOR PULL OUT" else "NULL"
    _change(
        file,
        *before,
        f"UPDATE returns SET status = '{status}', held_by = {held_by} WHERE order_id = 1",  # noqa: S608 - ours
        f"{_EVENT} (1, '{status}', '{trigger}', 1, 'DC1', '', '', '')",
    )
