"""A month of a chain, lived through in jumps, beside the time that it may take."""

import time
from pathlib import Path
from typing import Final

from core.bench.figure import Figure
from core.play.month import STORES, Month, month_scenario
from core.play.place import place_for_a_while
from core.play.world import PlayWorld

_ASKED_S: Final = 20.0
_DAYS: Final = 30
_PARCELS: Final = 40


def measure_figures(*, quick: bool) -> list[Figure]:
    """What `balik bench` shows of it; quick: five days, in a sixth of the time."""
    days = 5 if quick else _DAYS
    asked = _ASKED_S * days / _DAYS
    with place_for_a_while("balik-bench-") as name:
        world = PlayWorld(month_scenario(), Path(name) / "world")
        try:
            began = time.monotonic()
            Month(world, days, _PARCELS).live()
            took = time.monotonic() - began
        finally:
            world.close()
    return [
        Figure(
            what=f"{days} days of {len(STORES)} stores, {_PARCELS} parcels a day, in jumps",
            ours=f"{took:.1f} s",
            yardstick=f"{asked:.1f} s, as asked",
            ratio=took / asked,
            asked=1.0,
        )
    ]
