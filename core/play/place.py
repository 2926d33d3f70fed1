"""Where worlds live that are thrown away: in memory, where the machine has room there."""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - each world has a directory of its own in it
#: A month of a chain with its papers takes a tenth of that; small containers have 64 MB.
_ROOM: Final = 512 * 1024 * 1024


def place_for_a_while(prefix: str) -> "TemporaryDirectory[str]":
    """A directory that goes with its block.

    What happens in it survives no power cut, and need not: a disk would take three times as long,
    and all of that for durability.
    """
    in_memory = os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM
    place = _MEMORY if in_memory else None
    return TemporaryDirectory(prefix=prefix, dir=place, ignore_cleanup_errors=True)
