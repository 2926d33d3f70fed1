"""A Z report as it is stored: what it said is a fact, and is not worked out again."""

import json
from typing import Any, Final

from core.domain.codes import TrackingNumber
from core.domain.merchants import Store
from core.domain.status import Status
from core.persistence.rows import instant, microseconds
from core.services.ecms import Clerk, PaperKind, ParcelFault
from core.services.report_papers import ReportKind
from core.services.store_office import Count, DayReport, HeldParcel

_PAPERS: Final = {kind.name: kind for kind in (*PaperKind, *ReportKind)}


def report_text(report: DayReport) -> str:
    """A report as JSON; the store is known by the row that it is in."""
    since = report.since
    return json.dumps(
        {
            "terminal": report.terminal,
            "clerk": [report.clerk.number, report.clerk.name],
            "number": report.number,
            "since": None if since is None else microseconds(since),
            "until": microseconds(report.until),
            "accepted": report.accepted,
            "by_merchant": _counts(report.accepted_by_merchant),
            "by_clerk": _counts(report.accepted_by_clerk),
            "by_terminal": _counts(report.accepted_by_terminal),
            "refused": [[fault.name, count] for fault, count in report.refused],
            "handed_over": report.handed_over,
            "held": report.held,
            "overdue": [
                [
                    parcel.tracking_number.digits,
                    parcel.merchant_name,
                    parcel.reference,
                    parcel.status.value,
                    microseconds(parcel.accepted_at),
                    parcel.days,
                ]
                for parcel in report.overdue
            ],
            "overdue_days": report.overdue_days,
            "reprints": [[kind.name, count] for kind, count in report.reprints],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def report_of(text: str, store: Store) -> DayReport:
    """The report that was stored."""
    said: dict[str, Any] = json.loads(text)
    since = said["since"]
    return DayReport(
        store=store,
        terminal=said["terminal"],
        clerk=Clerk(*said["clerk"]),
        number=said["number"],
        since=None if since is None else instant(since),
        until=instant(said["until"]),
        accepted=said["accepted"],
        accepted_by_merchant=_counted(said["by_merchant"]),
        accepted_by_clerk=_counted(said["by_clerk"]),
        accepted_by_terminal=_counted(said["by_terminal"]),
        refused=tuple((ParcelFault[name], count) for name, count in said["refused"]),
        handed_over=said["handed_over"],
        held=said["held"],
        overdue=tuple(_parcel(row) for row in said["overdue"]),
        overdue_days=said["overdue_days"],
        reprints=tuple((_PAPERS[name], count) for name, count in said["reprints"]),
        last_z=said["number"] - 1,
    )


def _counts(counts: tuple[Count, ...]) -> list[list[object]]:
    return [[count.key, count.name, count.number] for count in counts]


def _counted(rows: list[list[Any]]) -> tuple[Count, ...]:
    return tuple(Count(*row) for row in rows)


def _parcel(row: list[Any]) -> HeldParcel:
    tracking, merchant, reference, status, at, days = row
    return HeldParcel(
        TrackingNumber(tracking), merchant, reference, Status(status), instant(at), days
    )
