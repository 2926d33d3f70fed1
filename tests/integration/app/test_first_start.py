"""The first start makes the database and loads the demonstration: once, whoever comes, or dies."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from program import PATIENCE_S, environment

WHOLE = {
    "orders": ["Merchant A", "Merchant B"],
    "waiting": 1,
    "returns": [["LATE2026", "FOR RETURN"], ["WAITING2026", "RETURNED"]],
    "clerk": "R. Santos",
}


def start(kind: str, data: Path) -> subprocess.Popen[str]:
    """A process that opens the world in `data`."""
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("first_start.py")), kind, str(data)],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def found(process: subprocess.Popen[str]) -> object:
    """What it found, at its end; fails where it complained."""
    said, complained = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, complained) == (0, "")
    return json.loads(said.splitlines()[-1])


def count(data: Path, table: str) -> int:
    """How many rows a table of the database has."""
    with closing(sqlite3.connect(f"file:{data / 'balik.db'}?mode=ro", uri=True)) as database:
        (rows,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - ours
    return int(rows)


def check_whole(data: Path) -> None:
    """The demonstration is there once, and every part of it."""
    returns = ("return_orders", 13), ("returns", 3), ("acceptances", 2), ("status_events", 5)
    for table, rows in (*returns, ("clerks", 2), ("stores", 3), ("outbox", 5)):
        assert (table, count(data, table)) == (table, rows)


@pytest.mark.parametrize("turn", range(2))
def test_two_processes_that_start_at_once_make_one_world(tmp_path: Path, turn: int) -> None:
    both = [start("kiosk", tmp_path / "world"), start("pos", tmp_path / "world")]
    assert [found(process) for process in both] == [WHOLE, WHOLE]
    check_whole(tmp_path / "world")


def _has(data: Path, table: str, rows: int) -> bool:
    """Whether the world is that far; a database that is only being made is not."""
    try:
        return count(data, table) >= rows
    except sqlite3.OperationalError:
        return False


def _is_through(process: subprocess.Popen[str]) -> bool:
    """Whether it ended within the next moment."""
    try:
        process.wait(0.001)
    except subprocess.TimeoutExpired:
        return False
    return True


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("alembic_version", 0),
        ("stores", 1),
        ("return_orders", 9),
        ("returns", 2),
        ("acceptances", 2),
    ],
)
def test_a_first_start_that_is_killed_does_not_trouble_the_next(
    tmp_path: Path, table: str, rows: int
) -> None:
    """`kill -9` as soon as the world is so far; the next start makes it whole."""
    data = tmp_path / "world"
    killed = start("kiosk", data)
    while not _has(data, table, rows):
        assert not _is_through(killed)
    killed.kill()
    killed.communicate(timeout=PATIENCE_S)
    assert found(start("pos", data)) == WHOLE
    check_whole(data)
