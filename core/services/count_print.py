"""A closed list or a Z report goes on paper, and is counted."""

from datetime import datetime

from core.domain.apo import ApoNumber
from core.domain.pull_out_refusals import ReportUnknown
from core.services.hand_over_parcel import list_of
from core.services.report_papers import CountPrint
from core.services.storage import Storage, UnitOfWork


def count_print(storage: Storage, command: CountPrint, now: datetime) -> int:
    """Count one more copy; the how-manieth it is, 0 for the original.

    The count comes before the paper: two originals of one report would be worse than a number that
    no paper has. While a paper has not come out whole, its attempt is the same copy again.

    Raises:
        Refusal: as `StoreOffice.count_print`.
    """
    with storage.writing() as work:
        _check(work, command)
        return work.days.count_print(command, now)


def _check(work: UnitOfWork, command: CountPrint) -> None:
    report, store = command.report, command.terminal.store
    if isinstance(report, ApoNumber):
        is_finished = list_of(work, report, store).closing is not None
    else:
        is_finished = work.days.closed(store, report) is not None
    if not is_finished:
        raise ReportUnknown
