"""The clerk sends a parcel away; its RETURN CODE stays good."""

from datetime import datetime

from core.domain.refusals import AlreadyReturned
from core.services.ecms import RefuseParcel
from core.services.issued_codes import issued
from core.services.storage import Storage


def refuse_parcel(storage: Storage, command: RefuseParcel, now: datetime) -> None:
    """Write down who refused which parcel and why; a repeat of the attempt changes nothing.

    Raises:
        CodeUnknown: it was never issued.
        AlreadyReturned: the parcel was accepted, so nobody can still send it away.
    """
    with storage.writing() as work:
        parcel = issued(work, command.code)
        taken = parcel.acceptance
        if taken is not None:
            raise AlreadyReturned(parcel.order.merchant, taken.store, taken.store.local(taken.at))
        work.counters.refuse(parcel.order.id, command, now)
