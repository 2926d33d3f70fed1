"""A whole process, timed, and how much memory it held."""

import os
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """One process.

    Args:
        seconds: from its start to its end.
        peak_mb: the most memory that it, or a process of its, held.
    """

    seconds: float
    peak_mb: float


def run_process(command: list[str]) -> Run:
    """Run a process to its end.

    Linux counts what this process held until then as the new one's. So whoever measures memory
    does what takes much of it in a process of its own.

    Raises:
        RuntimeError: it failed.
    """
    began = time.monotonic()
    process = os.posix_spawn(
        command[0],
        command,
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, usage = os.wait4(process, 0)
    seconds = time.monotonic() - began
    if status != 0:
        raise RuntimeError(f"{command[0]} ended with {os.waitstatus_to_exitcode(status)}")
    return Run(seconds, usage.ru_maxrss / 1024)
