"""The clerk's Find: a parcel by whatever number the customer has."""

from contextlib import suppress

from core.domain.codes import ReturnCode, TrackingNumber, is_ascii_digits
from core.domain.references import parse_reference
from core.domain.refusals import Refusal
from core.domain.returns import Return
from core.domain.status import Status
from core.services.ecms import HistoryEntry, ReturnRecord, Terminal
from core.services.storage import Storage, UnitOfWork
from core.services.told import NoticeToMerchant

MOST_FOUND = 20


def find_returns(storage: Storage, text: str, terminal: Terminal) -> tuple[ReturnRecord, ...]:
    """Returns by code, tracking number, reference or last four digits of the mobile number.

    Four digits find only parcels of the terminal's own store: they must not list the customers of
    the whole chain.
    """
    with storage.reading() as work:
        found = {parcel.order.id: parcel for parcel in _matches(work, text, terminal)}
        newest = sorted(found.values(), key=lambda parcel: parcel.requested_at, reverse=True)
        return tuple(
            _record(parcel, work.returns.history(parcel.order.id)) for parcel in newest[:MOST_FOUND]
        )


def history(storage: Storage, code: ReturnCode) -> tuple[HistoryEntry, ...]:
    """A return's steps, newest first; empty for a code that was never issued."""
    with storage.reading() as work:
        parcel = work.returns.by_code(code)
        return () if parcel is None else work.returns.history(parcel.order.id)


def notice(storage: Storage, code: ReturnCode) -> NoticeToMerchant | None:
    """Whether the merchant was told that this parcel was taken; None where it was not taken."""
    with storage.reading() as work:
        return work.notices.of(code, Status.RETURNED)


def _matches(work: UnitOfWork, text: str, terminal: Terminal) -> list[Return]:
    found: list[Return | None] = []
    # A number that is refused as one kind may well be one of the others.
    with suppress(Refusal):
        found.append(work.returns.by_code(ReturnCode.parse(text)))
    with suppress(Refusal):
        found.append(work.returns.with_tracking_number(TrackingNumber.parse(text).digits))
    with suppress(Refusal):
        found.extend(work.returns.with_reference(parse_reference(text).key, MOST_FOUND))
    tail = text.strip()
    if is_ascii_digits(tail) and len(tail) == 4:
        found.extend(work.returns.with_mobile_tail(tail, terminal.store, MOST_FOUND))
    return [parcel for parcel in found if parcel is not None]


def _record(parcel: Return, steps: tuple[HistoryEntry, ...]) -> ReturnRecord:
    order = parcel.order
    return ReturnRecord(
        code=parcel.code,
        tracking_number=parcel.tracking_number,
        status=parcel.status,
        merchant=order.merchant,
        reference=order.uid,
        mobile=parcel.mobile,
        items=order.items,
        last_day=order.last_day,
        receipt=parcel.acceptance.receipt if parcel.acceptance else None,
        history=steps,
    )
