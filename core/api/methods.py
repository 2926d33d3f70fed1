"""Methods by name, for whatever is counted or written down by them."""

from typing import Final

_KNOWN: Final = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})


def known_method(method: str) -> str:
    """A request's method, or "other": a client may send any word, and each would be kept."""
    return method if method in _KNOWN else "other"
