"""The end of the standard input: whoever started this process is gone, however it went."""

import _thread
import os
import sys
from threading import Event, Lock, Thread
from typing import Final

from core.desktop.beside import PATIENCE_S


class EndOfInput:
    """Listens for it from now on.

    Until work begins, it ends the main thread's start as Ctrl-C would: no change is cut in two, and
    nobody waits for libraries that nobody will need.
    """

    def __init__(self) -> None:
        self._came: Final = Event()
        self._lock: Final = Lock()
        self._is_at_work = False
        Thread(target=self._listen, name="balik-input", daemon=True).start()

    def wait(self) -> None:
        """Work has begun; blocks until the input ends."""
        with self._lock:
            self._is_at_work = True
        self._came.wait()

    def _listen(self) -> None:
        sys.stdin.buffer.read()
        with self._lock:
            self._came.set()
            if not self._is_at_work:
                _thread.interrupt_main()
        # Whatever keeps it from ending well: it must not stay behind.
        Event().wait(PATIENCE_S)
        os._exit(1)
