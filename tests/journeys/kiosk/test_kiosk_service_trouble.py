"""The returns service does not answer, or the kiosk cannot start: one clear message each."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from core.bootstrap import Shop
from core.pytest_shop import Shopfloor
from kiosk.driver import KioskDriver
from kiosk.pytest_plugin import OpenKiosk

SHOES = "AXDY43322222524544"
AWAY = "Can't reach the returns service"


@contextmanager
def _away(shopfloor: Shopfloor) -> Iterator[None]:
    """The database is gone, as a disk that was pulled: the file, and every open connection."""
    shopfloor.shop.close()
    files = sorted(shopfloor.data.glob("balik.db*"))
    for file in files:
        file.rename(file.with_name(f"away-{file.name}"))
    try:
        yield
    finally:
        for file in files:
            file.with_name(f"away-{file.name}").rename(file)


def test_a_service_that_is_away_is_said_and_trying_again_goes_on_where_it_was(
    kiosk: KioskDriver, shopfloor: Shopfloor
) -> None:
    with _away(shopfloor):
        kiosk.scan(SHOES)
        kiosk.sees(AWAY, "Nothing was lost. What you entered is kept while you wait.")
        kiosk.tap("Try again")
        kiosk.sees(AWAY)
    kiosk.tap("Try again")
    kiosk.sees("Is this what you are returning?", "Canvas shoes, size 42")


def test_a_service_that_goes_away_before_the_code_issues_it_once_when_it_is_back(
    kiosk: KioskDriver, shopfloor: Shopfloor
) -> None:
    before = len(shopfloor.books()["returns"])
    kiosk.scan(SHOES)
    kiosk.tap("Yes, continue")
    kiosk.sees("Your mobile number")
    kiosk.touch_keys("09123456789")
    with _away(shopfloor):
        kiosk.tap("Get my RETURN CODE")
        kiosk.sees(AWAY, "Please try again in a moment.")
        kiosk.tap("Try again")
        kiosk.sees(AWAY)
    kiosk.tap("Try again")
    kiosk.sees("Your ticket is printed.")
    assert len(shopfloor.books()["returns"]) == before + 1
    assert len(shopfloor.ticket_printer.papers) == 1


def test_a_database_that_another_program_keeps_locked_is_waited_for_and_then_said(
    kiosk: KioskDriver, shopfloor: Shopfloor
) -> None:
    before = len(shopfloor.books()["returns"])
    kiosk.scan(SHOES)
    kiosk.tap("Yes, continue")
    kiosk.sees("Your mobile number")
    kiosk.touch_keys("09123456789")
    with closing(sqlite3.connect(shopfloor.data / "balik.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        kiosk.tap("Get my RETURN CODE")
        kiosk.sees("One moment…")
        kiosk.sees(AWAY)
        other.execute("ROLLBACK")
    kiosk.tap("Try again")
    kiosk.sees("Your ticket is printed.")
    assert len(shopfloor.books()["returns"]) == before + 1


def test_a_kiosk_that_may_not_write_its_data_says_so_and_where(
    open_kiosk: OpenKiosk, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no directory", "utf-8")
    kiosk = open_kiosk(Shop(tmp_path / "file" / "balik").kiosk)
    kiosk.sees("This kiosk is out of order", "Balik may not write to its data directory.")
    kiosk.sees("Let this user write", "Try again")
    kiosk.scan(SHOES)
    kiosk.does_not_see("Start over", "Finish")
    kiosk.sees("This kiosk is out of order")


def test_a_database_of_a_newer_version_is_left_as_it_is(
    open_kiosk: OpenKiosk, shopfloor: Shopfloor
) -> None:
    shopfloor.shop.close()
    file = shopfloor.data / "balik.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = file.read_bytes()
    kiosk = open_kiosk(Shop(shopfloor.data).kiosk)
    kiosk.sees("The returns database was written by a newer version of Balik.", "Update Balik")
    assert file.read_bytes() == before


def test_broken_settings_say_which_and_once_mended_trying_again_works(
    open_kiosk: OpenKiosk, shopfloor: Shopfloor
) -> None:
    settings = shopfloor.data / "balik.toml"
    settings.write_text("store = 12\n", "utf-8")
    shop = Shop(shopfloor.data)
    kiosk = open_kiosk(shop.kiosk)
    kiosk.sees("This kiosk is out of order", "The setting store is not valid.", "balik.toml")
    settings.write_text("[times]\nidle = 5\n", "utf-8")
    kiosk.tap("Try again")
    kiosk.sees("Start a return")
    kiosk.scan(SHOES)
    kiosk.sees("Is this what you are returning?")
    shopfloor.timers.pass_time(5)
    kiosk.sees("Are you still there?")
    shop.close()
