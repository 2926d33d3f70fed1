"""The hand-held scanners of trucker and DC, as one that the demonstration and tests hold.

A real one speaks to the API; this one asks the same use cases. It also runs the ECMS job, so that
nobody waits for the time of day at which it runs by itself.
"""

from dataclasses import dataclass
from typing import Final, Protocol

from core.clock import Clock
from core.domain.events import Place
from core.domain.merchants import Store
from core.domain.status import Status, trigger_of
from core.services.embedded import trouble_is_unreachable
from core.services.pull_out import Built, build_list
from core.services.reconcile import midnight
from core.services.rules import EcmsRules
from core.services.scan_parcel import Scan, Scanned, Scanner, scan_parcel
from core.services.storage import Storage
from core.services.store_office import PullOutLine

#: What truckers and DCs scan, in the order of the line.
STEPS: Final = (
    Status.ON_VEHICLE_TO_WAREHOUSE,
    Status.ARRIVED_AT_WAREHOUSE,
    Status.FOR_RETURN_TO_MERCHANT,
    Status.RETURNED_TO_MERCHANT,
    Status.ON_VEHICLE_TO_MERCHANT,
    Status.ARRIVED_AT_MERCHANT,
)
_DC: Final = "DC01"
_CLIENT: Final = "demo-handheld"
_TERMINAL: Final = "HH1"


class Handheld(Protocol):
    """One hand-held; its methods block, and may raise `EcmsUnreachable`."""

    def run_job(self) -> Built:
        """Put what the store holds on its APO list, now."""
        ...

    def parcels(self) -> tuple[PullOutLine, ...]:
        """What drivers took from the store today: labels to scan."""
        ...

    def scan(self, text: str, asked: Status) -> Scanned:
        """Scan one label, as the party that alone may cause this status."""
        ...


@dataclass(frozen=True, slots=True)
class EmbeddedHandheld:
    """A `Handheld` over a storage; any thread may call it.

    Args:
        storage: where.
        rules: the chain's settings.
        clock: what time it is; the hand-held's own clock is right.
        store: whose parcels it follows.
    """

    storage: Storage
    rules: EcmsRules
    clock: Clock
    store: Store

    def run_job(self) -> Built:
        """See `Handheld.run_job`."""
        with trouble_is_unreachable():
            return build_list(self.storage, self.store, self.clock.now())

    def parcels(self) -> tuple[PullOutLine, ...]:
        """See `Handheld.parcels`."""
        today = midnight(self.store, self.store.today(self.clock.now()))
        with trouble_is_unreachable(), self.storage.reading() as work:
            lists = work.pull_outs.of_store(self.store, today)
        return tuple(line for one in lists for line in one.lines if line.handed_over_at)

    def scan(self, text: str, asked: Status) -> Scanned:
        """See `Handheld.scan`."""
        now = self.clock.now()
        at_store = asked is Status.ON_VEHICLE_TO_WAREHOUSE
        place = Place(self.store.code if at_store else _DC, _TERMINAL)
        scanner = Scanner(_CLIENT, trigger_of(asked), place)
        with trouble_is_unreachable():
            return scan_parcel(self.storage, self.rules, scanner, Scan(text, asked, now), now)
