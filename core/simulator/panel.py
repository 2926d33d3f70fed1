"""The control panel: one clock and one switchboard, which all processes of a world follow.

They agree through a small file in the data directory, so that the windows, the API beside them and
a `balik backstage` opened later live at the same time, under the same faults.
"""

import json
import threading
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any, Final

from core.clock import Clock, SystemClock
from core.log import get_logger
from core.simulator.switches import Switch, Switchboard
from core.simulator.virtual_clock import REAL, Anchor, VirtualClock

FILE_NAME: Final = "simulation.json"

_LOOK_EVERY_S: Final = 0.2
_log: Final = get_logger("simulator")


class Panel:
    """What moves everything that a store does not. Any thread may use it.

    Args:
        file: where other processes find it; None for a world of this process alone.
        wall: the machine's clock.
        begins: the shop's time; the file's, or the machine's, where None is given.
        rate: the clock's pace, where `begins` is given.
        seed: of the faults' chances.
    """

    def __init__(
        self,
        file: Path | None = None,
        wall: Clock | None = None,
        *,
        begins: datetime | None = None,
        rate: float = REAL,
        seed: int = 0,
    ) -> None:
        self._file: Final = file
        self._one_at_a_time: Final = Lock()
        self._seen = 0
        self._stopping: Final = threading.Event()
        self._thread: threading.Thread | None = None
        self.clock: Final = VirtualClock(wall or SystemClock(), begins, rate, self._changed)
        self.faults: Final = Switchboard(self.clock.now, seed, self._keep)
        self._read()

    def look(self) -> None:
        """Take on what other processes changed, and what time has switched."""
        self._read()
        self.faults.look()

    def follow(self) -> None:
        """Look again and again, on a thread of its own, until `close`."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._watch, name="balik-panel", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Look no more."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _watch(self) -> None:
        while not self._stopping.wait(_LOOK_EVERY_S):
            self.look()

    def _changed(self) -> None:
        self.faults.look()
        self._keep()

    def _keep(self) -> None:
        """Write it down for the others, the file whole at any instant."""
        if self._file is None:
            return
        anchor = self.clock.anchor
        said = {
            "shop": anchor.shop.isoformat(),
            "wall": anchor.wall.isoformat(),
            "rate": anchor.rate,
            "seed": self.faults.seed,
            "faults": {code: _written(switch) for code, switch in self.faults.switches.items()},
        }
        part = self._file.with_suffix(".part")
        try:
            with self._one_at_a_time:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                part.write_text(json.dumps(said, indent=1), "utf-8")
                part.replace(self._file)
                self._seen = self._file.stat().st_mtime_ns
        except OSError as trouble:
            # This process goes by it all the same.
            _log.error("simulation not shared", errno=trouble.errno)

    def _read(self) -> None:
        if self._file is None:
            return
        try:
            with self._one_at_a_time:
                written = self._file.stat().st_mtime_ns
                if written == self._seen:
                    return
                said: dict[str, Any] = json.loads(self._file.read_text("utf-8"))
                self._seen = written
            anchor = Anchor(_instant(said["shop"]), _instant(said["wall"]), float(said["rate"]))
            switches = {code: _switch(each) for code, each in said["faults"].items()}
            self.faults.seed = int(said["seed"])
        except (FileNotFoundError, NotADirectoryError):
            return
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as trouble:
            # A file that somebody spoiled is no reason to stand still.
            _log.error("simulation file not understood", error=type(trouble).__name__)
            return
        self.clock.follow(anchor)
        self.faults.follow(switches)


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without its zone")
    return moment


def _written(switch: Switch) -> dict[str, Any]:
    return {
        "since": switch.since and switch.since.isoformat(),
        "until": switch.until and switch.until.isoformat(),
        "chance": switch.chance,
    }


def _switch(said: dict[str, Any]) -> Switch:
    since, until = said["since"], said["until"]
    return Switch(since and _instant(since), until and _instant(until), float(said["chance"]))
