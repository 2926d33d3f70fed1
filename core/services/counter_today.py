"""The figures beside the counter."""

from datetime import UTC, datetime, time

from core.services.ecms import CounterToday, Terminal
from core.services.storage import Storage

LAST_LINES = 8


def counter_today(storage: Storage, terminal: Terminal, now: datetime) -> CounterToday:
    """What the store accepted since its midnight, what waits, and the terminal's last parcels."""
    store = terminal.store
    local = store.local(now)
    midnight = datetime.combine(local.date(), time.min, local.tzinfo).astimezone(UTC)
    with storage.reading() as work:
        return CounterToday(
            accepted=work.counters.accepted_since(store, midnight),
            waiting=work.counters.waiting(store),
            last=work.counters.last_accepted(terminal, LAST_LINES),
        )
