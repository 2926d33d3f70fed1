"""The store's back office in this process, over its own database."""

from dataclasses import dataclass
from datetime import date

from core.clock import Clock
from core.domain.apo import ApoNumber
from core.services import store_office as contract
from core.services.close_list import close_list
from core.services.count_print import count_print
from core.services.ecms import Clerk, Terminal
from core.services.embedded import trouble_is_unreachable
from core.services.hand_over_parcel import hand_over_parcel, list_of
from core.services.reconcile import midnight, reconcile
from core.services.report_day import close_day, closed_day, day_so_far
from core.services.report_papers import CountPrint
from core.services.rules import EcmsRules
from core.services.storage import Storage


@dataclass(frozen=True, slots=True)
class EmbeddedOffice:
    """`core.services.store_office.StoreOffice` over a storage; any thread may call it.

    Args:
        storage: where units of work come from.
        clock: what time it is.
        rules: the chain's settings.
    """

    storage: Storage
    clock: Clock
    rules: EcmsRules

    def pull_out_lists(self, terminal: Terminal) -> tuple[contract.PullOutList, ...]:
        """See `StoreOffice.pull_out_lists`."""
        store = terminal.store
        today = midnight(store, store.today(self.clock.now()))
        with trouble_is_unreachable(), self.storage.reading() as work:
            return work.pull_outs.of_store(store, today)

    def pull_out_list(self, number: ApoNumber, terminal: Terminal) -> contract.PullOutList:
        """See `StoreOffice.pull_out_list`."""
        with trouble_is_unreachable(), self.storage.reading() as work:
            return list_of(work, number, terminal.store)

    def hand_over_parcel(self, command: contract.HandOverParcel) -> contract.HandedOver:
        """See `StoreOffice.hand_over_parcel`."""
        with trouble_is_unreachable():
            return hand_over_parcel(self.storage, self.rules, command, self.clock.now())

    def close_list(self, command: contract.CloseList) -> contract.PullOutList:
        """See `StoreOffice.close_list`."""
        with trouble_is_unreachable():
            return close_list(self.storage, command, self.clock.now())

    def day_so_far(self, terminal: Terminal, clerk: Clerk) -> contract.DayReport:
        """See `StoreOffice.day_so_far`."""
        with trouble_is_unreachable():
            return day_so_far(self.storage, self.rules, terminal, clerk, self.clock.now())

    def close_day(self, command: contract.CloseDay) -> contract.DayReport:
        """See `StoreOffice.close_day`."""
        with trouble_is_unreachable():
            return close_day(self.storage, self.rules, command, self.clock.now())

    def closed_day(self, number: int, terminal: Terminal) -> contract.DayReport:
        """See `StoreOffice.closed_day`."""
        with trouble_is_unreachable():
            return closed_day(self.storage, number, terminal)

    def count_print(self, command: CountPrint) -> int:
        """See `StoreOffice.count_print`."""
        with trouble_is_unreachable():
            return count_print(self.storage, command, self.clock.now())

    def reconcile(self, day: date, terminal: Terminal) -> contract.Reconciliation:
        """See `StoreOffice.reconcile`."""
        with trouble_is_unreachable():
            return reconcile(self.storage, day, terminal, self.clock.now())
