"""The return itself: the aggregate on which every move is made."""

from dataclasses import dataclass, field
from datetime import datetime

from core.domain.codes import ReceiptNumber, ReturnCode, TrackingNumber
from core.domain.events import Place, StatusChanged
from core.domain.merchants import Store
from core.domain.mobile import MobileNumber
from core.domain.orders import ReturnOrder
from core.domain.refusals import AlreadyReturned, CodeExpired, Expired, OutOfOrder, WrongParty
from core.domain.status import Delivery, Status, Trigger, next_status, trigger_of


def check_move(current: Status, asked: Status, by: Trigger, delivery: Delivery) -> None:
    """Whether a parcel may go from one status to another; RETURNED is the counter's alone.

    Raises:
        WrongParty: `by` may not cause `asked`.
        OutOfOrder: `asked` is not the next status for a merchant with this delivery.
    """
    if trigger_of(asked) is not by:
        raise WrongParty(asked, by)
    if next_status(current, delivery) is not asked or asked is Status.RETURNED:
        raise OutOfOrder(current, asked)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The one time that a parcel was taken at a counter.

    Args:
        clerk: the clerk's number.
        clerk_name: as on the receipt, kept so that a reprint says what the first one said.
        attempt: the press of F9 that did it, so that a repeat of it is known as the same.
    """

    receipt: ReceiptNumber
    store: Store
    clerk: str
    clerk_name: str
    at: datetime
    attempt: str


@dataclass(slots=True)
class Return:
    """A customer's return of one return order, from the ticket to the merchant.

    Moves either raise a Refusal and change nothing, or change the status and record an event in
    `events`, which the unit of work stores in the same transaction.

    Args:
        attempt: the tap at the kiosk that asked for it, so that a repeat is known as the same.
    """

    order: ReturnOrder
    code: ReturnCode
    tracking_number: TrackingNumber
    mobile: MobileNumber
    status: Status
    requested_at: datetime
    attempt: str
    acceptance: Acceptance | None = None
    events: list[StatusChanged] = field(default_factory=list)

    @classmethod
    def request(
        cls,
        order: ReturnOrder,
        code: ReturnCode,
        tracking_number: TrackingNumber,
        mobile: MobileNumber,
        at: datetime,
        place: Place,
        attempt: str,
    ) -> "Return":
        """The customer asked at the kiosk: the line begins with FOR RETURN.

        The caller has asked `order.check_returnable` first.
        """
        asked = cls(order, code, tracking_number, mobile, Status.FOR_RETURN, at, attempt)
        asked.events.append(StatusChanged(Status.FOR_RETURN, Trigger.KIOSK, at, place))
        return asked

    def check_acceptable(self, store: Store, at: datetime) -> None:
        """Whether a counter of `store` may take the parcel at the instant `at`.

        Raises:
            AlreadyReturned: it was taken before, here or elsewhere.
            CodeExpired: the return order has expired since the ticket was printed.
            Refusal: any other rule of `ReturnOrder.check_returnable`.
        """
        if self.acceptance is not None:
            taken = self.acceptance
            raise AlreadyReturned(self.order.merchant, taken.store, taken.store.local(taken.at))
        try:
            self.order.check_returnable(store, store.today(at))
        except Expired as expired:
            raise CodeExpired(expired.merchant, expired.last_day) from None
        if self.status is not Status.FOR_RETURN:
            raise OutOfOrder(self.status, Status.RETURNED)

    def accept(self, acceptance: Acceptance) -> None:
        """The clerk took the parcel: FOR RETURN becomes RETURNED, once and for ever.

        Raises:
            Refusal: as `check_acceptable`.
        """
        self.check_acceptable(acceptance.store, acceptance.at)
        receipt = acceptance.receipt
        place = Place(receipt.store, receipt.terminal, acceptance.clerk)
        change = StatusChanged(Status.RETURNED, Trigger.POS, acceptance.at, place, str(receipt))
        self._enter(change)
        self.acceptance = acceptance

    def move(
        self, status: Status, by: Trigger, at: datetime, place: Place, detail: str = ""
    ) -> None:
        """Any later step of the line, from the store to the merchant.

        Raises:
            WrongParty: `by` may not cause `status`.
            OutOfOrder: `status` is not the next one for this merchant.
        """
        check_move(self.status, status, by, self.order.merchant.delivery)
        self._enter(StatusChanged(status, by, at, place, detail))

    def _enter(self, change: StatusChanged) -> None:
        self.status = change.status
        self.events.append(change)
