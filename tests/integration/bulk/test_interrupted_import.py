"""An import is stopped in the middle; importing the file again finishes it."""

import io
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from warehouse_floor import NOON, RULES, Warehouse, csv_of

from core.bulk.csv_orders import CsvOrders
from core.services.import_orders import Imported, Told, import_orders
from core.services.storage import OrderContent

COUNT = 35_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of more lines than one transaction takes."""
    path = tmp_path / "orders.csv"
    path.write_text(
        csv_of([(f"AX{n:06}", f"HY{n * 7919 % COUNT:06}") for n in range(COUNT)], "uid,waybill")
    )
    return path


def kill_import(database: Path, file: Path, commit: int) -> None:
    probe = Path(__file__).with_name("killed_import.py")
    run = subprocess.run(
        [sys.executable, probe, database, file, str(commit)], check=False, capture_output=True
    )
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()


def stored(database: Path) -> tuple[int, set[str]]:
    """How many orders there are, and the look-up indexes; and that the file is sound."""
    with closing(sqlite3.connect(database)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        ((orders,),) = file.execute("SELECT count(*) FROM return_orders").fetchall()
        rows = file.execute("SELECT name FROM sqlite_master WHERE name LIKE 'ix_return_orders%'")
        return orders, {name for (name,) in rows}


def test_killed_beside_others_it_goes_on_where_it_was(
    warehouse: Warehouse, tmp_path: Path, file: Path
) -> None:
    warehouse.submit(OrderContent("OLD1", ()))
    kill_import(tmp_path / "balik.db", file, 2)
    there, indexes = stored(tmp_path / "balik.db")
    assert 1 < there < COUNT
    assert len(indexes) == 3
    imported = warehouse.take_in(file.read_text())
    assert imported == Imported(COUNT - (there - 1), there - 1, 0, 0, written=True)


def test_killed_in_a_first_import_nothing_is_there(
    warehouse: Warehouse, tmp_path: Path, file: Path
) -> None:
    kill_import(tmp_path / "balik.db", file, 0)
    orders, indexes = stored(tmp_path / "balik.db")
    assert orders == 0
    assert len(indexes) == 3
    assert warehouse.take_in(file.read_text()) == Imported(COUNT, 0, 0, 0, written=True)
    assert len(stored(tmp_path / "balik.db")[1]) == 3


def test_stopped_by_ctrl_c_others_write_at_once(
    warehouse: Warehouse, tmp_path: Path, file: Path
) -> None:
    warehouse.submit(OrderContent("OLD1", ()))

    def stop(_more: int) -> None:
        raise KeyboardInterrupt

    told = Told(lambda _: None, lambda _: None, lambda _: None, stop)
    batches = CsvOrders(io.BytesIO(file.read_bytes()))
    with pytest.raises(KeyboardInterrupt):
        import_orders(warehouse.bulk, RULES, "001", batches, NOON, told, skip_bad=False)
    warehouse.submit(OrderContent("AFTER", ()))
    there, _ = stored(tmp_path / "balik.db")
    assert 2 < there < COUNT
