"""A merchant submits its return IDs (business rule 1), and takes them back (rule 5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.domain.merchants import Merchant
from core.domain.orders import last_day_of
from core.domain.references import parse_reference
from core.domain.refusals import AlreadyRequested, AlreadyReturned, UnknownReference
from core.services.rules import EcmsRules
from core.services.storage import Days, OrderContent, Storage, UnitOfWork


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of a submission: how many orders were new, the same as before, changed."""

    added: int
    unchanged: int
    changed: int


def submit_orders(
    storage: Storage,
    rules: EcmsRules,
    merchant_code: str,
    contents: Iterable[OrderContent],
    now: datetime,
) -> Submitted:
    """Store a merchant's return orders: all of them or, where one is refused, none.

    The same UID with the same content again changes nothing. Other content replaces the first, its
    validity still counted from the first submission, until a customer has asked for the return.

    Raises:
        LookupError: there is no such merchant.
        Unreadable: a UID that no customer could type.
        AlreadyRequested: other content for an order whose customer has a RETURN CODE.
    """
    today = now.astimezone(ZoneInfo(rules.time_zone)).date()
    counts = {"added": 0, "unchanged": 0, "changed": 0}
    with storage.writing() as work:
        merchant = work.directory.merchant(merchant_code)
        if merchant is None:
            raise LookupError(f"no merchant {merchant_code}")
        for content in contents:
            counts[_submit(work, merchant, content, today)] += 1
    return Submitted(**counts)


def cancel_order(storage: Storage, merchant_code: str, uid: str, now: datetime) -> None:
    """The merchant takes an order back that was not accepted yet; again changes nothing.

    Raises:
        UnknownReference: the merchant never submitted it.
        AlreadyReturned: its parcel was accepted.
    """
    with storage.writing() as work:
        stored = work.orders.submitted(merchant_code, uid)
        merchant = work.directory.merchant(merchant_code)
        if stored is None or merchant is None:
            raise UnknownReference
        if stored.taken is not None:
            store = stored.taken.store
            raise AlreadyReturned(merchant, store, store.local(stored.taken.at))
        work.orders.cancel(stored.id, now)


def _submit(work: UnitOfWork, merchant: Merchant, content: OrderContent, today: date) -> str:
    parse_reference(content.uid)
    stored = work.orders.submitted(merchant.code, content.uid)
    if stored is None:
        days = Days(today, _last_day(merchant, content, today))
        work.orders.add(merchant.code, content, days)
        return "added"
    if stored.content == content:
        return "unchanged"
    if stored.has_code:
        raise AlreadyRequested(merchant)
    work.orders.replace(stored.id, content, _last_day(merchant, content, stored.submitted_on))
    return "changed"


def _last_day(merchant: Merchant, content: OrderContent, submitted_on: date) -> date:
    days = merchant.validity_days if content.validity_days is None else content.validity_days
    return last_day_of(submitted_on, days)
