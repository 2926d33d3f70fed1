"""A store's day report: X at any time, Z closes the day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from core.domain.pull_out_refusals import ReportUnknown
from core.services.ecms import Clerk, PaperKind, ParcelFault, Terminal
from core.services.pull_out_books import LedgerPart
from core.services.reconcile import midnight
from core.services.report_papers import ReportKind
from core.services.rules import EcmsRules
from core.services.storage import Storage, UnitOfWork
from core.services.store_office import CloseDay, Count, DayReport

_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)
# What waited for another transaction was given its instant before that one's end.
_LONGEST_WAIT: Final = timedelta(hours=1)
_MOST_OVERDUE: Final = 500


def day_so_far(
    storage: Storage, rules: EcmsRules, terminal: Terminal, clerk: Clerk, now: datetime
) -> DayReport:
    """The X report: the figures since the last Z."""
    with storage.reading() as work:
        report, _ = _report(work, rules, terminal, clerk, now)
    return report


def close_day(storage: Storage, rules: EcmsRules, command: CloseDay, now: datetime) -> DayReport:
    """The Z report, kept as it is said; the same attempt again is the same report."""
    with storage.writing() as work:
        taken = work.days.closed_by(command.attempt)
        if taken is not None:
            return taken
        report, until = _report(work, rules, command.terminal, command.clerk, now)
        report = replace(report, number=report.last_z + 1)
        work.days.close(report, until, command.attempt)
    return report


def closed_day(storage: Storage, number: int, terminal: Terminal) -> DayReport:
    """An earlier Z.

    Raises:
        ReportUnknown: this store has none of this number.
    """
    with storage.reading() as work:
        report = work.days.closed(terminal.store, number)
    if report is None:
        raise ReportUnknown
    return report


def _report(
    work: UnitOfWork, rules: EcmsRules, terminal: Terminal, clerk: Clerk, now: datetime
) -> tuple[DayReport, int]:
    """The figures since the last Z, and the place in the ledger up to which they count."""
    store = terminal.store
    last = work.days.last_closed(store)
    since = None if last is None else last.report.until
    begin = since or _BEGINNING
    # Counted by places in the ledger: an instant may come late, a place never (decision 0071).
    part = LedgerPart(
        0 if last is None else last.until,
        work.days.ledger_end(),
        _BEGINNING if since is None else since - _LONGEST_WAIT,
    )
    groups = work.days.accepted(store, part)
    refused = work.days.refused(store, begin, now)
    reprints = work.days.reprints(store, begin, now)
    today = store.today(now)
    first_day = today - timedelta(days=rules.overdue_days)
    report = DayReport(
        store=store,
        terminal=terminal.number,
        clerk=clerk,
        number=None,
        since=since,
        until=now,
        accepted=sum(group.number for group in groups),
        accepted_by_merchant=_counts(
            (group.merchant_code, group.merchant_name, group.number) for group in groups
        ),
        accepted_by_clerk=_counts(
            (group.clerk_number, group.clerk_name, group.number) for group in groups
        ),
        accepted_by_terminal=_counts((group.terminal, "", group.number) for group in groups),
        refused=tuple(
            (fault, refused[fault.name]) for fault in ParcelFault if fault.name in refused
        ),
        handed_over=work.days.handed_over(store, part),
        held=work.days.held(store),
        overdue=tuple(work.days.overdue(store, midnight(store, first_day), today, _MOST_OVERDUE)),
        overdue_days=rules.overdue_days,
        reprints=tuple(
            (kind, reprints[kind.name])
            for kind in (*PaperKind, *ReportKind)
            if kind.name in reprints
        ),
        last_z=0 if last is None else last.report.number or 0,
    )
    return report, part.until


def _counts(groups: Iterable[tuple[str, str, int]]) -> tuple[Count, ...]:
    numbers: Counter[str] = Counter()
    names: dict[str, str] = {}
    for key, name, number in groups:
        numbers[key] += number
        names[key] = name
    return tuple(Count(key, names[key], numbers[key]) for key in sorted(numbers))
