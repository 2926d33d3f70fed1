"""A file whose acceptances had an index more: all stays, and holds as before."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from older_files import ORDERS, TICKETS, older_file
from shop_floor import ecms_over

from core.domain.codes import ReturnCode
from core.domain.custody import Proof, prove, sha256_hex
from core.domain.merchants import Store
from core.domain.refusals import AlreadyReturned
from core.domain.status import Status
from core.persistence.custody import StoredCustody
from core.persistence.database import open_database
from core.services.ecms import AcceptParcel, Clerk, Terminal

CODE = ReturnCode("182212342345")
COUNTER = Terminal(Store("0166", "Pasig Blvd", "NCR"), "01")
CLERK = Clerk("1042", "R. Santos")
#: One of the two was taken at the counter, and its receipt printed again.
TAKEN = (
    "INSERT INTO clerks VALUES ('1042', 'R. Santos', 'hash')",
    "INSERT INTO terminals VALUES ('0166', '01')",
    "INSERT INTO acceptances VALUES (1, '0166', '01', 1, '1042', 'R. Santos', 10, 'press 1')",
    (
        "UPDATE returns SET status = 'RETURNED', accepted_order_id = 1, held_by = '0166'"
        " WHERE order_id = 1"
    ),
    (
        "INSERT INTO status_events VALUES (1, 'RETURNED', 'POS transaction', 10, '0166', '01',"
        " '1042', '0166-01-000001')"
    ),
    "INSERT INTO reprints VALUES (1, 'RECEIPT', 1, '0166', '01', '1042', 11)",
)


@pytest.fixture
def migrated(tmp_path: Path) -> Path:
    """The file, opened once since."""
    path = older_file(tmp_path / "older.db", "0009", [*ORDERS, *TICKETS, *TAKEN])
    open_database(path).close()
    return path


@pytest.fixture
def file(migrated: Path) -> Iterator[sqlite3.Connection]:
    """The same, as any other program would open it."""
    with closing(sqlite3.connect(migrated, isolation_level=None)) as file:
        file.create_function("sha256_hex", 1, sha256_hex, deterministic=True)
        file.execute("PRAGMA foreign_keys = ON")
        yield file


def test_who_took_what_is_still_there(migrated: Path) -> None:
    opened = open_database(migrated)
    try:
        ecms = ecms_over(opened)
        with pytest.raises(AlreadyReturned):
            ecms.accept_parcel(AcceptParcel(CODE, COUNTER, CLERK, "press 2"))
        again = ecms.accept_parcel(AcceptParcel(CODE, COUNTER, CLERK, "press 1"))
        assert str(again.receipt) == "0166-01-000001"
        (found,) = ecms.find_returns("30310533261428120", COUNTER)
        assert found.status is Status.RETURNED
        assert prove(StoredCustody(opened).entries()) == Proof(3)
    finally:
        opened.close()


def test_every_reference_leads_somewhere(file: sqlite3.Connection) -> None:
    assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("DELETE FROM acceptances", "facts are never deleted"),
        ("UPDATE acceptances SET clerk_name = 'Nobody'", "facts never change"),
        (
            "INSERT INTO acceptances VALUES (2, '0166', '01', 3, '1042', 'R. Santos', 12, 'new')",
            "receipts are counted without a gap",
        ),
        (
            "INSERT INTO acceptances VALUES (2, '0166', '01', 2, '1042', 'R. Santos', 12, 'new')",
            "FOREIGN KEY constraint failed",
        ),
        (
            "INSERT INTO reprints VALUES (2, 'RECEIPT', 1, '0166', '01', '1042', 12)",
            "FOREIGN KEY constraint failed",
        ),
    ],
)
def test_what_was_refused_is_refused_still(
    file: sqlite3.Connection, statement: str, refusal: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=refusal):
        file.execute(statement)
