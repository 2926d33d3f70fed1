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
    nobody waits for libraries that nobody will need. Python drops a Ctrl-C that comes while it
    cleans an object up, so `begin` looks once more.
    """

    def __init__(self) -> None:
        self._came: Final = Event()
        self._lock: Final = Lock()
        self._is_at_work = False
        Thread(target=self._listen, name="balik-input", daemon=True).start()

    def begin(self) -> None:
        """Work begins.

        Raises:
            KeyboardInterrupt: the input has ended, whoever took no notice of that.
        """
        with self._lock:
            self._is_at_work = True
        if self._came.is_set():
            raise KeyboardInterrupt

    def wait(self) -> None:
        """Work until the input ends."""
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
