"""The thread on which a scanner is listened to, until somebody stops it."""

import threading
from collections.abc import Callable
from typing import Final

#: Stopping is noticed at the next pause of whoever listens.
_END_S: Final = 5.0


def listen_on_a_thread(name: str, listen: Callable[[threading.Event], None]) -> Callable[[], None]:
    """Run `listen` until the event that it is given is set; returns `Scanner.listen`'s stop.

    Args:
        name: the thread's.
        listen: looks at the event a few times a second.
    """
    ended = threading.Event()
    thread = threading.Thread(target=listen, args=(ended,), name=name, daemon=True)
    thread.start()

    def stop() -> None:
        ended.set()
        if thread is not threading.current_thread():
            thread.join(_END_S)

    return stop
