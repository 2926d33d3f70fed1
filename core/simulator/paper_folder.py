"""Papers on a disk: the bytes, the words and the picture of each side by side, numbered."""

import contextlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

_NUMBERED: Final = re.compile(r"\.?(\d{4,})[-.]")


class PaperFolder:
    """A folder that papers fall into.

    Args:
        folder: made when the first comes; another process may use it too.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.last_number = 0
        # When the folder changed last while it was known which number is the highest.
        self._known: int | None = None

    def __str__(self) -> str:
        return str(self._folder)

    def keep(self, name: str, data: bytes, text: str, picture: "Image") -> Path:
        """Write bytes, text and picture; the picture last, so that where it is, all three are.

        Returns:
            The picture's path.

        Raises:
            OSError: the disk refuses; nothing of it stays.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        number, taken = self._take_number()
        stem = f"{number:04d}-{re.sub(r'[^a-z0-9-]+', '-', name.lower())}"
        parts = [taken, *(self._folder / f".{stem}.{kind}.part" for kind in ("txt", "png"))]
        finals = [self._folder / f"{stem}.{kind}" for kind in ("bin", "txt", "png")]
        try:
            parts[0].write_bytes(data)
            parts[1].write_text(text, encoding="utf-8")
            picture.save(parts[2], format="PNG")
            for part, final in zip(parts, finals, strict=True):
                part.replace(final)
            self._known = self._folder.stat().st_mtime_ns
        except OSError:
            remove(*parts, *finals)
            raise
        self.last_number = number
        return finals[2]

    def _take_number(self) -> tuple[int, Path]:
        """A number that no other process has or gets, and the file that holds it meanwhile."""
        number = self.last_number
        if self._folder.stat().st_mtime_ns != self._known:
            # Another process works as the same terminal, or this one has only begun.
            number = max(number, _highest_number(self._folder))
        while True:
            number += 1
            taken = self._folder / f".{number:04d}.part"
            with contextlib.suppress(FileExistsError):
                taken.touch(exist_ok=False)
                return number, taken


def _highest_number(folder: Path) -> int:
    """Of all kinds of files: who has taken a number may have no picture yet."""
    with os.scandir(folder) as entries:
        found = (_NUMBERED.match(entry.name) for entry in entries)
        return max((int(match[1]) for match in found if match), default=0)


def remove(*paths: Path) -> None:
    """Take back what need not stay, as far as the disk lets us."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
