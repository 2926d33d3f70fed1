"""What a command said, for the tests that run it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Said:
    """What a command said, and its exit status."""

    code: int
    out: str
    err: str


Balik = Callable[..., Said]
