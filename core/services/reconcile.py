"""Whether what a store accepted on a day was listed, pulled out and received."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from core.domain.merchants import Store
from core.domain.status import FLOW, Status
from core.services.ecms import Terminal
from core.services.storage import Storage
from core.services.store_office import Leg, Reconciliation

_MOST_MISSING: Final = 100
_LINE: Final = tuple(step.status for step in FLOW)
_FIRST: Final = _LINE.index(Status.RETURNED)
_LAST: Final = _LINE.index(Status.FOR_RETURN_TO_MERCHANT)


def midnight(store: Store, day: date) -> datetime:
    """The instant at which a day begins at a store, UTC."""
    return datetime.combine(day, time.min, ZoneInfo(store.time_zone)).astimezone(UTC)


def reconcile(storage: Storage, day: date, terminal: Terminal, now: datetime) -> Reconciliation:
    """What became of the parcels that a store accepted on a day.

    A parcel has been at every status up to its present one, so the counts follow from where the
    parcels stand; those that reached a leg and not the next one stand exactly between the two.
    """
    store = terminal.store
    today = store.today(now)
    span = midnight(store, day), midnight(store, day + timedelta(days=1))
    with storage.reading() as work:
        standing = work.days.accepted_on(store, span)
        stuck = {
            status: tuple(work.days.stuck(store, span, status, today, _MOST_MISSING))
            for status in _LINE[_FIRST:_LAST]
            if status in standing
        }
    legs = []
    for before in range(_FIRST, _LAST):
        reached = sum(standing.get(status, 0) for status in _LINE[before + 1 :])
        here = _LINE[before]
        legs.append(Leg(_LINE[before + 1], reached, standing.get(here, 0), stuck.get(here, ())))
    return Reconciliation(store, day, sum(standing.values()), tuple(legs))
