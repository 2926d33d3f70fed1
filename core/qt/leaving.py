"""How a program ends that was closed while it still began."""

import logging
import os
import sys
import threading

from core.qt.tasks import WORKERS


def leave_what_loads(status: int) -> None:
    """End the process at once where a worker is still loading or opening something.

    Python would wait for it, and nothing hangs on it: what must not be left, windows wait for when
    they are closed; and a change of the database is made whole or not at all.

    Args:
        status: the process's exit status.
    """
    if any(thread.name.startswith(WORKERS) for thread in threading.enumerate()):
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
