"""Backstage's Record: a scenario file of what was done between two clicks."""

from collections.abc import Callable
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from core.qt.backstage.eyes import BackstageParts, Columns
from core.simulator.recording import Recording
from core.simulator.scenario_text import scenario_text
from core.simulator.steps import Step

#: Of the demonstration's stores.
ZONE: Final = "Asia/Manila"


class Recorder:
    """Records while it is on."""

    def __init__(self) -> None:
        self._recording: Recording | None = None

    def begin(self, parts: BackstageParts, columns: Columns) -> None:
        """Record from now on."""
        panel, parcels = parts.panel, chain.from_iterable(columns.values())
        self._recording = Recording(panel.clock.now(), panel.faults.seed, parcels)
        for code in parts.panel.faults.switches:
            self._recording.was_on(code)

    def add(self, step: Step) -> None:
        """Somebody did this backstage."""
        if self._recording is not None:
            self._recording.add(step)

    def see(self, columns: Columns) -> None:
        """Parcels may have moved."""
        if self._recording is not None:
            self._recording.see(chain.from_iterable(columns.values()))

    def writer(self, parts: BackstageParts) -> Callable[[], Path | None]:
        """End, and get what writes the file; for a worker. No file where nothing was done."""
        recording, self._recording = self._recording, None

        def write() -> Path | None:
            if recording is None or not recording.steps:
                return None
            folder = parts.data / "scenarios"
            folder.mkdir(parents=True, exist_ok=True)
            file = _free(folder, recording.begins)
            file.write_text(scenario_text(recording.scenario(file.stem)), "utf-8")
            return file

        return write


def _free(folder: Path, begins: datetime) -> Path:
    """A file's name by the clock that backstage shows, which may stand still between two."""
    name = f"recorded-{begins.astimezone(ZoneInfo(ZONE)):%Y%m%d-%H%M%S}"
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(file for each in names if not (file := folder / f"{each}.toml").exists())
