"""The orderly end of a command that somebody else's process asks to end."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def ends_when_asked() -> Iterator[Callable[[], None]]:
    """Take SIGTERM for Ctrl-C, so that what was opened is closed; of the main thread.

    Yields:
        Raises KeyboardInterrupt once somebody has asked: what is raised inside one of Qt's calls
        may be lost there.
    """
    asked = False

    def end(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True
        # Whoever asks twice must not interrupt the end.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise KeyboardInterrupt

    def end_if_asked() -> None:
        if asked:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield end_if_asked
    finally:
        signal.signal(signal.SIGTERM, before)
