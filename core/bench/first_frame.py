"""How long the kiosk takes to its first picture, beside a bare window of the same toolkit.

Each start is a process of its own, from before it is made until its first frame is painted; the two
take turns, so that a machine that gets slower meanwhile slows both.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Final

from core.bench.figure import Figure

_BARE_WINDOW: Final = (sys.executable, "-m", "core.qt.first_frame")
_WARM_UP: Final = 2
_PATIENCE_S: Final = 60


@dataclass(frozen=True, slots=True)
class FirstFrameBench:
    """Medians of one run, in milliseconds from the start of the process.

    Args:
        rounds: how often each was started.
        kiosk_ms: until the kiosk's first frame.
        bare_ms: until that of a bare window.
    """

    rounds: int
    kiosk_ms: float
    bare_ms: float

    @property
    def ratio(self) -> float:
        """Ours to the bare window's; at most 1.30 is asked for."""
        return self.kiosk_ms / self.bare_ms


def measure_figures(*, quick: bool) -> list[Figure]:
    """What `balik bench` shows of it: `balik kiosk` over a world that was opened before."""
    with TemporaryDirectory(prefix="balik-bench-") as world:
        kiosk = (sys.executable, "-m", "core.cli", "kiosk", "--first-frame", "--data", world)
        bench = measure_first_frame(kiosk, rounds=5 if quick else 15)
    return [
        Figure(
            what="balik kiosk, from start to first frame",
            ours=f"{bench.kiosk_ms:.0f} ms",
            yardstick=f"{bench.bare_ms:.0f} ms, a bare QWidget window",
            ratio=bench.ratio,
            asked=1.30,
        )
    ]


class NoFrame(Exception):  # noqa: N818 - it reads as the fact that it states
    """A program ended, or waited, without saying when its first frame was painted."""


def measure_first_frame(kiosk: Sequence[str], rounds: int = 15) -> FirstFrameBench:
    """Start the kiosk and a bare window in turns.

    Args:
        kiosk: the command; it writes `time.monotonic_ns()` after its first frame and ends
            (`core.qt.first_frame`).
        rounds: how often each.

    Raises:
        NoFrame: one of the two did not get as far.
    """
    times: dict[Sequence[str], list[float]] = {kiosk: [], _BARE_WINDOW: []}
    for turn in range(_WARM_UP + rounds):
        for command in (kiosk, _BARE_WINDOW) if turn % 2 else (_BARE_WINDOW, kiosk):
            taken = first_frame_ms(command)
            if turn >= _WARM_UP:
                times[command].append(taken)
    return FirstFrameBench(
        rounds, statistics.median(times[kiosk]), statistics.median(times[_BARE_WINDOW])
    )


def first_frame_ms(command: Sequence[str]) -> float:
    """Milliseconds from the start of a process to its first frame.

    Raises:
        NoFrame: it never said so.
    """
    started = time.monotonic_ns()
    with subprocess.Popen(  # noqa: S603 - our own commands
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_environment()
    ) as program:
        try:
            said, complained = program.communicate(timeout=_PATIENCE_S)
        except subprocess.TimeoutExpired:
            program.kill()
            raise NoFrame(f"no frame within {_PATIENCE_S} s") from None
    painted = said.strip()
    if not painted.isdecimal():
        last_words = complained.strip().splitlines()[-1:] or ["without a word"]
        raise NoFrame(f"ended with {program.returncode}: {last_words[0]}")
    return (int(painted) - started) / 1e6


def _environment() -> dict[str, str]:
    """The same platform for both: this display, or none for both."""
    environment = dict(os.environ)
    # A shop's machine keeps the bytecode of our sources; the bare window has none to compile.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment
