"""A file from before the ledger: what happened in it is entered, and proven from then on."""

from pathlib import Path

from older_files import ORDERS, TICKETS, older_file

from core.domain.custody import Proof, prove
from core.persistence.custody import StoredCustody
from core.persistence.database import open_database


def test_what_happened_before_is_in_the_ledger_in_the_order_of_time(tmp_path: Path) -> None:
    opened = open_database(older_file(tmp_path / "older.db", "0004", [*ORDERS, *TICKETS]))
    try:
        ledger = StoredCustody(opened)
        entries = list(ledger.entries())
        assert [entry.facts[0] for entry in entries if entry.facts] == [2, 1]
        assert prove(entries) == Proof(2)
        assert ledger.unentered() == 0
    finally:
        opened.close()
