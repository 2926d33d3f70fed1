"""When something is wrong with the ECMS itself: calm answers, no half state, silent logs."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from api_shop import ApiShop
from test_api_increff import PAGE

PERSONAL = ("09123456789", "AXDY43322222524544", "secret of", "customerName", "Bengaluru")


@contextmanager
def renamed_table(shop: ApiShop) -> Iterator[None]:
    """A mistake of ours: a statement that the database does not understand."""
    rename = "ALTER TABLE {} RENAME TO {}"
    with shop.database.engine.begin() as connection:
        connection.exec_driver_sql(rename.format("return_orders", "something_else"))
    yield
    with shop.database.engine.begin() as connection:
        connection.exec_driver_sql(rename.format("something_else", "return_orders"))


@contextmanager
def held_by_others(shop: ApiShop) -> Iterator[None]:
    """What a counter needs is in another program's hands."""
    with shop.database.engine.begin() as connection:
        if shop.database.kind.has_company:
            connection.exec_driver_sql("LOCK TABLE returns IN ACCESS EXCLUSIVE MODE")
        yield


def test_a_bug_is_answered_calmly_in_each_dialect_and_logged_without_what_was_sent(
    shop: ApiShop, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    shop.token("merchant-a")
    with renamed_table(shop):
        asked = shop.ask()
        ordered = shop.post("merchant-a", "/return/return-orders", PAGE)

    assert (asked.status_code, asked.json()["code"]) == (500, "TROUBLE")
    assert asked.json()["message"].endswith("Nothing was changed.")
    assert (ordered.status_code, ordered.json()["code"]) == (500, "UNKNOWN_ERROR")
    assert caplog.text.count("request failed") == 2
    assert ("UndefinedTable" if shop.database.kind.has_company else "OperationalError") in (
        caplog.text
    )
    assert "Traceback" not in caplog.text
    assert not [one for one in PERSONAL if one in caplog.text]


def test_a_database_that_is_kept_busy_is_try_again_later(shop: ApiShop) -> None:
    code = shop.ask().json()["returnCode"]
    shop.token("pos-2")
    with held_by_others(shop):
        busy = shop.accept(code, Idempotency_Key="key-1")

    assert (busy.status_code, busy.json()["code"]) == (503, "ECMS_UNREACHABLE")
    assert int(busy.headers["Retry-After"]) > 0
    assert shop.accept(code, Idempotency_Key="key-1").status_code == 200, "that was no answer"


def test_an_ordinary_day_leaves_nothing_personal_in_the_log(
    shop: ApiShop, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    code = shop.ask().json()["returnCode"]
    shop.post("merchant-a", "/return/return-orders", PAGE)
    shop.post("merchant-a", "/return/return-orders", PAGE | {"orderItems": []})
    shop.ask(mobileNumber="0912345678901")
    shop.accept(code)
    shop.accept(code)
    ours = [record.getMessage() for record in caplog.records if record.name != "httpx2"]
    assert not [one for one in (*PERSONAL, code) if one in "\n".join(ours)]
