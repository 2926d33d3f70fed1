"""What was loaded once stays out of the garbage collector's way."""

import gc


def keep_for_good() -> None:
    """Let later collections pass over everything that is there now, and collect from now on.

    The libraries that a terminal loads are some hundred thousand objects that live as long as it
    does. To look through them all takes a collection 80 ms, in the middle of somebody's touch.
    """
    gc.freeze()
    gc.enable()
