"""The ECMS job: what stores hold goes on their APO lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.domain.apo import ApoNumber
from core.domain.merchants import Store
from core.domain.returns import check_move
from core.domain.status import Delivery, Status, Trigger
from core.services.storage import Storage, UnitOfWork


@dataclass(frozen=True, slots=True)
class Built:
    """What a run of the job did so far.

    Args:
        stores: how many stores were looked at.
        lists: the numbers of the lists that were built last, one transaction's.
        list_count: how many lists were built in all.
        parcels: how many parcels are on them.
    """

    stores: int = 0
    lists: tuple[ApoNumber, ...] = ()
    list_count: int = 0
    parcels: int = 0


def build_lists(
    storage: Storage,
    clock: Callable[[], datetime],
    told: Callable[[Built], bool] = lambda _built: True,
) -> Built:
    """Build every store's list of what it holds and is on none.

    A run that is stopped half-way leaves whole lists; the next one goes on. A store that has
    nothing new gets no list.

    Args:
        storage: where.
        clock: gives the present instant.
        told: hears of each transaction when it is durable; False ends the run there.
    """
    built, after = Built(), ""
    while True:
        with storage.writing() as work:
            stores = work.pull_outs.next_stores(after)
            if not stores:
                return built
            new = _list(work, stores, clock())
        after = stores[-1].code
        built = Built(
            built.stores + len(stores),
            tuple(number for number, _ in new),
            built.list_count + len(new),
            built.parcels + sum(parcels for _, parcels in new),
        )
        if not told(built):
            return built


def build_list(storage: Storage, store: Store, now: datetime) -> Built:
    """Build one store's list, by hand; see `build_lists`."""
    with storage.writing() as work:
        new = _list(work, [store], now)
    return Built(1, tuple(number for number, _ in new), len(new), sum(count for _, count in new))


def _list(work: UnitOfWork, stores: Sequence[Store], now: datetime) -> list[tuple[ApoNumber, int]]:
    # The rule of the move, asked once for all parcels that stand alike (decision 0070).
    for delivery in Delivery:
        check_move(Status.RETURNED, Status.FOR_PULL_OUT, Trigger.ECMS_JOB, delivery)
    return work.pull_outs.build(stores, Status.RETURNED, now)
