"""A file from before the ledger: what happened in it is entered, and proven from then on."""

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from core.domain.custody import Proof, prove
from core.persistence import database
from core.persistence.custody import StoredCustody
from core.persistence.database import open_database
from core.persistence.engine import sqlite_engine

_FACTS = (
    "INSERT INTO merchants VALUES ('001', 'Merchant A', 'merchant-1', 'merchant picks up', 14, 0)",
    "INSERT INTO stores VALUES ('0166', 'Pasig Blvd', 'NCR', 'Asia/Manila')",
    "INSERT INTO terminals VALUES ('0166', 'K1')",
    (
        "INSERT INTO return_orders (id, merchant_code, uid, order_number, waybill, uid_key, lines,"
        " warehouse, submitted_on, last_day) VALUES (1, '001', 'UID1', '', '', 'UID1', '[]', '',"
        " '2026-11-21', '2026-12-05'), (2, '001', 'UID2', '', '', 'UID2', '[]', '',"
        " '2026-11-21', '2026-12-05')"
    ),
    (
        "INSERT INTO returns VALUES (1, '182212342345', '30310533261428120', '09123456789', '6789',"
        " 'FOR RETURN', 9, '0166', 'K1', 'tap 1', NULL, NULL), (2, '182212342346',"
        " '30310533261428121', '09123456789', '6789', 'FOR RETURN', 8, '0166', 'K1', 'tap 2',"
        " NULL, NULL)"
    ),
    (
        "INSERT INTO status_events VALUES (1, 'FOR RETURN', 'Kiosk transaction', 9, '0166', 'K1',"
        " '', ''), (2, 'FOR RETURN', 'Kiosk transaction', 8, '0166', 'K1', 'Ñ', '')"
    ),
)


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A file as the fourth migration left it, with two returns."""
    path = tmp_path / "older.db"
    path.touch()
    engine = sqlite_engine(path)
    with engine.begin() as connection:
        config = Config()
        folder = Path(database.__file__).with_name("migrations")
        config.set_main_option("script_location", str(folder))
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        connection.exec_driver_sql(f"PRAGMA application_id = {database.APPLICATION_ID}")
        for statement in _FACTS:
            connection.exec_driver_sql(statement)
    engine.dispose()
    return path


def test_what_happened_before_is_in_the_ledger_in_the_order_of_time(older: Path) -> None:
    opened = open_database(older)
    try:
        ledger = StoredCustody(opened)
        entries = list(ledger.entries())
        assert [entry.facts[0] for entry in entries if entry.facts] == [2, 1]
        assert prove(entries) == Proof(2)
        assert ledger.unentered() == 0
    finally:
        opened.close()
