"""What handhelds, merchants and head offices ask about parcels on their way."""

import re
from datetime import UTC, datetime
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field

from core.domain.status import Status, Trigger
from core.services.scan_parcel import Scan
from core.wire.base import PLAIN, Wire, Word
from core.wire.numbers import InstantField, TrackingField
from core.wire.records import PlaceBody

_DATED: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ]")
_FIRST: Final = datetime(2000, 1, 1, tzinfo=UTC)
_LAST: Final = datetime(2200, 1, 1, tzinfo=UTC)


def spelt(value: object) -> object:
    """A text that begins with a date; a bare number is no instant, though pydantic takes it."""
    if not isinstance(value, datetime) and not (isinstance(value, str) and _DATED.match(value)):
        raise ValueError("should be an instant")
    return value


def plausible(value: datetime) -> datetime:
    """In UTC; what a broken clock gives is moved to the nearest year that shops know."""
    if value.tzinfo is None:
        raise ValueError("an instant without a time zone")
    try:
        return min(max(value.astimezone(UTC), _FIRST), _LAST)
    except OverflowError:
        return _FIRST


HandheldInstant = Annotated[
    datetime,
    BeforeValidator(spelt),
    AfterValidator(plausible),
    Field(description="By the handheld's own clock.", examples=["2026-11-21T12:00:00+08:00"]),
]
_Text = Annotated[
    str,
    Field(
        max_length=100,
        description=(
            "What was read: the tracking number, 17 or 18 digits, plain, with AI (00), with an AIM"
            " prefix; or the RETURN CODE."
        ),
        examples=["]C100303105332614281206"],
    ),
]
_Asked = Annotated[Status, Field(description="What the parcel becomes by this scan.")]
_Person = Annotated[str, Field(max_length=60, pattern=PLAIN, examples=["J. Cruz"])]
_Plate = Annotated[
    str,
    Field(max_length=20, pattern=PLAIN, description="Needed where a store hands over."),
]


class OneScanBody(Wire):
    """One scan of a batch."""

    parcel: _Text
    status: _Asked
    scanned_at: HandheldInstant

    def value(self) -> Scan:
        """As the use case has it."""
        return Scan(self.parcel, self.status, self.scanned_at)


class HandheldBody(Wire):
    """Who scans, and with what."""

    handheld: Word
    person: _Person = ""
    plate: _Plate = ""
    sent_at: Annotated[
        HandheldInstant | None,
        Field(description="By which a handheld's wrong clock is known, and its times corrected."),
    ] = None


class ScanBody(HandheldBody):
    """A scan by itself."""

    parcel: _Text
    status: _Asked
    scanned_at: HandheldInstant


class BatchBody(HandheldBody):
    """Scans that a handheld kept, in any order, repeated or not."""

    scans: Annotated[tuple[OneScanBody, ...], Field(min_length=1, max_length=500)]


class ScannedBody(Wire):
    """What came of a scan."""

    parcel: str
    tracking_number: TrackingField | None
    status: Annotated[Status | None, Field(description="The parcel's status now.")]
    outcome: Annotated[str, Field(pattern="^(MOVED|AGAIN|REFUSED)$")]
    code: str = ""
    message: str = ""
    next_step: str = ""


class BatchScannedBody(Wire):
    """What came of each scan, in the order of the batch."""

    results: tuple[ScannedBody, ...]


class RefusedScanBody(Wire):
    """A refused scan that nobody has settled."""

    number: int
    client_id: str
    place: PlaceBody
    scanned: str
    asked: Status
    refusal: str
    current: Status | None
    scanned_at: InstantField
    received_at: InstantField


class ExceptionsBody(Wire):
    """Refused scans, newest first, at most 200."""

    exceptions: tuple[RefusedScanBody, ...]


class SettleBody(Wire):
    """What became of a refused scan."""

    person: Annotated[
        str, Field(min_length=1, max_length=100, pattern=PLAIN, description="Who looked.")
    ]
    outcome: Annotated[
        str,
        Field(
            min_length=1,
            max_length=500,
            pattern=PLAIN,
            examples=["The label was torn; the parcel was scanned by its RETURN CODE."],
        ),
    ]


class SettledBody(SettleBody):
    """What is kept: what was said first."""

    number: int
    at: InstantField


class PullOutJobBody(Wire):
    """For which store lists are to be built."""

    store: Annotated[
        str, Field(max_length=20, pattern=PLAIN, description="All where none is named.")
    ] = ""


class BuiltBody(Wire):
    """What the job did."""

    stores: int
    lists: int
    parcels: int


class PictureLineBody(Wire):
    """A merchant's return as it stands."""

    tracking_number: TrackingField
    merchant_reference: str
    status: Status
    location: str
    timestamp: InstantField


class PicturePageBody(Wire):
    """A page of them."""

    returns: tuple[PictureLineBody, ...]
    next: Annotated[
        str, Field(description="For the parameter `after` of the next page; empty on the last.")
    ] = ""


class StatusCountsBody(Wire):
    """How many of a merchant's returns have each status; all ten, in their order."""

    counts: dict[Status, int]


class CustodyEntryBody(Wire):
    """One step, and its place in the ledger that proves it."""

    status: Status
    trigger: Trigger
    at: InstantField
    place: PlaceBody
    detail: str
    entry: int
    hash: str


class CustodyBody(Wire):
    """A parcel's whole history, the oldest step first."""

    tracking_number: TrackingField
    history: tuple[CustodyEntryBody, ...]
