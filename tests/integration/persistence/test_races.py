"""Two processes that ask the same database for the same thing at the same instant."""

import json
import subprocess
import sys
from pathlib import Path

from shop_floor import COUNTERS, ecms_over

from core.persistence.opening import is_server, open_any

_PROBE = Path(__file__).with_name("race_probe.py")
_REFUSED = "ALREADY_RETURNED"


def _race(place: Path | str, what: str, count: int, *broken: str) -> list[list[str]]:
    probe = subprocess.run(
        [sys.executable, str(_PROBE), what, str(place), str(count), *broken],
        check=False,
        capture_output=True,
        text=True,
    )
    assert probe.returncode == 0, probe.stderr
    answers: list[list[str]] = json.loads(probe.stdout)
    assert len(answers) == count
    return answers


def _accepted_once(answers: list[list[str]]) -> int:
    return sum(pair.count(_REFUSED) == 1 for pair in answers)


def _accepted(place: Path | str) -> int:
    database = open_any(place)
    accepted = ecms_over(database).counter_today(COUNTERS[0]).accepted
    database.close()
    return accepted


def test_two_counters_race_for_parcels_and_each_is_accepted_once(
    place: Path | str,
) -> None:
    # Over a server each takes longer, and two hundred say the same.
    count = 200 if is_server(place) else 1000
    answers = _race(place, "accept", count)

    assert _accepted_once(answers) == count
    receipts = sorted(answer for pair in answers for answer in pair if answer != _REFUSED)
    first = sum(receipt.startswith("0166-01") for receipt in receipts)
    assert receipts == [
        *(f"0166-01-{serial:06}" for serial in range(1, first + 1)),
        *(f"0166-02-{serial:06}" for serial in range(1, count - first + 1)),
    ]
    assert _accepted(place) == count


def test_the_race_is_lost_without_transaction_and_constraints(place: Path | str) -> None:
    answers = _race(place, "accept", 100, "--broken")
    assert _accepted_once(answers) == 0


def test_two_processes_at_one_counter_number_receipts_without_a_gap(place: Path | str) -> None:
    answers = _race(place, "queue", 150)
    receipts = sorted(answer for pair in answers for answer in pair)
    assert receipts == [f"0166-01-{serial:06}" for serial in range(1, 301)]


def test_two_kiosks_race_for_an_order_and_get_the_same_code(place: Path | str) -> None:
    answers = _race(place, "request", 200)
    assert all(first == second and len(first) == 12 for first, second in answers)
    assert len({first for first, _ in answers}) == 200


def test_tracking_numbers_are_each_given_once_and_count_up(place: Path | str) -> None:
    answers = _race(place, "ask", 200)
    numbers = sorted(int(answer) for pair in answers for answer in pair)
    assert numbers == list(range(numbers[0], numbers[0] + 400))
