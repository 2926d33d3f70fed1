"""`balik job pull-out` and `balik history` on the command line, and the ledger under the doctor."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from said import Balik

from core.clock import SystemClock
from core.domain.events import Place
from core.domain.merchants import Store
from core.domain.mobile import MobileNumber
from core.domain.orders import Item
from core.domain.status import Status, Trigger
from core.persistence.database import open_database
from core.persistence.pins import Argon2Pins
from core.services.ecms import AcceptedParcel, AcceptParcel, Clerk, RequestReturn, Terminal
from core.services.embedded import EmbeddedEcms
from core.services.rules import EcmsRules
from core.services.scan_parcel import Scan, Scanner, scan_parcel
from core.services.storage import OrderContent
from core.services.submit_orders import submit_orders

STORE = Store("0166", "Pasig Blvd", "NCR")


@pytest.fixture
def parcel(data: Path, chain: None) -> AcceptedParcel:
    """A parcel that the counter took."""
    database = open_database(data / "balik.db")
    try:
        rules, now = EcmsRules(), datetime.now(UTC)
        submit_orders(database, rules, "001", [OrderContent("UID1", (Item("1", "Shirt"),))], now)
        ecms = EmbeddedEcms(database, SystemClock(), Argon2Pins(), lambda below: below // 2, rules)
        asked = RequestReturn(1, MobileNumber("09123456789"), Terminal(STORE, "K1"), str(uuid4()))
        code = ecms.request_return(asked).code
        counter = Terminal(STORE, "02")
        return ecms.accept_parcel(AcceptParcel(code, counter, Clerk("7", "L. Cruz"), str(uuid4())))
    finally:
        database.close()


def test_the_job_builds_lists_and_writes_them(
    balik: Balik, parcel: AcceptedParcel, tmp_path: Path
) -> None:
    said = balik("job", "pull-out", "--files", tmp_path / "lists")
    assert (said.code, said.out) == (0, "Lists built: 1. Parcels on them: 1.\n")
    (file,) = (tmp_path / "lists").iterdir()
    assert file.name.startswith("APO-0166-")
    lines = file.read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("apo,store,tracking_number,")
    assert parcel.tracking_number.digits in lines[1]
    assert balik("job", "pull-out").out == "Lists built: 0. Parcels on them: 0.\n"


def test_the_job_is_done_for_one_store(balik: Balik, parcel: AcceptedParcel) -> None:
    assert parcel
    unknown = balik("job", "pull-out", "--store", "9999")
    assert (unknown.code, unknown.err) == (1, "There is no store 9999.\n")
    assert balik("job", "pull-out", "--store", "0166").out.startswith("Lists built: 1.")


def test_lists_that_cannot_be_written_are_built_all_the_same(
    balik: Balik, parcel: AcceptedParcel, tmp_path: Path
) -> None:
    assert parcel
    (tmp_path / "file").write_text("")
    said = balik("job", "pull-out", "--files", tmp_path / "file")
    assert said.code == 1
    assert "can't be written" in said.err
    assert "FOR PULL OUT" in balik("history", str(parcel.code)).out


@pytest.mark.parametrize("by", ["code", "tracking_number"])
def test_a_parcels_history_is_shown(balik: Balik, parcel: AcceptedParcel, by: str) -> None:
    balik("job", "pull-out")
    said = balik("history", getattr(parcel, by))
    assert said.code == 0
    title, _, *steps = said.out.splitlines()
    assert title == f"{parcel.tracking_number}  Merchant A"
    assert [step.split()[0] for step in steps] == ["1", "2", "3"]
    assert "RETURNED" in steps[1]
    assert str(parcel.receipt) in steps[1]
    assert "0166 02" in steps[1]


def test_an_unknown_parcel_has_no_history(balik: Balik, chain: None) -> None:
    said = balik("history", "1822-1234-2345")
    assert (said.code, said.err) == (1, "No parcel has the number 1822-1234-2345.\n")


def test_a_refused_scan_is_settled_and_kept(
    balik: Balik, parcel: AcceptedParcel, data: Path
) -> None:
    database = open_database(data / "balik.db")
    now = datetime.now(UTC)
    scanner = Scanner("truck", Trigger.TRUCKER, Place("TRUCK1", "HH-07", "J. Cruz"))
    scan = Scan("3031053326", Status.ON_VEHICLE_TO_WAREHOUSE, now)
    scan_parcel(database, EcmsRules(), scanner, scan, now)
    database.close()
    assert parcel
    row = balik("scans").out.splitlines()[-1]
    assert row.split()[0] == "1"
    assert "3031053326" in row
    assert "NOT_A_TRACKING_NUMBER" in row
    assert balik("scans", "--settle", "1").code == 2
    nobody = balik("scans", "--settle", "9", "--by", "Ops", "--outcome", "Torn.")
    assert (nobody.code, nobody.err) == (1, "No refused scan has the number 9.\n")
    assert balik("scans", "--settle", "1", "--by", "Ops", "--outcome", "Torn.").out == (
        "1: Torn. (Ops)\n"
    )
    assert balik("scans").out == "No refused scan waits for anybody.\n"
    assert balik("scans", "--settle", "1", "--by", "You", "--outcome", "Lost.").out == (
        "1: Torn. (Ops)\n"
    )


def test_the_doctor_proves_the_ledger(balik: Balik, parcel: AcceptedParcel) -> None:
    assert parcel
    said = balik("doctor")
    assert said.code == 0
    assert "The custody ledger is whole: 2 entries." in said.out


@pytest.mark.parametrize(
    ("forgery", "broken"),
    [
        ("UPDATE status_events SET at = at - 1 WHERE status = 'FOR RETURN'", 1),
        ("UPDATE status_events SET person = '8' WHERE status = 'RETURNED'", 2),
        ("UPDATE returns SET tracking_number = '30310533999999999'", 1),
        ("DELETE FROM custody WHERE seq = 1", 1),
        ("UPDATE custody SET hash = replace(hash, 'a', 'b') WHERE seq = 2", 2),
        ("UPDATE custody SET before = hash WHERE seq = 2", 2),
    ],
)
def test_the_doctor_names_the_first_broken_entry(
    balik: Balik, parcel: AcceptedParcel, data: Path, forgery: str, broken: int
) -> None:
    assert parcel
    with closing(sqlite3.connect(data / "balik.db")) as file:
        for (trigger,) in file.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            file.execute(f"DROP TRIGGER {trigger}")
        file.execute(forgery)
        if "replace" in forgery:
            file.execute("UPDATE custody SET hash = 'b' || substr(hash, 2) WHERE seq = 2")
        file.commit()
    said = balik("doctor")
    assert said.code == 1
    assert f"entry {broken} is not as it was written" in said.out


def test_the_doctor_misses_what_is_not_in_the_ledger(
    balik: Balik, parcel: AcceptedParcel, data: Path
) -> None:
    assert parcel
    with closing(sqlite3.connect(data / "balik.db")) as file:
        file.execute("DROP TRIGGER custody_stay")
        file.execute("DELETE FROM custody WHERE seq = 2")
        file.commit()
    said = balik("doctor")
    assert said.code == 1
    assert "Facts that are missing from the custody ledger: 1." in said.out
