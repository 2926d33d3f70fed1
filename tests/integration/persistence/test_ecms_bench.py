"""The yardsticks of the look-up and the acceptance do the same as what they stand beside."""

import sqlite3
from contextlib import closing
from pathlib import Path

from core.bench.ecms import measure_acceptance, measure_look_ups
from core.bench.ecms_world import World


def test_look_ups_are_timed_in_worlds_of_two_sizes(tmp_path: Path) -> None:
    worlds = [World(tmp_path, 300), World(tmp_path, 900)]
    timings = measure_look_ups(worlds, rounds=20)
    assert [timing.rounds for timing in timings] == [14, 14]
    assert all(timing.ours_us > timing.raw_us > 0 for timing in timings)
    assert all(timing.ours_p99_us >= timing.ours_us for timing in timings)
    for world in worlds:
        world.close()


def test_both_sides_accept_as_many_parcels_with_all_their_facts(tmp_path: Path) -> None:
    world = World(tmp_path, 300)
    timing = measure_acceptance(world, rounds=10)
    world.close()
    assert timing.multiple > 0
    with closing(sqlite3.connect(world.path)) as file:
        receipts = file.execute(
            "SELECT terminal, count(*), max(serial) FROM acceptances GROUP BY terminal"
        ).fetchall()
        told = file.execute("SELECT count(*) FROM outbox WHERE status = 'RETURNED'").fetchall()
    assert receipts == [("01", 10, 10), ("02", 10, 10)]
    assert told == [(20,)]
