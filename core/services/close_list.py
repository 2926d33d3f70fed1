"""Store and driver have counted, and the driver leaves."""

from datetime import datetime

from core.domain.pull_out_refusals import CountsDiffer, ListClosed
from core.services.hand_over_parcel import list_of
from core.services.pull_out_books import ListClosing
from core.services.storage import Storage
from core.services.store_office import CloseList, PullOutList


def close_list(storage: Storage, command: CloseList, now: datetime) -> PullOutList:
    """Close a list; what was not handed over goes on the next one.

    Raises:
        Refusal: as `StoreOffice.close_list`.
    """
    store = command.terminal.store
    with storage.writing() as work:
        apo = list_of(work, command.number, store)
        if apo.closing is not None:
            if work.pull_outs.closing_attempt(apo.number) == command.attempt:
                return apo
            raise ListClosed(str(apo.number), apo.closing.at)
        if not apo.handed_over == command.store_count == command.driver_count:
            raise CountsDiffer(apo.handed_over, command.store_count, command.driver_count)
        work.pull_outs.close(
            ListClosing(
                apo.number,
                command.driver,
                apo.handed_over,
                command.terminal,
                command.clerk,
                command.attempt,
                now,
            )
        )
        return list_of(work, apo.number, store)
