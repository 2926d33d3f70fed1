"""What a kiosk asks, and what it is answered."""

from datetime import date
from typing import Annotated

from pydantic import Field

from core.domain.references import ReferenceKind
from core.services.ecms import FoundOrder, IssuedReturn
from core.wire.base import ENTERED, Attempt, Wire
from core.wire.directory import ItemBody, MerchantBody, TerminalBody
from core.wire.numbers import CodeField, InstantField, MobileField, TrackingField

OrderId = Annotated[int, Field(ge=1, le=2**53 - 1)]


class FindOrdersBody(Wire):
    """Which orders does this number mean?"""

    reference: Annotated[
        str,
        Field(
            max_length=100,
            pattern=ENTERED,
            description="UID, order number or waybill number, as typed or scanned.",
            examples=["AXDY43322222524544"],
        ),
    ]


class FoundOrderBody(Wire):
    """A return order that may be returned here today."""

    order_id: OrderId
    merchant: MerchantBody
    kind: ReferenceKind
    number: str
    items: tuple[ItemBody, ...]
    last_day: date
    has_code: bool

    def value(self) -> FoundOrder:
        """As the contract has it."""
        return FoundOrder(
            self.order_id,
            self.merchant.value(),
            self.kind,
            self.number,
            tuple(item.value() for item in self.items),
            self.last_day,
            self.has_code,
        )


class FoundOrdersBody(Wire):
    """The orders that may be returned here today, the soonest last day first."""

    orders: tuple[FoundOrderBody, ...]


class RequestReturnBody(Wire):
    """The customer wants a RETURN CODE for this order."""

    order_id: OrderId
    mobile_number: MobileField
    attempt: Attempt


class IssuedReturnBody(Wire):
    """A RETURN CODE and all that its ticket says."""

    code: Annotated[CodeField, Field(alias="returnCode")]
    tracking_number: TrackingField
    merchant: MerchantBody
    reference: str
    last_day: date
    terminal: TerminalBody
    issued_at: InstantField
    again: bool

    def value(self) -> IssuedReturn:
        """As the contract has it."""
        return IssuedReturn(
            self.code,
            self.tracking_number,
            self.merchant.value(),
            self.reference,
            self.last_day,
            self.terminal.value(),
            self.issued_at,
            self.again,
        )
