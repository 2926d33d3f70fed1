"""The Authority to Pull-Out: which parcels of a store the trucker takes, and which it took."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from core.documents.blocks import Align, Block, Pair, Pairs, Rule, Space, Text
from core.documents.headings import (
    END,
    code_and_name,
    notice_words,
    notices,
    page_words,
    short_minute,
)
from core.documents.letters import Face
from core.documents.list_blocks import Entry
from core.documents.model import LONGEST, Document, Paper
from core.documents.office_facts import ApoFacts, ListedParcelFacts
from core.documents.paper import BODY, STRONG, TITLE
from core.documents.sheet import Column, Record, Sheet, Table
from core.texts import Texts

_TAKEN: Final = "[x]"
_NOT_YET: Final = "[ ]"
#: Of a roll's longest paper: the rest is left to head and foot.
_ROOM: Final = LONGEST - 1500

#: The first line of the CSV file.
COLUMNS: Final = (
    "apo",
    "store",
    "tracking_number",
    "return_code",
    "merchant_code",
    "merchant",
    "receipt",
    "accepted_at",
    "handed_over_at",
    "driver",
    "plate",
)


def apo_list(
    facts: ApoFacts, texts: Texts, paper: Paper, *, training: bool, reprint: int = 0
) -> tuple[Document, ...]:
    """Build the list for a receipt printer; a long one is several papers, each with its number.

    Args:
        facts: the list.
        texts: the language.
        paper: the roll.
        training: say in the first line that nothing of this really happened.
        reprint: the how-manieth copy, or 0 for the original.

    Raises:
        DoesNotFit: a name is absurdly long.
    """
    entries = [_entry(line, facts, texts) for line in facts.lines]
    parts = _parts(entries, paper) or [[]]
    documents = []
    for number, part in enumerate(parts, 1):
        head = notices(texts, training=training, reprint=reprint)
        head += [
            Text(texts("AUTHORITY TO PULL OUT"), TITLE, Align.CENTRE),
            Text(str(facts.number), STRONG, Align.CENTRE),
        ]
        if len(parts) > 1:
            said = texts("Part {number} of {count}", number=number, count=len(parts))
            head.append(Text(said, BODY, Align.CENTRE))
        if number == 1:
            head += [Rule(), Pairs(_facts(facts, texts))]
        foot = _signatures(texts) if number == len(parts) else []
        body = [block for entry in part for block in entry]
        empty = [] if entries else [Text(texts("There is no parcel on this list."))]
        documents.append(Document(paper, (*head, Rule(), *body, *empty, *foot, END)))
    return tuple(documents)


def apo_sheet(facts: ApoFacts, texts: Texts, *, training: bool) -> Sheet:
    """The same list on A4; arguments as `apo_list`."""
    columns = (
        Column("", 19, Face.MONO),
        Column(texts("Tracking number"), 105, Face.CODE),
        Column(texts("Merchant"), 115),
        Column(texts("Receipt"), 78),
        Column(texts("Accepted"), 64),
        Column(texts("Handed over"), 64),
    )
    rows = tuple(
        (
            _NOT_YET if line.handed_over_at is None else _TAKEN,
            str(line.tracking_number),
            line.merchant_name,
            str(line.receipt),
            short_minute(texts, facts.store, line.accepted_at),
            short_minute(texts, facts.store, line.handed_over_at),
        )
        for line in facts.lines
    )
    number = str(facts.number)
    return Sheet(
        notices=notice_words(texts, training=training, reprint=0),
        title=texts("Authority to pull out {number}", number=number),
        facts=_facts(facts, texts),
        tables=(Table("", columns, rows, texts("There is no parcel on this list.")),),
        signatures=(texts("For the store"), texts("For the trucker")),
        page_words=page_words(texts, number),
    )


def apo_records(facts: ApoFacts) -> Iterator[Record]:
    """The same list for other programs: the columns' names first, then a record for each parcel."""
    yield COLUMNS
    for line in facts.lines:
        driver = line.driver
        yield (
            str(facts.number),
            facts.store.code,
            str(line.tracking_number),
            line.code.digits,
            line.merchant_code,
            line.merchant_name,
            str(line.receipt),
            line.accepted_at.isoformat(),
            _iso(line.handed_over_at),
            driver.name if driver else "",
            driver.plate if driver else "",
        )


def _facts(facts: ApoFacts, texts: Texts) -> tuple[Pair, ...]:
    drivers = {line.driver: None for line in facts.lines if line.driver is not None}
    rows = [
        Pair(texts("Store"), code_and_name(facts.store)),
        Pair(texts("List made"), short_minute(texts, facts.store, facts.built_at)),
        Pair(texts("Parcels"), str(len(facts.lines))),
        Pair(texts("Handed over"), str(facts.handed_over)),
        Pair(texts("Still here"), str(len(facts.lines) - facts.handed_over)),
    ]
    rows += [Pair(texts("Driver"), f"{driver.name} · {driver.plate}") for driver in drivers]
    if (closing := facts.closing) is not None:
        rows += [
            Pair(texts("Closed"), short_minute(texts, facts.store, closing.at)),
            Pair(texts("Both counted"), str(closing.count)),
            Pair(texts("Clerk"), closing.clerk.name),
        ]
    return tuple(rows)


def _entry(line: ListedParcelFacts, facts: ApoFacts, texts: Texts) -> list[Block]:
    accepted = short_minute(texts, facts.store, line.accepted_at)
    is_taken = line.handed_over_at is not None
    words = f"{accepted} · {line.merchant_name}"
    return [Entry(is_taken, str(line.tracking_number), words), Space(10)]


def _parts(entries: Sequence[list[Block]], paper: Paper) -> list[list[list[Block]]]:
    """The entries in as many papers as a roll's longest asks for."""
    parts: list[list[list[Block]]] = []
    used = _ROOM
    for entry in entries:
        height = sum(block.place(paper, 0)[1] for block in entry)
        if used + height > _ROOM:
            parts.append([])
            used = 0
        parts[-1].append(entry)
        used += height
    return parts


def _signatures(texts: Texts) -> list[Block]:
    blocks: list[Block] = []
    for words in (texts("For the store"), texts("For the trucker")):
        blocks += [Space(70), Rule(0), Text(words)]
    return blocks


def _iso(instant: datetime | None) -> str:
    return instant.isoformat() if instant else ""
