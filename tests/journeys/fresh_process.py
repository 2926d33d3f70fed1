"""Stories that count only when they are told for the first time in a process.

What a program does only once (load, build, style) is slow at its first time alone, so a second
telling would find nothing. A busy machine makes any work slow, so a story is told in up to three
processes of its own: a stall of ours comes back in each, one of the machine's does not.
"""

import subprocess
import sys
from pathlib import Path
from typing import Final

_TELLINGS: Final = 3


def trouble_in_fresh_processes(stories: Path) -> str:
    """What pytest says of a file of stories in the last process, or "" where all went well in one.

    Args:
        stories: a file that pytest does not collect by itself; its tests run in its order.
    """
    alone = ("-n", "0", "-q", "-p", "no:randomly", "-p", "no:cacheprovider")
    said = ""
    for _ in range(_TELLINGS):
        told = subprocess.run(
            [sys.executable, "-m", "pytest", *alone, str(stories)],
            capture_output=True,
            text=True,
            check=False,
        )
        if told.returncode == 0:
            return ""
        said = told.stdout[-4000:] + told.stderr[-1000:]
    return said
