"""Stories that count only when they are told for the first time in a process.

What a program does only once (load, build, style) is slow at its first time alone, so a second
telling would find nothing. A busy machine makes any work slow, so a story is told in up to eight
processes of its own: a stall of ours comes back in each, one of the machine's does not.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

_TELLINGS: Final = 8
_ENDS: Final = re.compile(r"^(PASSED|FAILED|ERROR) (\S+::\S+)", re.MULTILINE)
#: What pytest ends with when it came to the end of all stories, whatever it found.
_TOLD: Final = (0, 1)


def trouble_in_fresh_processes(stories: Path) -> str:
    """What pytest says last of a file of stories, or "" where each of them went well once.

    Args:
        stories: a file that pytest does not collect by itself; its tests run in its order.
    """
    alone = ("-n", "0", "-q", "-rpfE", "-p", "no:randomly", "-p", "no:cacheprovider")
    said, told, went_well = "", set[str](), set[str]()
    for _ in range(_TELLINGS):
        telling = subprocess.run(
            [sys.executable, "-m", "pytest", *alone, str(stories)],
            capture_output=True,
            text=True,
            check=False,
        )
        ends = _ENDS.findall(telling.stdout) if telling.returncode in _TOLD else []
        told |= {story for _, story in ends}
        went_well |= {story for end, story in ends if end == "PASSED"}
        if told and told == went_well:
            return ""
        said = telling.stdout[-4000:] + telling.stderr[-1000:]
    return said
