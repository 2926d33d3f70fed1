"""One file, one writer: a second Balik must not take the file from under the first."""

import os
import sys
from pathlib import Path

if sys.platform != "win32":
    # Windows by itself refuses to rename a file that is open.
    import fcntl


def hold(file: int) -> None:
    """Hold an open file until it is closed, or its process ends in whatever way."""
    if sys.platform != "win32":
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_held(file: Path) -> bool:
    """Whether somebody holds it; raises OSError where it cannot be opened."""
    opened = os.open(file, os.O_RDONLY)
    try:
        hold(opened)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(opened)
