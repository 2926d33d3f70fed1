"""Balik as a process of its own, without a screen, as a shell would start it."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

#: A start of Python, Qt and everything else, on a busy machine.
PATIENCE_S = 180

_OF_THE_SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR")


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's, without any display and without Balik's own variables."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _OF_THE_SCREEN and not name.startswith("BALIK_")
    }
    return {**kept, **(more or {})}


def balik(
    *arguments: str | Path, cwd: Path, more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run one command of `balik` to its end."""
    return run("core.cli", *arguments, cwd=cwd, more=more)


def run(
    module: str, *arguments: str | Path, cwd: Path, more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a module, as `python -m`, to its end."""
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=cwd,
        env=environment(more),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


def complaint(ended: subprocess.CompletedProcess[str]) -> str:
    """What a program that could not start said; fails where that is more than a clear message."""
    assert ended.returncode == 1, (ended.stdout, ended.stderr)
    assert "Traceback" not in ended.stdout + ended.stderr
    lines = ended.stderr.splitlines()
    assert 1 <= len(lines) <= 2, ended.stderr
    assert all(len(line) < 250 for line in lines), ended.stderr
    return " ".join(lines)


def fingerprints(folder: Path) -> dict[str, str]:
    """Every file under a folder and what is in it; but for what may come and go.

    That is the log, and what SQLite lays beside a database to read it: not a byte of it is data.
    """
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("balik.log")
        if not path.name.endswith("-shm") and not (path.name.endswith("-wal") and _is_empty(path))
    }


def _is_empty(path: Path) -> bool:
    return path.stat().st_size == 0
