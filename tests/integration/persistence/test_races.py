"""Two processes that ask the same database for the same thing at the same instant."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

_PROBE = Path(__file__).with_name("race_probe.py")
_REFUSED = "ALREADY_RETURNED"


def _race(path: Path, what: str, count: int, *broken: str) -> list[list[str]]:
    probe = subprocess.run(
        [sys.executable, str(_PROBE), what, str(path), str(count), *broken],
        check=True,
        capture_output=True,
        text=True,
    )
    answers: list[list[str]] = json.loads(probe.stdout)
    assert len(answers) == count
    return answers


def _accepted_once(answers: list[list[str]]) -> int:
    return sum(pair.count(_REFUSED) == 1 for pair in answers)


def test_two_counters_race_for_a_thousand_parcels_and_each_is_accepted_once(
    tmp_path: Path,
) -> None:
    answers = _race(tmp_path / "shop.db", "accept", 1000)

    assert _accepted_once(answers) == 1000
    receipts = sorted(answer for pair in answers for answer in pair if answer != _REFUSED)
    first = sum(receipt.startswith("0166-01") for receipt in receipts)
    assert receipts == [
        *(f"0166-01-{serial:06}" for serial in range(1, first + 1)),
        *(f"0166-02-{serial:06}" for serial in range(1, 1000 - first + 1)),
    ]
    with closing(sqlite3.connect(tmp_path / "shop.db")) as file:
        assert file.execute("SELECT count(*) FROM acceptances").fetchall() == [(1000,)]


def test_the_race_is_lost_without_transaction_and_constraints(tmp_path: Path) -> None:
    answers = _race(tmp_path / "shop.db", "accept", 100, "--broken")
    assert _accepted_once(answers) < 100


def test_two_kiosks_race_for_an_order_and_get_the_same_code(tmp_path: Path) -> None:
    answers = _race(tmp_path / "shop.db", "request", 200)
    assert all(first == second and len(first) == 12 for first, second in answers)
    assert len({first for first, _ in answers}) == 200
