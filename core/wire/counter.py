"""What a counter asks, and what it is answered."""

from datetime import date
from typing import Annotated

from pydantic import Field
from pydantic_core import to_json

from core.domain.status import Status
from core.services.ecms import (
    AcceptedLine,
    AcceptedParcel,
    CounterToday,
    PaperKind,
    ParcelFault,
    Reprint,
    VerifiedReturn,
)
from core.wire.base import ENTERED, Attempt, Line, Wire, Word
from core.wire.directory import ClerkBody, ItemBody, MerchantBody, TerminalBody
from core.wire.numbers import (
    CodeField,
    InstantField,
    MobileField,
    ReceiptField,
    TrackingField,
)

ReturnCodeField = Annotated[CodeField, Field(alias="returnCode")]


class SignInBody(Wire):
    """A clerk's number and PIN."""

    clerk: Word
    pin: Annotated[str, Field(max_length=64, pattern=ENTERED)]


class CodeBody(Wire):
    """A RETURN CODE."""

    code: ReturnCodeField


class VerifiedReturnBody(Wire):
    """A RETURN CODE that may be accepted at this counter now."""

    code: ReturnCodeField
    tracking_number: TrackingField
    status: Status
    merchant: MerchantBody
    reference: str
    mobile: Annotated[MobileField, Field(alias="mobileNumber")]
    items: tuple[ItemBody, ...]
    last_day: date
    days_left: int

    def value(self) -> VerifiedReturn:
        """As the contract has it."""
        return VerifiedReturn(
            self.code,
            self.tracking_number,
            self.status,
            self.merchant.value(),
            self.reference,
            self.mobile,
            tuple(item.value() for item in self.items),
            self.last_day,
            self.days_left,
        )


class AcceptBody(Wire):
    """The clerk checked the parcel and takes it."""

    code: ReturnCodeField
    clerk: Annotated[Word, Field(description="The clerk's number.", examples=["1042"])]
    attempt: Attempt


class AcceptedParcelBody(Wire):
    """A parcel taken at the counter and all that its receipt and label say."""

    receipt: ReceiptField
    code: ReturnCodeField
    tracking_number: TrackingField
    merchant: MerchantBody
    reference: str
    mobile: Annotated[MobileField, Field(alias="mobileNumber")]
    items: tuple[ItemBody, ...]
    terminal: TerminalBody
    clerk: ClerkBody
    accepted_at: InstantField
    warehouse: str

    def value(self) -> AcceptedParcel:
        """As the contract has it."""
        return AcceptedParcel(
            self.receipt,
            self.code,
            self.tracking_number,
            self.merchant.value(),
            self.reference,
            self.mobile,
            tuple(item.value() for item in self.items),
            self.terminal.value(),
            self.clerk.value(),
            self.accepted_at,
            self.warehouse,
        )


def accepted_text(parcel: AcceptedParcel) -> str:
    """What `AcceptedParcelBody.of(parcel).text()` gives, but quicker.

    Every acceptance is answered with it, and pydantic would look at each of our own values once
    more. A test holds the two to the same.
    """
    merchant, store = parcel.merchant, parcel.terminal.store
    return to_json(
        {
            "receipt": str(parcel.receipt),
            "returnCode": str(parcel.code),
            "trackingNumber": parcel.tracking_number.digits,
            "merchant": {
                "code": merchant.code,
                "name": merchant.name,
                "colour": merchant.colour,
                "delivery": merchant.delivery.value,
                "validityDays": merchant.validity_days,
                "suspended": merchant.suspended,
                "closedStores": list(merchant.closed_stores),
                "closedRegions": list(merchant.closed_regions),
            },
            "reference": parcel.reference,
            "mobileNumber": parcel.mobile.digits,
            "items": [
                {"code": item.code, "name": item.name, "sku": item.sku, "reason": item.reason}
                for item in parcel.items
            ],
            "terminal": {
                "store": {
                    "code": store.code,
                    "name": store.name,
                    "region": store.region,
                    "timeZone": store.time_zone,
                },
                "number": parcel.terminal.number,
            },
            "clerk": {"number": parcel.clerk.number, "name": parcel.clerk.name},
            "acceptedAt": parcel.accepted_at.isoformat().replace("+00:00", "Z"),
            "warehouse": parcel.warehouse,
        }
    ).decode()


class RefuseBody(Wire):
    """The clerk sends the parcel away; the RETURN CODE stays good."""

    code: ReturnCodeField
    clerk: Word
    fault: ParcelFault
    attempt: Attempt


class ReprintBody(Wire):
    """A paper to be printed once more."""

    code: ReturnCodeField
    clerk: Word
    kind: PaperKind


class ReprintedBody(Wire):
    """What the paper says, and the how-manieth copy it is."""

    parcel: AcceptedParcelBody
    kind: PaperKind
    number: int

    def value(self) -> Reprint:
        """As the contract has it."""
        return Reprint(self.parcel.value(), self.kind, self.number)


class AcceptedLineBody(Wire):
    """One line of "Last accepted"."""

    code: ReturnCodeField
    merchant_name: Line
    receipt: ReceiptField
    at: InstantField

    def value(self) -> AcceptedLine:
        """As the contract has it."""
        return AcceptedLine(self.code, self.merchant_name, self.receipt, self.at)


class CounterTodayBody(Wire):
    """The figures beside the counter."""

    accepted: int
    waiting: int
    last: tuple[AcceptedLineBody, ...]

    def value(self) -> CounterToday:
        """As the contract has it."""
        return CounterToday(self.accepted, self.waiting, tuple(line.value() for line in self.last))
