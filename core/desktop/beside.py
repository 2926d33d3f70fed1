"""The demonstration's ECMS for others: API and notices to merchants, in a process of its own.

A process, not a thread: nothing that a curl or a merchant's site asks of it holds up the windows,
and its libraries are loaded on another core.
"""

import subprocess
import sys
from pathlib import Path
from threading import Lock
from typing import Final

from core.log import get_logger

#: What ending well takes at most: answering what was asked, giving back notices under way.
PATIENCE_S: Final = 15
_log = get_logger("desk")


class EcmsBeside:
    """Runs `balik ecms` beside the windows; any thread may use it.

    Args:
        port: where the API answers; where it is taken, on another one, which it says.
    """

    def __init__(self, port: int = 8086) -> None:
        self._port: Final = port
        self._lock: Final = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False

    def start(self, data: Path) -> None:
        """Begin, unless it has begun or ended before; says by itself where it answers.

        Args:
            data: the windows' own data directory.
        """
        command = [sys.executable, "-m", "core.cli", "ecms", "--beside-windows"]
        command += ["--data", str(data), "--port", str(self._port)]
        with self._lock:
            if self._process is not None or self._ended:
                return
            try:
                # It ends when its standard input does, so also when this process is killed.
                self._process = subprocess.Popen(  # noqa: S603 - our own command
                    command, stdin=subprocess.PIPE
                )
            except OSError as trouble:
                _log.error("no ecms beside the windows", errno=trouble.errno)

    def begin_to_stop(self) -> None:
        """Let it end, and do not wait for that."""
        with self._lock:
            self._ended = True
            if self._process is not None and self._process.stdin is not None:
                self._process.stdin.close()

    def stop(self, patience_s: float = PATIENCE_S) -> None:
        """End it, and wait until it has, but no longer than this: it ends by itself.

        Args:
            patience_s: in seconds; ending well takes it one, where nobody asks it anything.
        """
        self.begin_to_stop()
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        try:
            process.wait(patience_s)
        except subprocess.TimeoutExpired:
            _log.info("the ecms beside the windows still ends")
