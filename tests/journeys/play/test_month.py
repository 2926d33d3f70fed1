"""Time that jumps leaves the books that time would have left."""

from datetime import timedelta
from pathlib import Path

from core.play.month import Month, Tally, ledger_of, month_scenario
from core.play.world import PlayWorld

DAYS, PARCELS = 2, 10


def _lived(data: Path, step: timedelta | None) -> tuple[Tally, list[str], list[tuple[str, ...]]]:
    world = PlayWorld(month_scenario(), data)
    try:
        tally = Month(world, DAYS, PARCELS).live(step)
        site = world.service().site
        assert site is not None
        told = sorted(
            (fields["trackingNumber"], fields["timestamp"], fields["status"])
            for received in site.inbox
            if received.taken
            for fields in (received.fields,)
        )
        return tally, list(ledger_of(world)), told
    finally:
        world.close()


def test_in_jumps_and_step_by_step_ledger_and_news_are_the_same(tmp_path: Path) -> None:
    """Each hash holds all facts of its entry and of those before it."""
    tally, ledger, told = _lived(tmp_path / "jumps", None)
    assert (tally, ledger, told) == _lived(tmp_path / "steps", timedelta(minutes=20))
    assert tally.issued == DAYS * PARCELS
    assert tally.expired > 0
    assert tally.accepted + tally.expired == tally.issued
    assert len(ledger) >= tally.issued + tally.accepted + tally.handed_over + tally.scans
    assert len(told) == len(set(told))
