"""Facts that happened to a return; stored as its history, told to its merchant."""

from dataclasses import dataclass
from datetime import datetime

from core.domain.status import Status, Trigger


@dataclass(frozen=True, slots=True)
class Place:
    """Where and by whom something was done.

    Args:
        location: store or DC code; goes to the merchant.
        terminal: the machine, `K1` or `02`, or "".
        person: clerk number, driver, or "".
    """

    location: str
    terminal: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class StatusChanged:
    """A return reached a status.

    Args:
        status: the new status.
        trigger: the party that caused it.
        at: the instant, aware, UTC.
        place: where and by whom.
        detail: a number that belongs to the step (receipt, APO), or "".
    """

    status: Status
    trigger: Trigger
    at: datetime
    place: Place
    detail: str = ""
