"""The day report: an X says how the day stands, a Z ends it."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Final

from core.documents.blocks import Align, Block, Pair, Pairs, Rule, Space, Text
from core.documents.day_way import way_blocks, way_records, way_tables
from core.documents.headings import (
    END,
    code_and_name,
    notice_words,
    notices,
    page_words,
    short_minute,
)
from core.documents.letters import Face
from core.documents.list_blocks import Figures
from core.documents.model import Document, Paper
from core.documents.office_facts import CountFacts, DayFacts, WayFacts
from core.documents.paper import BODY, NUMBER, STRONG, TITLE
from core.documents.sheet import Column, Record, Sheet, Table
from core.texts import Texts

#: The first line of the CSV file.
COLUMNS: Final = ("store", "report", "until", "figure", "key", "name", "number")
#: Parcels that stay too long and that a roll names; A4 and CSV name all.
_MOST_NAMED: Final = 30

Reasons = Mapping[Enum, str]
Counts = tuple[tuple[str, int], ...]


def day_report(
    facts: DayFacts,
    reasons: Reasons,
    texts: Texts,
    paper: Paper,
    *,
    training: bool,
    reprint: int = 0,
    way: WayFacts | None = None,
) -> Document:
    """Build the report for a receipt printer.

    Args:
        facts: the figures.
        reasons: words for each reason of a refusal and each kind of paper.
        texts: the language.
        paper: the roll.
        training: say in the first line that nothing of this really happened.
        reprint: the how-manieth copy, or 0 for the original.
        way: what became of one day's parcels, or None to leave it out.

    Raises:
        DoesNotFit: a name is absurdly long, or there are hundreds of merchants.
    """
    blocks: list[Block] = [
        *notices(texts, training=training, reprint=reprint),
        Text(_title(facts, texts).upper(), TITLE, Align.CENTRE),
        Text(code_and_name(facts.store), BODY, Align.CENTRE),
        Rule(),
        Pairs(_facts(facts, texts)),
        Rule(),
        Figures(_totals(facts, texts)),
    ]
    for heading, counts in _groups(facts, reasons, texts):
        if counts:
            blocks += [Rule(), Text(heading, STRONG), Space(4), Figures(counts)]
    if facts.overdue:
        blocks += [Rule(), Text(_overdue_words(facts, texts), STRONG), Space(4)]
        for parcel in facts.overdue[:_MOST_NAMED]:
            days = texts.plural("{n} day", "{n} days", parcel.days)
            blocks += [
                Text(str(parcel.tracking_number), NUMBER),
                Text(f"{parcel.merchant_name} · {days}"),
                Space(6),
            ]
        if (more := len(facts.overdue) - _MOST_NAMED) > 0:
            blocks.append(Text(texts.plural("and {n} more parcel", "and {n} more parcels", more)))
    return Document(paper, (*blocks, *way_blocks(way, texts), END))


def day_sheet(
    facts: DayFacts,
    reasons: Reasons,
    texts: Texts,
    *,
    training: bool,
    way: WayFacts | None = None,
) -> Sheet:
    """The same report on A4; arguments as `day_report`."""
    figures = (Column("", 12), Column("", 3, to_the_right=True), Column("", 10))
    nothing = texts("None")
    groups = (("", _totals(facts, texts)), *_groups(facts, reasons, texts))
    tables = [
        Table(
            heading,
            figures,
            tuple((words, str(number), "") for words, number in counts),
            nothing,
        )
        for heading, counts in groups
    ]
    columns = (
        Column(texts("Tracking number"), 12, Face.CODE),
        Column(texts("Merchant"), 14),
        Column(texts("Accepted"), 8),
        Column(texts("Days"), 4, to_the_right=True),
    )
    rows = tuple(
        (
            str(parcel.tracking_number),
            parcel.merchant_name,
            short_minute(texts, facts.store, parcel.accepted_at),
            str(parcel.days),
        )
        for parcel in facts.overdue
    )
    tables.append(Table(_overdue_words(facts, texts), columns, rows, nothing))
    tables += way_tables(way, facts.store, texts)
    title = _title(facts, texts)
    return Sheet(
        notices=notice_words(texts, training=training, reprint=0),
        title=title,
        facts=(Pair(texts("Store"), code_and_name(facts.store)), *_facts(facts, texts)),
        tables=tuple(tables),
        signatures=(texts("For the store"),),
        page_words=page_words(texts, f"{title} · {facts.store.code}"),
    )


def day_records(facts: DayFacts, way: WayFacts | None = None) -> Iterator[Record]:
    """The same report for other programs: a record for each figure and each overdue parcel."""
    yield COLUMNS
    report = "X" if facts.number is None else f"Z{facts.number}"
    head = (facts.store.code, report, facts.until.isoformat())
    yield (*head, "accepted", "", "", facts.accepted)
    for figure, counts in (
        ("accepted_by_merchant", facts.accepted_by_merchant),
        ("accepted_by_clerk", facts.accepted_by_clerk),
        ("accepted_by_terminal", facts.accepted_by_terminal),
    ):
        for count in counts:
            yield (*head, figure, count.key, count.name, count.number)
    for reason, number in facts.refused:
        yield (*head, "refused", reason.name.lower(), "", number)
    yield (*head, "handed_over", "", "", facts.handed_over)
    yield (*head, "held", "", "", facts.held)
    for parcel in facts.overdue:
        number_and_name = (str(parcel.tracking_number), parcel.merchant_name)
        yield (*head, "overdue_days", *number_and_name, parcel.days)
    for kind, number in facts.reprints:
        yield (*head, "reprints", kind.name.lower(), "", number)
    for record in way_records(way):
        yield (*head, *record)


def _title(facts: DayFacts, texts: Texts) -> str:
    if facts.number is None:
        return texts("Day report X")
    return texts("Day report Z {number}", number=facts.number)


def _facts(facts: DayFacts, texts: Texts) -> tuple[Pair, ...]:
    since = short_minute(texts, facts.store, facts.since) or texts("the first day")
    return (
        Pair(texts("From"), since),
        Pair(texts("Until"), short_minute(texts, facts.store, facts.until)),
        Pair(texts("Terminal"), texts("POS {number}", number=facts.terminal)),
        Pair(texts("Clerk"), facts.clerk.name),
    )


def _totals(facts: DayFacts, texts: Texts) -> Counts:
    return (
        (texts("Accepted"), facts.accepted),
        (texts("Refused"), sum(number for _, number in facts.refused)),
        (texts("Handed over"), facts.handed_over),
        (texts("Still here"), facts.held),
        (texts("Printed again"), sum(number for _, number in facts.reprints)),
    )


def _groups(facts: DayFacts, reasons: Reasons, texts: Texts) -> tuple[tuple[str, Counts], ...]:
    terminals = tuple(
        (texts("POS {number}", number=count.key), count.number)
        for count in facts.accepted_by_terminal
    )
    return (
        (texts("Accepted by merchant"), _named(facts.accepted_by_merchant)),
        (texts("Accepted by clerk"), _named(facts.accepted_by_clerk)),
        (texts("Accepted by terminal"), terminals),
        (texts("Refused, and why"), tuple((reasons[why], n) for why, n in facts.refused)),
        (texts("Printed again"), tuple((reasons[kind], n) for kind, n in facts.reprints)),
    )


def _named(counts: Sequence[CountFacts]) -> Counts:
    return tuple(
        (f"{count.key} · {count.name}" if count.name else count.key, count.number)
        for count in counts
    )


def _overdue_words(facts: DayFacts, texts: Texts) -> str:
    return texts.plural(
        "Here for more than {n} day", "Here for more than {n} days", facts.overdue_days
    )
