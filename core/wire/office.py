"""What a store's back office asks, and what it is answered."""

from typing import Annotated, Any

from pydantic import Field, PlainSerializer, PlainValidator, WithJsonSchema

from core.domain.apo import ApoNumber, Driver
from core.domain.codes import ReturnCode, TrackingNumber
from core.domain.pullout import parse_parcel
from core.services import store_office as contract
from core.wire.base import Attempt, Line, Wire, Word
from core.wire.counter import ReturnCodeField
from core.wire.directory import ClerkBody, StoreBody
from core.wire.numbers import InstantField, ReceiptField, TrackingField


def _apo(value: Any) -> ApoNumber:
    return value if isinstance(value, ApoNumber) else ApoNumber.parse(str(value))


def _parcel(value: Any) -> TrackingNumber | ReturnCode:
    if isinstance(value, TrackingNumber | ReturnCode):
        return value
    if not isinstance(value, str):
        raise ValueError("should be a string")  # noqa: TRY004 - what pydantic makes a message of
    return parse_parcel(value)


ApoField = Annotated[
    ApoNumber,
    PlainValidator(_apo),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["APO-0166-20261121"]}),
]
ParcelField = Annotated[
    TrackingNumber | ReturnCode,
    PlainValidator(_parcel),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "maxLength": 100,
            "description": (
                "The label's tracking number (17 or 18 digits, plain, with AI (00), with an AIM"
                " prefix), or the RETURN CODE."
            ),
            "examples": ["30310533261428120"],
        }
    ),
]
_DriverName = Annotated[str, Field(max_length=100, examples=["J. Cruz"])]
_Plate = Annotated[str, Field(max_length=20, examples=["NBC1234"])]
_Count = Annotated[int, Field(ge=0, le=1_000_000)]


class DriverBody(Wire):
    """Who takes parcels away, and in what."""

    name: _DriverName
    plate: _Plate

    def value(self) -> Driver:
        """As the domain has it.

        Raises:
            BadDriver, BadPlate: they can't be.
        """
        return Driver.parse(self.name, self.plate)


class PullOutLineBody(Wire):
    """One parcel of a list."""

    tracking_number: TrackingField
    code: ReturnCodeField
    merchant_code: Word
    merchant_name: Line
    reference: str
    receipt: ReceiptField
    accepted_at: InstantField
    handed_over_at: InstantField | None
    driver: DriverBody | None
    left: bool

    def value(self) -> contract.PullOutLine:
        """As the contract has it."""
        return contract.PullOutLine(
            self.tracking_number,
            self.code,
            self.merchant_code,
            self.merchant_name,
            self.reference,
            self.receipt,
            self.accepted_at,
            self.handed_over_at,
            None if self.driver is None else Driver(self.driver.name, self.driver.plate),
            self.left,
        )


class ClosingBody(Wire):
    """The end of a list."""

    at: InstantField
    clerk: ClerkBody
    terminal: Word
    driver: DriverBody
    count: int

    def value(self) -> contract.Closing:
        """As the contract has it."""
        driver = Driver(self.driver.name, self.driver.plate)
        return contract.Closing(self.at, self.clerk.value(), self.terminal, driver, self.count)


class PullOutListBody(Wire):
    """An APO list with its parcels."""

    number: ApoField
    store: StoreBody
    built_at: InstantField
    lines: tuple[PullOutLineBody, ...]
    closing: ClosingBody | None

    def value(self) -> contract.PullOutList:
        """As the contract has it."""
        return contract.PullOutList(
            self.number,
            self.store.value(),
            self.built_at,
            tuple(line.value() for line in self.lines),
            None if self.closing is None else self.closing.value(),
        )


class PullOutListsBody(Wire):
    """Lists, the oldest first."""

    lists: tuple[PullOutListBody, ...]


class HandOverBody(Wire):
    """A parcel for the driver."""

    parcel: ParcelField
    driver: DriverBody
    clerk: Word


class HandedOverBody(Wire):
    """A parcel that the driver has."""

    line: PullOutLineBody
    handed_over: int
    listed: int
    again: bool

    def value(self) -> contract.HandedOver:
        """As the contract has it."""
        return contract.HandedOver(self.line.value(), self.handed_over, self.listed, self.again)


class CloseListBody(Wire):
    """Clerk and driver have counted."""

    driver: DriverBody
    store_count: _Count
    driver_count: _Count
    clerk: Word
    attempt: Attempt


class ReportBody(Wire):
    """Who asks for the report."""

    clerk: Word


class PrintBody(Wire):
    """A finished report goes on paper."""

    clerk: Word
    attempt: Attempt


class PrintedBody(Wire):
    """The how-manieth copy; 0 is the original."""

    number: int


class CloseDayBody(Wire):
    """The store takes its Z report."""

    clerk: Word
    attempt: Attempt
