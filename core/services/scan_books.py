"""What scans, and those who ask where returns are, need of a database, as protocols.

They are parts of the unit of work of `core.services.storage`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.domain.codes import TrackingNumber
from core.domain.events import Place
from core.domain.status import Status
from core.services.ecms import HistoryEntry


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of a label that belongs to no parcel, or of a parcel that was lost.

    Args:
        client_id: who says so, "" on the command line.
        person: who looked, in their own words.
        outcome: what became of it.
        at: when it was written down, aware.
    """

    client_id: str
    person: str
    outcome: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RefusedScan:
    """A scan that was refused, kept for whoever looks after it.

    Args:
        client_id: whose handheld it was.
        place: where, which handheld, who.
        scanned: what was read, at most 100 signs.
        asked: the status that it should have become.
        order_id: the parcel, where it was recognised.
        refusal: the refusal's code.
        current: the parcel's status then, or None.
        scanned_at: by the handheld's own clock.
        received_at: by ours.
        number: its place on the exceptions list, 0 until it is kept.
    """

    client_id: str
    place: Place
    scanned: str
    asked: Status
    order_id: int | None
    refusal: str
    current: Status | None
    scanned_at: datetime
    received_at: datetime
    number: int = 0


class ScanBooks(Protocol):
    """The exceptions list."""

    def add(self, refused: RefusedScan) -> None:
        """Keep a refused scan; the same one again changes nothing."""
        ...

    def unsettled(self, client_id: str, limit: int) -> list[RefusedScan]:
        """Refused scans that nothing and nobody has settled, newest first; "" for all clients'.

        A scan is settled when its parcel has got there, or when somebody wrote what became of it.
        """
        ...

    def client_of(self, number: int) -> str | None:
        """Whose refused scan this is, or None where there is none."""
        ...

    def settle(self, number: int, settlement: Settlement) -> Settlement:
        """Keep what became of a refused scan; what was said first, where somebody had said it."""
        ...


@dataclass(frozen=True, slots=True)
class PictureQuery:
    """Which of a merchant's returns are asked for.

    Args:
        merchant_code: whose.
        status: only those that have it, or None.
        reference: only the one with this UID, or "".
        since: only those asked for at the kiosk since then, or None.
        until: only those asked for before then, or None.
        after: the last one of the page before, or 0.
        limit: how many at most.
    """

    merchant_code: str
    status: Status | None = None
    reference: str = ""
    since: datetime | None = None
    until: datetime | None = None
    after: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True)
class PictureLine:
    """A merchant's return as it stands; `at` is when it got there."""

    order_id: int
    tracking_number: TrackingNumber
    reference: str
    status: Status
    location: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CustodyStep:
    """A step of a parcel's history, with its entry in the ledger.

    Args:
        seq: the entry's place.
        hash: the entry's hash.
    """

    step: HistoryEntry
    seq: int
    hash: str


class Pictures(Protocol):
    """What merchants and others see of returns on their way."""

    def custody(self, order_id: int) -> list[CustodyStep]:
        """A parcel's whole history, the oldest step first."""
        ...

    def page(self, query: PictureQuery) -> list[PictureLine]:
        """Returns in the order in which their orders were submitted."""
        ...

    def counts(self, merchant_code: str) -> dict[Status, int]:
        """How many of a merchant's returns have each status."""
        ...
