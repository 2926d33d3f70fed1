"""What the APO list and the day report say on a roll, and that any of them fits or is refused."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.documents.apo_list import COLUMNS, apo_list, apo_records
from core.documents.day_report import day_records, day_report
from core.documents.letters import printable, width_of
from core.documents.marks import Box, Run
from core.documents.model import LONGEST, Document, DoesNotFit, Paper
from core.simulator.specimens import WORDS, apo, day, way
from core.texts import Texts

_TEXTS = Texts()
_PAPERS = pytest.mark.parametrize("paper", Paper)


def _words(*documents: Document) -> str:
    lines: list[str] = []
    for document in documents:
        rows: dict[int, list[str]] = {}
        for mark in document.marks:
            if isinstance(mark, Run):
                rows.setdefault(mark.baseline, []).append(mark.letters)
        lines += [" ".join(rows[baseline]) for baseline in sorted(rows)]
    return " ".join(lines)


def _assert_inside(document: Document) -> None:
    left, right = document.paper.margin, document.paper.width_dots - document.paper.margin
    for mark in document.marks:
        if isinstance(mark, Run):
            assert left <= mark.x
            assert mark.x + width_of(mark.letters, mark.face, mark.size) <= right
            assert mark.baseline <= document.height
        elif isinstance(mark, Box):
            assert mark.y + mark.height <= document.height
    assert document.height <= LONGEST


@_PAPERS
def test_the_list_says_what_the_driver_takes(paper: Paper) -> None:
    words = _words(*apo_list(apo(3, 1), _TEXTS, paper, training=False))
    for part in (
        "APO-0166-20261121",
        "Store 0166 · Pasig Blvd",
        "List made 21 Nov 12:33",
        "Parcels 3",
        "Handed over 1",
        "Still here 2",
        "30310533261428000 21 Nov 13:54 · Merchant A",
        "For the store",
        "For the trucker",
    ):
        assert part in words
    assert "SIMULATION" not in words
    assert "AXDY" not in words


@_PAPERS
def test_a_closed_list_says_what_both_counted(paper: Paper) -> None:
    words = _words(*apo_list(apo(3, 2, closed=True), _TEXTS, paper, training=False))
    assert "Closed 21 Nov 14:53" in words
    assert "Both counted 2" in words
    assert "J. Dela Cruz" in words


def test_a_ticked_box_is_what_was_handed_over() -> None:
    (document,) = apo_list(apo(5, 2), _TEXTS, Paper.MM_80, training=False)
    full = [m for m in document.marks if isinstance(m, Box) and m.width == m.height]
    assert len(full) == 2


@_PAPERS
def test_an_empty_list_says_so(paper: Paper) -> None:
    assert "There is no parcel on this list." in _words(
        *apo_list(apo(0, 0), _TEXTS, paper, training=False)
    )


@_PAPERS
def test_three_hundred_parcels_take_several_papers_and_none_is_lost(paper: Paper) -> None:
    listed = apo(300, 40)
    parts = apo_list(listed, _TEXTS, paper, training=True)
    assert len(parts) > 1
    words = _words(*parts)
    assert f"Part {len(parts)} of {len(parts)}" in words
    for line in listed.lines:
        assert words.count(str(line.tracking_number)) == 1
    for part in parts:
        _assert_inside(part)
        assert "SIMULATION" in _words(part)
        assert "APO-0166-20261121" in _words(part)
    assert words.count("For the trucker") == 1


@_PAPERS
def test_the_report_names_every_figure(paper: Paper) -> None:
    words = _words(day_report(day(12), WORDS, _TEXTS, paper, training=False))
    for part in (
        "DAY REPORT Z 12",
        "From 20 Nov 22:33",
        "Until 21 Nov 14:33",
        "Clerk R. Santos",
        "Accepted 17",
        "Refused 3",
        "Handed over 14",
        "Still here 9",
        "001 · Merchant A 12",
        "1043 · M. Reyes 6",
        "POS 02 11",
        "Not closed or sealed 2",
        "Receipt 3",
        "Here for more than 7 days 30310533261420000 Merchant A · 20 days",
    ):
        assert part in words


def test_an_x_is_no_z() -> None:
    words = _words(day_report(day(None), WORDS, _TEXTS, Paper.MM_58, training=True))
    assert words.startswith("SIMULATION – NOT A REAL RETURN DAY REPORT X ")


def test_hundreds_of_overdue_parcels_are_counted_where_no_roll_can_name_them() -> None:
    words = _words(day_report(day(12, 300), WORDS, _TEXTS, Paper.MM_58, training=False))
    assert "and 270 more parcels" in words


@_PAPERS
def test_a_reprint_says_so(paper: Paper) -> None:
    for document in (
        *apo_list(apo(1, 1, closed=True), _TEXTS, paper, training=False, reprint=2),
        day_report(day(12), WORDS, _TEXTS, paper, training=False, reprint=2),
    ):
        assert _words(document).startswith("REPRINT 2 ")


@given(name=st.text(max_size=200), paper=st.sampled_from(Paper))
@example("₱ñ🎁", Paper.MM_58)
@example("W" * 10_000, Paper.MM_58)
def test_any_name_is_whole_on_the_list_or_refused(name: str, paper: Paper) -> None:
    listed = apo(2, 1)
    named = replace(listed, lines=tuple(replace(line, merchant_name=name) for line in listed.lines))
    try:
        documents = apo_list(named, _TEXTS, paper, training=True)
    except DoesNotFit:
        assert len(name) > 200
        return
    for document in documents:
        _assert_inside(document)
    assert printable(name).replace(" ", "") in _words(*documents).replace(" ", "")


def test_the_list_for_other_programs_has_a_record_for_each_parcel() -> None:
    head, first, second = apo_records(apo(2, 1))
    assert head == COLUMNS
    assert dict(zip(COLUMNS, first, strict=True)) == {
        "apo": "APO-0166-20261121",
        "store": "0166",
        "tracking_number": "30310533261428000",
        "return_code": "182212340004",
        "merchant_code": "001",
        "merchant": "Merchant A",
        "receipt": "0166-02-000400",
        "accepted_at": "2026-11-21T06:07:07+00:00",
        "handed_over_at": "2026-11-21T06:33:07+00:00",
        "driver": "J. Dela Cruz",
        "plate": "NBX4471",
    }
    assert second[-3:] == ("", "", "")


def test_the_report_for_other_programs_adds_up() -> None:
    records = list(day_records(day(12)))
    assert records[1][:3] == ("0166", "Z12", "2026-11-21T06:33:07+00:00")
    accepted = [r for r in records if r[3] == "accepted_by_merchant"]
    assert sum(int(record[-1]) for record in accepted) == 17


@_PAPERS
def test_the_report_says_at_which_leg_parcels_are_missing(paper: Paper) -> None:
    report = day_report(day(12), WORDS, _TEXTS, paper, training=False, way=way())
    words = _words(report)
    assert "Parcels accepted Sat 21 Nov 2026 Accepted 17 FOR PULL OUT 17 " in words
    assert "PULLED OUT FROM STORE 15 – not yet 2 ON VEHICLE" in words
    _assert_inside(report)


def test_the_reconciliation_for_other_programs_names_what_is_missing() -> None:
    records = [record[3:] for record in day_records(day(12), way())]
    assert ("accepted_on", "2026-11-21", "", 17) in records
    assert ("reached", "2026-11-21", "PULLED OUT FROM STORE", 15) in records
    assert ("not_yet_days", "30310533261420000", "PULLED OUT FROM STORE", 20) in records
    assert {len(record) for record in day_records(day(12), way())} == {7}
