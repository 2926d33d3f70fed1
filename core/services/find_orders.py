"""The kiosk's first question: which orders does this reference mean?"""

from datetime import date, datetime
from typing import Final

from core.domain.codes import recognise
from core.domain.merchants import Store
from core.domain.references import Reference, reference_key
from core.domain.refusals import (
    AlreadyReturned,
    Refusal,
    RefusalCode,
    ScannedThing,
    UnknownReference,
)
from core.services.ecms import FoundOrder, Terminal
from core.services.guessing import check_may_ask, write_down_wrong
from core.services.rules import EcmsRules
from core.services.storage import Candidate, Storage

# Where every match is refused, the customer hears of the one that leaves a way to go on (another
# store, another day) before those that are over for good.
_MOST_HELPFUL_FIRST: Final = (
    RefusalCode.NOT_AT_THIS_STORE,
    RefusalCode.NOT_YET_VALID,
    RefusalCode.TOO_LARGE,
    RefusalCode.MERCHANT_SUSPENDED,
    RefusalCode.ALREADY_RETURNED,
    RefusalCode.EXPIRED,
    RefusalCode.CANCELLED,
)
_WORTH_SAYING: Final = frozenset(
    {
        ScannedThing.PRODUCT,
        ScannedThing.RETURN_CODE,
        ScannedThing.TRACKING_NUMBER,
        ScannedThing.TWO_CODES,
    }
)
_SHORTEST_TWICE: Final = 12


def find_orders(
    storage: Storage, rules: EcmsRules, reference: Reference, terminal: Terminal, now: datetime
) -> tuple[FoundOrder, ...]:
    """The orders that may be returned at this terminal now, the soonest last day first.

    Raises:
        UnknownReference: no merchant submitted it.
        TooManyAttempts: this terminal asked for too many unknown ones.
        Refusal: it is known, but cannot be returned here today.
    """
    subject = _subject(terminal)
    with storage.reading() as work:
        check_may_ask(work, subject, rules.references, now)
        candidates = work.orders.matching(reference.key)
    if not candidates:
        with storage.writing() as work:
            write_down_wrong(work, subject, rules.references, now)
        raise UnknownReference(_other_thing(reference))
    return _open_ones(candidates, reference.key, terminal.store, terminal.store.today(now))


def order_meant(
    storage: Storage,
    rules: EcmsRules,
    merchant_code: str,
    reference: Reference,
    terminal: Terminal,
    now: datetime,
) -> tuple[int, ...]:
    """The merchant's order that a call means in which nobody can choose.

    Whether it may be returned plays no part: who asks by one number must not be answered with
    another parcel's code once its own order is over.

    Returns:
        The ids of the order with this UID; or else of all with this order or waybill number.

    Raises:
        UnknownReference: the merchant never submitted it.
        TooManyAttempts: this terminal asked for too many unknown ones.
    """
    subject = _subject(terminal)
    with storage.reading() as work:
        check_may_ask(work, subject, rules.references, now)
        as_written = work.orders.submitted(merchant_code, reference.entered)
        if as_written is not None:
            return (as_written.id,)
        matching = work.orders.matching(reference.key)
    own = [one.order for one in matching if one.order.merchant.code == merchant_code]
    if not own:
        with storage.writing() as work:
            write_down_wrong(work, subject, rules.references, now)
        raise UnknownReference(None if matching else _other_thing(reference))
    by_uid = [order.id for order in own if reference_key(order.uid) == reference.key]
    return tuple(by_uid or (order.id for order in own))


def _subject(terminal: Terminal) -> str:
    return f"reference {terminal.store.code}-{terminal.number}"


def _other_thing(reference: Reference) -> ScannedThing | None:
    """What an unknown reference is instead, where the customer is helped by hearing it."""
    half = len(reference.key) // 2
    if 2 * half >= _SHORTEST_TWICE and reference.key == 2 * reference.key[:half]:
        return ScannedThing.TWO_CODES
    thing = recognise(reference.entered)
    return thing if thing in _WORTH_SAYING else None


def _open_ones(
    candidates: list[Candidate], key: str, store: Store, today: date
) -> tuple[FoundOrder, ...]:
    found: list[FoundOrder] = []
    refusals: list[Refusal] = []
    for candidate in candidates:
        order = candidate.order
        try:
            _check(candidate, store, today)
        except Refusal as refusal:
            refusals.append(refusal)
            continue
        kind, number = order.matched(key)
        found.append(
            FoundOrder(
                order.id,
                order.merchant,
                kind,
                number,
                order.items,
                order.last_day,
                candidate.has_code,
            )
        )
    if not found:
        raise min(refusals, key=lambda refusal: _MOST_HELPFUL_FIRST.index(refusal.code))
    found.sort(key=lambda order: (order.last_day, order.order_id))
    return tuple(found)


def _check(candidate: Candidate, store: Store, today: date) -> None:
    if candidate.taken is not None:
        taken = candidate.taken
        raise AlreadyReturned(candidate.order.merchant, taken.store, taken.store.local(taken.at))
    candidate.order.check_returnable(store, today)
