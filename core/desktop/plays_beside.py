"""Plays scenarios beside the windows, each in a process and a world of its own.

A process, because a story that is played has a clock and windows of its own, and whatever becomes
of it must hold nobody up here.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Lock
from typing import Final

from core.assets import asset_path
from core.log import get_logger

_log: Final = get_logger("desk")


class PlaysBeside:
    """Runs `balik play`; any thread may use it.

    Args:
        data: the demonstration's directory: recorded scenarios are in it, and albums go there.
    """

    def __init__(self, data: Path) -> None:
        self._data: Final = data
        self._lock: Final = Lock()
        self._process: subprocess.Popen[str] | None = None
        self._ended: Final = Event()

    def files(self) -> Sequence[Path]:
        """What can be played: what was recorded here, the newest first, then those that ship."""
        recorded = sorted((self._data / "scenarios").glob("*.toml"), reverse=True)
        return (*recorded, *sorted(asset_path("scenarios").glob("*.toml")))

    def play(self, file: Path) -> str:
        """Play one at a person's pace, where somebody can see it; blocks until it has ended.

        Returns:
            What `balik play` says at the end: the verdict, and where the album is; "" where it was
            ended before.
        """
        command = [sys.executable, "-m", "core.cli", "play", str(file), "--speed", "1"]
        command += ["--to", str(self._data / "albums")]
        with self._lock:
            if self._ended.is_set():
                return ""
            process = subprocess.Popen(  # noqa: S603 - our own command
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            self._process = process
        said, _ = process.communicate()
        _log.info("scenario played", file=file.stem, status=process.returncode)
        return "" if self._ended.is_set() else said.strip()

    def stop(self) -> None:
        """End the one that is being played."""
        with self._lock:
            self._ended.set()
            process = self._process
        if process is not None and process.poll() is None:
            # Whoever waits for it in `play` sees to the rest.
            process.terminate()
