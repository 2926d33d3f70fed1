"""Backstage's Record: a scenario file of what was done between two clicks."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import chain, count
from pathlib import Path
from threading import Lock
from typing import Final
from zoneinfo import ZoneInfo

from core.log import get_logger
from core.qt.backstage.eyes import BackstageParts, LatestBoard
from core.services.ports import DatabaseTrouble
from core.simulator.recording import Recording
from core.simulator.scenario_text import scenario_text
from core.simulator.steps import Step
from core.simulator.virtual_clock import REAL

#: Of the demonstration's stores.
ZONE: Final = "Asia/Manila"
_log: Final = get_logger("backstage")


class Recorder:
    """Records from its first look on, until it writes. Its methods look, and so they block.

    Args:
        parts: whose clock and faults.
        board: where parcels are seen to move.
    """

    def __init__(self, parts: BackstageParts, board: LatestBoard) -> None:
        panel = parts.panel
        self._folder: Final = parts.data / "scenarios"
        self._clock: Final = panel.clock
        self._board: Final = board
        self._recording: Final = Recording(panel.clock.now(), panel.faults.seed, parts.store)
        # Clicks and looks come from workers of their own.
        self._one_at_a_time: Final = Lock()
        # Until when the time of a clock that runs fast is written down; None while it does not.
        fast = panel.clock.anchor.rate > REAL
        self._until: datetime | None = self._recording.begins if fast else None
        self.is_over = False
        for code, switch in panel.faults.switches.items():
            self._recording.was_on(code, switch)

    def run(self, rate: float) -> None:
        """The clock is to run at this pace from now on."""
        with self._one_at_a_time:
            self._look()
            self._until = self._clock.now() if rate > REAL else None

    def add(self, step: Step, moves: Callable[[datetime], datetime] = lambda at: at) -> None:
        """Somebody does this backstage, after all that was done elsewhere until now.

        Args:
            step: what.
            moves: where it moves a clock that stands at this moment; it has not done so yet.
        """
        with self._one_at_a_time:
            self._look()
            self._recording.add(step)
            if self._until is not None:
                self._until = moves(self._until)

    def look(self) -> None:
        """Parcels may have moved."""
        with self._one_at_a_time:
            if not self.is_over:
                self._look()

    def write(self) -> Path | None:
        """Look for a last time, and write the file; None where nothing was done, or it was written.

        Raises:
            OSError: the disk refuses.
        """
        with self._one_at_a_time:
            if self.is_over:
                return None
            self._look()
            file = self._written()
            self.is_over = True
            return file

    def _written(self) -> Path | None:
        recording = self._recording
        if not (recording.steps or recording.left_out):
            return None
        self._folder.mkdir(parents=True, exist_ok=True)
        file = _free(self._folder, recording.begins)
        missing = (
            f"# Left out: parcel {code} of store {store}; a scenario has one store's terminals.\n"
            for code, store in recording.left_out.items()
        )
        said = scenario_text(recording.scenario(file.stem))
        file.write_text("".join([*missing, said]), "utf-8")
        return file

    def _look(self) -> None:
        self._write_time()
        try:
            self._recording.see(self._board.look())
        except DatabaseTrouble as trouble:
            # What was done is done all the same, and the next look sees it.
            _log.warning("the recording did not see the parcels", trouble=trouble.kind.name)

    def _write_time(self) -> None:
        """Write down what passed of a time that runs faster than whoever plays it would wait."""
        if self._until is None:
            return
        passed = (self._clock.now() - self._until) // timedelta(seconds=1)
        if passed > 0:
            self._recording.pass_time(timedelta(seconds=passed))
            self._until += timedelta(seconds=passed)


def _free(folder: Path, begins: datetime) -> Path:
    """A file's name by the clock that backstage shows, which may stand still between two."""
    name = f"recorded-{begins.astimezone(ZoneInfo(ZONE)):%Y%m%d-%H%M%S}"
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(file for each in names if not (file := folder / f"{each}.toml").exists())
