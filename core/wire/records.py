"""Returns as Find shows them, with their histories."""

from datetime import date
from typing import Annotated

from pydantic import Field

from core.domain.events import Place
from core.domain.status import Status, Trigger
from core.services.ecms import HistoryEntry, ReturnRecord
from core.services.told import NoticeToMerchant, Told
from core.wire.base import ENTERED, Wire
from core.wire.counter import ReturnCodeField
from core.wire.directory import ItemBody, MerchantBody
from core.wire.numbers import InstantField, MobileField, ReceiptField, TrackingField


class FindReturnsBody(Wire):
    """Whatever number the customer has."""

    number: Annotated[
        str,
        Field(
            max_length=100,
            pattern=ENTERED,
            description=(
                "RETURN CODE, tracking number, reference or last four digits of the mobile number."
            ),
        ),
    ]


class PlaceBody(Wire):
    """Where and by whom."""

    location: str
    terminal: str
    person: str

    def value(self) -> Place:
        """As the domain has it."""
        return Place(self.location, self.terminal, self.person)


class HistoryEntryBody(Wire):
    """One step of a parcel's history."""

    status: Status
    trigger: Trigger
    at: InstantField
    place: PlaceBody
    detail: str

    def value(self) -> HistoryEntry:
        """As the contract has it."""
        return HistoryEntry(self.status, self.trigger, self.at, self.place.value(), self.detail)


class HistoryBody(Wire):
    """A parcel's steps, newest first; none for a code that was never issued."""

    history: tuple[HistoryEntryBody, ...]


class ReturnRecordBody(Wire):
    """A return, its newest step first."""

    code: ReturnCodeField
    tracking_number: TrackingField
    status: Status
    merchant: MerchantBody
    reference: str
    mobile: Annotated[MobileField, Field(alias="mobileNumber")]
    items: tuple[ItemBody, ...]
    last_day: date
    receipt: ReceiptField | None
    history: tuple[HistoryEntryBody, ...]

    def value(self) -> ReturnRecord:
        """As the contract has it."""
        return ReturnRecord(
            self.code,
            self.tracking_number,
            self.status,
            self.merchant.value(),
            self.reference,
            self.mobile,
            tuple(item.value() for item in self.items),
            self.last_day,
            self.receipt,
            tuple(entry.value() for entry in self.history),
        )


class FoundReturnsBody(Wire):
    """Returns that matched, newest first, at most 20."""

    returns: tuple[ReturnRecordBody, ...]


class NoticeBody(Wire):
    """Whether the merchant was told; `told` is null for a parcel that was never taken."""

    told: Told | None = None
    at: InstantField | None = None

    def value(self) -> NoticeToMerchant | None:
        """As the contract has it."""
        return None if self.told is None else NoticeToMerchant(self.told, self.at)
