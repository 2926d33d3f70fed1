"""Sees papers come out, at next to no cost while none does, however many lie there."""

import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from heapq import nlargest
from pathlib import Path
from typing import Final

#: A folder that changed within this time is listed again: some disks tell times no finer.
_COARSE_NS: Final = 2_000_000_000
_PICTURE: Final = re.compile(r"(\d+).*\.png")


class PaperEyes:
    """Looks again and again; one look at a time.

    Args:
        papers: has a folder of each printer's.
        wall_ns: the machine's clock.
    """

    def __init__(self, papers: Path, wall_ns: Callable[[], int] = time.time_ns) -> None:
        self._papers: Final = papers
        self._wall_ns: Final = wall_ns
        self._printers: Final[dict[Path, _Printer]] = {}

    def newest(self, most: int) -> list[Path]:
        """So many pictures, the newest first; blocks."""
        dated: list[tuple[int, Path]] = []
        with suppress(FileNotFoundError, NotADirectoryError):
            for folder in self._papers.iterdir():
                printer = self._printers.setdefault(folder, _Printer(folder))
                # One that was taken away meanwhile has no papers.
                with suppress(FileNotFoundError, NotADirectoryError):
                    dated += printer.newest(most, self._wall_ns())
        return [path for _, path in nlargest(most, dated)]


class _Printer:
    """One printer's folder, listed when it has changed."""

    def __init__(self, folder: Path) -> None:
        self._folder: Final = folder
        # When it had changed last as it was listed; None if that may have been in mid-change.
        self._listed: int | None = None
        self._dated: dict[Path, int] = {}

    def newest(self, most: int, now: int) -> list[tuple[int, Path]]:
        changed = self._folder.stat().st_mtime_ns
        if changed != self._listed:
            self._list(most)
            self._listed = changed if now - changed > _COARSE_NS else None
        return [(at, path) for path, at in self._dated.items()]

    def _list(self, most: int) -> None:
        with os.scandir(self._folder) as entries:
            found = [match for entry in entries if (match := _PICTURE.fullmatch(entry.name))]
        # Papers are numbered as they come out: only of the newest one needs to know when.
        before, self._dated = self._dated, {}
        for match in nlargest(most, found, key=lambda match: int(match[1])):
            path = self._folder / match[0]
            with suppress(FileNotFoundError):
                self._dated[path] = before.get(path) or path.stat().st_mtime_ns
