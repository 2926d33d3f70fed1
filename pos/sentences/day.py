"""What the day page says: its lines in groups, the way of earlier parcels, what F9 does."""

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from core.domain.status import Status
from core.services.ecms import PaperKind
from core.services.report_papers import ReportKind
from core.services.store_office import Count, DayReport, HeldParcel, Leg, Reconciliation
from core.texts import Texts
from pos.flow.office_states import Day, DayNote
from pos.sentences.history import terminal_name
from pos.sentences.notes import fault_reason


@dataclass(frozen=True, slots=True)
class DayLine:
    """One line of the day's list.

    Args:
        words: a heading, or what is counted.
        figure: how many, or "" for a heading.
        beside: smaller, under the words.
        is_heading: begins a group.
        is_late: something that stays too long; marked with an icon.
    """

    words: str
    figure: str = ""
    beside: str = ""
    is_heading: bool = False
    is_late: bool = False


def title(report: DayReport, texts: Texts) -> str:
    """What the report is."""
    if report.number is None:
        return texts("The day so far (X)")
    return texts("Day closed: Z {number}", number=report.number)


def span(report: DayReport, texts: Texts) -> str:
    """From when until when."""
    until = report.store.local(report.until)
    to = f"{texts.short_date(until.date())} {texts.time(until)}"
    if report.since is None:
        return texts("From the first day until {until}", until=to)
    since = report.store.local(report.since)
    return texts(
        "From {since} until {until}",
        since=f"{texts.short_date(since.date())} {texts.time(since)}",
        until=to,
    )


def tiles(report: DayReport, texts: Texts) -> tuple[tuple[str, int], ...]:
    """The figures that stand large on top."""
    return (
        (texts("Accepted"), report.accepted),
        (texts("Refused"), sum(number for _, number in report.refused)),
        (texts("Handed over"), report.handed_over),
        (texts("Still here"), report.held),
        (texts("Reprints"), sum(number for _, number in report.reprints)),
    )


def lines(report: DayReport, way: Reconciliation | None, texts: Texts) -> tuple[DayLine, ...]:
    """Every line, group after group; a group without a figure is left out."""
    terminals = [
        DayLine(terminal_name(count.key, texts), str(count.number))
        for count in report.accepted_by_terminal
    ]
    refused = [DayLine(fault_reason(fault, texts), str(n)) for fault, n in report.refused]
    papers = paper_words(texts)
    reprints = [DayLine(papers[kind], str(number)) for kind, number in report.reprints]
    late = [_held(parcel, report, texts, is_late=True) for parcel in report.overdue]
    too_long = texts.plural(
        "Here for more than {n} day", "Here for more than {n} days", report.overdue_days
    )
    groups = [
        (too_long, late),
        (texts("Accepted by merchant"), _counted(report.accepted_by_merchant)),
        (texts("Accepted by clerk"), _counted(report.accepted_by_clerk)),
        (texts("Accepted by terminal"), terminals),
        (texts("Refused, and why"), refused),
        (texts("Reprints"), reprints),
    ]
    for leg in way.legs if way else ():
        missing = [_held(parcel, report, texts, is_late=False) for parcel in leg.missing]
        groups.append((texts("Not yet {status}", status=leg.status.value), missing))
    return tuple(
        line
        for heading, members in groups
        if members
        for line in (DayLine(heading, is_heading=True), *members)
    )


def paper_words(texts: Texts) -> dict[Enum, str]:
    """What each kind of paper is called that can be printed again."""
    return {
        PaperKind.RECEIPT: texts("Receipt"),
        PaperKind.LABEL: texts("Label"),
        ReportKind.LIST: texts("Pull-out list"),
        ReportKind.DAY_REPORT: texts("Day report Z"),
    }


def _counted(counts: tuple[Count, ...]) -> list[DayLine]:
    return [DayLine(count.name or count.key, str(count.number)) for count in counts]


def _held(parcel: HeldParcel, report: DayReport, texts: Texts, *, is_late: bool) -> DayLine:
    at = report.store.local(parcel.accepted_at)
    return DayLine(
        str(parcel.tracking_number),
        texts.plural("{n} day", "{n} days", parcel.days),
        f"{parcel.merchant_name} · {texts.short_date(at.date())} {texts.time(at)}"
        f" · {parcel.status.value}",
        is_late=is_late,
    )


def leg_words(leg: Leg, texts: Texts) -> tuple[str, str]:
    """One leg of the way, and how many got there."""
    names = {
        Status.FOR_PULL_OUT: texts("On a list"),
        Status.PULLED_OUT_FROM_STORE: texts("With the driver"),
        Status.ON_VEHICLE_TO_WAREHOUSE: texts("On the truck"),
        Status.ARRIVED_AT_WAREHOUSE: texts("At the warehouse"),
        Status.FOR_RETURN_TO_MERCHANT: texts("Received there"),
    }
    missing = texts("{n} not yet", n=leg.missing_count) if leg.missing_count else ""
    figure = f"{leg.reached} · {missing}" if missing else str(leg.reached)
    return names.get(leg.status, leg.status.value), figure


def way_words(way: Reconciliation, texts: Texts) -> str:
    """Whether every parcel of that day is accounted for."""
    if not way.accepted:
        return texts("No parcel was accepted that day.")
    if way.balances:
        return texts("Accepted = listed = pulled out = received.")
    return texts("What is not there yet stands in the list.")


def note_words(page: Day, texts: Texts) -> str:
    """The sentence over the buttons, or ""."""
    if page.busy:
        return texts("One moment…")
    match page.note:
        case DayNote.NOT_ANSWERED:
            return texts("The ECMS does not answer. Press F5 to try again.")
        case DayNote.NOT_CLOSED:
            return texts("The ECMS does not answer. Press F9 again: the day closes once.")
        case None:
            if page.confirming:
                return texts(
                    "The Z report ends the day for the whole store; the figures begin anew."
                    " Press F9 again to close it, Esc to leave it open."
                )
            return ""
        case _:
            assert_never(page.note)
