"""Backstage's Record: a scenario file of what was done between two clicks."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import chain, count
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from core.qt.backstage.eyes import BackstageParts, Columns
from core.simulator.recording import Recording
from core.simulator.scenario_text import scenario_text
from core.simulator.steps import Step
from core.simulator.virtual_clock import REAL, VirtualClock

#: Of the demonstration's stores.
ZONE: Final = "Asia/Manila"


class Recorder:
    """Records while it is on."""

    def __init__(self) -> None:
        self._recording: Recording | None = None
        # Until when the time of a clock that runs fast is written down; None while it does not.
        self._until: datetime | None = None
        self._clock: VirtualClock | None = None

    def begin(self, parts: BackstageParts, columns: Columns) -> None:
        """Record from now on."""
        panel, parcels = parts.panel, chain.from_iterable(columns.values())
        self._clock = panel.clock
        self._recording = Recording(panel.clock.now(), panel.faults.seed, parcels)
        self._until = self._recording.begins if panel.clock.anchor.rate > REAL else None
        for code, switch in panel.faults.switches.items():
            self._recording.was_on(code, switch)

    def run(self, rate: float) -> None:
        """The clock is to run at this pace from now on."""
        self._write_time()
        if self._clock is not None:
            self._until = self._clock.now() if rate > REAL else None

    def add(self, step: Step, moves: Callable[[datetime], datetime] = lambda at: at) -> None:
        """Somebody did this backstage.

        Args:
            step: what.
            moves: where it moves a clock that stands at this moment; it may not have done so yet.
        """
        if self._recording is not None:
            self._write_time()
            self._recording.add(step)
            if self._until is not None:
                self._until = moves(self._until)

    def see(self, columns: Columns) -> None:
        """Parcels may have moved."""
        if self._recording is not None:
            self._write_time()
            self._recording.see(chain.from_iterable(columns.values()))

    def _write_time(self) -> None:
        """Write down what passed of a time that runs faster than whoever plays it would wait."""
        if self._recording is None or self._clock is None or self._until is None:
            return
        passed = (self._clock.now() - self._until) // timedelta(seconds=1)
        if passed > 0:
            self._recording.pass_time(timedelta(seconds=passed))
            self._until += timedelta(seconds=passed)

    def writer(self, parts: BackstageParts) -> Callable[[], Path | None]:
        """End, and get what writes the file; for a worker. No file where nothing was done."""
        self._write_time()
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
