"""Waiting for what another process or thread does: looked at again and again, and not for ever."""

import threading
import time
from collections.abc import Callable
from typing import Final, TypeVar

T = TypeVar("T")

#: Starts of whole programs on a busy machine are waited for.
PATIENCE_S: Final = 180.0
_LOOK_S: Final = 0.02


def awaited(look: Callable[[], T | None], what: str, patience_s: float = PATIENCE_S) -> T:
    """What a look finds, once it finds anything that counts.

    Raises:
        AssertionError: it did not come; says `what` was waited for.
    """
    end = time.monotonic() + patience_s
    while not (found := look()):
        assert time.monotonic() < end, f"waited in vain: {what}"
        threading.Event().wait(_LOOK_S)
    return found
