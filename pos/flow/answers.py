"""What all events of the flow share."""

from dataclasses import dataclass
from uuid import uuid4


def new_attempt() -> str:
    """An id for one wish of the clerk's, so that repeating it is not wishing twice."""
    return str(uuid4())


@dataclass(frozen=True, slots=True)
class Answer:
    """The ECMS answered, which also shows that the link holds."""
