"""The part of a day report that reconciles: accepted = listed = pulled out = received."""

from collections.abc import Iterator

from core.documents.blocks import Block, Rule, Space, Text
from core.documents.headings import short_minute
from core.documents.letters import Face
from core.documents.list_blocks import Figures
from core.documents.office_facts import WayFacts
from core.documents.paper import STRONG
from core.documents.sheet import Column, Record, Table
from core.domain.merchants import Store
from core.texts import Texts


def way_blocks(way: WayFacts | None, texts: Texts) -> list[Block]:
    """On a roll: how many got to each leg, and how many not yet."""
    if way is None:
        return []
    rows = [(texts("Accepted"), way.accepted)]
    for leg in way.legs:
        rows.append((leg.status.value, leg.reached))
        if leg.missing_count:
            rows.append((texts("– not yet"), leg.missing_count))
    return [Rule(), Text(_heading(way, texts), STRONG), Space(4), Figures(tuple(rows))]


def way_tables(way: WayFacts | None, store: Store, texts: Texts) -> list[Table]:
    """On A4: the same, and which parcels are not there yet."""
    if way is None:
        return []
    counts = (
        Column("", 12),
        Column(texts("Parcels"), 4, to_the_right=True),
        Column(texts("Not yet"), 4, to_the_right=True),
        Column("", 5),
    )
    rows = [(texts("Accepted"), str(way.accepted), "", "")]
    rows += [(leg.status.value, str(leg.reached), str(leg.missing_count), "") for leg in way.legs]
    missing = (
        Column(texts("Tracking number"), 12, Face.CODE),
        Column(texts("Merchant"), 12),
        Column(texts("Accepted"), 8),
        Column(texts("Not yet"), 13),
    )
    parcels = tuple(
        (
            str(parcel.tracking_number),
            parcel.merchant_name,
            short_minute(texts, store, parcel.accepted_at),
            leg.status.value,
        )
        for leg in way.legs
        for parcel in leg.missing
    )
    every = texts("Accepted = listed = pulled out = received.")
    return [
        Table(_heading(way, texts), counts, tuple(rows), ""),
        Table(texts("Not there yet"), missing, parcels, every),
    ]


def way_records(way: WayFacts | None) -> Iterator[Record]:
    """For other programs: figure, key, name and number of each, as in a day report's record."""
    if way is None:
        return
    day = way.day.isoformat()
    yield ("accepted_on", day, "", way.accepted)
    for leg in way.legs:
        yield ("reached", day, leg.status.value, leg.reached)
        yield ("not_yet", day, leg.status.value, leg.missing_count)
        for parcel in leg.missing:
            yield ("not_yet_days", str(parcel.tracking_number), leg.status.value, parcel.days)


def _heading(way: WayFacts, texts: Texts) -> str:
    return texts("Parcels accepted {day}", day=texts.day_date(way.day))
