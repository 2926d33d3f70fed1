"""Which finished reports went on paper, and how often, stored."""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, func, insert, literal_column, select

from core.domain.merchants import Store
from core.persistence.pull_out_tables import report_prints
from core.persistence.rows import microseconds
from core.persistence.statements import Link
from core.services.report_papers import CountPrint

_prints = report_prints.c
_COUNTED: Final = select(_prints.number).where(_prints.attempt == bindparam("attempt"))
_PRINTS: Final = select(func.count()).where(
    _prints.store_code == bindparam("store_code"), _prints.report == bindparam("report")
)
_COUNT: Final = insert(report_prints).values(
    {column.name: bindparam(column.name) for column in _prints}
)
_AGAIN: Final = (
    select(_prints.kind, func.count())
    .where(
        _prints.store_code == bindparam("store"),
        _prints.number > literal_column("0"),
        _prints.at > bindparam("since"),
        _prints.at <= bindparam("until"),
    )
    .group_by(_prints.kind)
)


def count_print(link: Link, command: CountPrint, at: datetime) -> int:
    """See `core.services.pull_out_books.DayBooks.count_print`."""
    # No list's number is a Z report's.
    store, report = command.terminal.store.code, str(command.report)
    link.hold_name(f"prints of {report} of {store}")
    row = link.one(_COUNTED, attempt=command.attempt)
    if row is not None:
        counted: int = row[0]
        return counted
    row = link.one(_PRINTS, store_code=store, report=report)
    number: int = row[0] if row else 0
    link.run(
        _COUNT,
        store_code=store,
        kind=command.kind.name,
        report=report,
        number=number,
        terminal=command.terminal.number,
        clerk_number=command.clerk.number,
        at=microseconds(at),
        attempt=command.attempt,
    )
    return number


def reprinted(link: Link, store: Store, since: datetime, until: datetime) -> dict[str, int]:
    """How many reports were printed again in (since, until], by the `ReportKind`'s name."""
    span = {"since": microseconds(since), "until": microseconds(until)}
    return dict(link.all(_AGAIN, store=store.code, **span))
