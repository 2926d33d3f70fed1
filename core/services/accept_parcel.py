"""7-CONNECT's CONFIRM: the parcel is taken, exactly once."""

from datetime import datetime

from core.domain.refusals import NotAcceptedYet
from core.domain.returns import Acceptance, Return
from core.domain.status import Status
from core.services.ecms import AcceptedParcel, AcceptParcel, Clerk, Terminal
from core.services.issued_codes import issued
from core.services.storage import Storage


def accept_parcel(storage: Storage, command: AcceptParcel, now: datetime) -> AcceptedParcel:
    """Take the parcel: status, history, receipt number and the merchant's news in one transaction.

    The same attempt again is the same acceptance, whatever happened to the first answer.

    Raises:
        WrongParty: a kiosk takes no parcels.
        CodeUnknown: it was never issued.
        AlreadyReturned: another attempt took it, here or elsewhere.
        Refusal: any other rule of `Return.accept`.
    """
    command.terminal.check_may_cause(Status.RETURNED)
    with storage.writing() as work:
        parcel = issued(work, command.code)
        if parcel.acceptance is None or parcel.acceptance.attempt != command.attempt:
            receipt = work.returns.next_receipt(command.terminal)
            store, clerk = command.terminal.store, command.clerk
            parcel.accept(
                Acceptance(receipt, store, clerk.number, clerk.name, now, command.attempt)
            )
            work.returns.save(parcel)
    return accepted(parcel)


def accepted(parcel: Return) -> AcceptedParcel:
    """All that receipt and label say of an accepted parcel.

    Raises:
        NotAcceptedYet: no counter took it.
    """
    taken = parcel.acceptance
    if taken is None:
        raise NotAcceptedYet
    return AcceptedParcel(
        receipt=taken.receipt,
        code=parcel.code,
        tracking_number=parcel.tracking_number,
        merchant=parcel.order.merchant,
        reference=parcel.order.uid,
        mobile=parcel.mobile,
        items=parcel.order.items,
        terminal=Terminal(taken.store, taken.receipt.terminal),
        clerk=Clerk(taken.clerk, taken.clerk_name),
        accepted_at=taken.at,
        warehouse=parcel.order.warehouse,
    )
