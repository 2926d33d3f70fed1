"""A report on A4: everything stands inside its pages, and nothing is lost between two of them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.documents.apo_list import apo_sheet
from core.documents.blocks import Pair
from core.documents.day_report import day_sheet
from core.documents.letters import Face, typeset, width_of
from core.documents.marks import Box, Run
from core.documents.pages import BOTTOM, HEIGHT, INNER, MARGIN, WIDTH, Page, pages
from core.documents.sheet import Column, Sheet, Table
from core.simulator.specimens import WORDS, apo, day, way
from core.texts import Texts

_TEXTS = Texts()


def _lines(page: Page) -> list[str]:
    rows: dict[int, list[Run]] = {}
    for mark in page:
        if isinstance(mark, Run):
            rows.setdefault(mark.baseline, []).append(mark)
    return [
        " ".join(run.letters for run in sorted(rows[baseline], key=lambda run: run.x))
        for baseline in sorted(rows)
    ]


def _assert_inside(page: Page) -> None:
    for mark in page:
        if isinstance(mark, Run):
            right = mark.x + width_of(mark.letters, mark.face, mark.size)
            assert mark.x >= MARGIN
            assert right <= WIDTH - MARGIN
            assert MARGIN < mark.baseline < HEIGHT - MARGIN // 2
        elif isinstance(mark, Box):
            assert mark.x + mark.width <= WIDTH - MARGIN
            assert mark.y + mark.height <= BOTTOM


def test_three_hundred_parcels_span_pages_and_none_is_lost() -> None:
    listed = apo(300, 40)
    laid_out = pages(apo_sheet(listed, _TEXTS, training=True))
    assert len(laid_out) == 11
    lines = [line for page in laid_out for line in _lines(page)]
    for line in listed.lines:
        assert sum(str(line.tracking_number) in words for words in lines) == 1
    for number, page in enumerate(laid_out, 1):
        _assert_inside(page)
        words = _lines(page)
        assert words[-1] == f"APO-0166-20261121 · Page {number} of 11"
        assert any(line.startswith("Tracking number Merchant Receipt") for line in words)
    assert "SIMULATION" in _lines(laid_out[0])[0]
    assert "Authority to pull out APO-0166-20261121" in _lines(laid_out[10])[0]


@pytest.mark.parametrize("parcels", range(18, 48))
def test_nobody_signs_on_a_page_without_a_parcel(parcels: int) -> None:
    last = pages(apo_sheet(apo(parcels, 0), _TEXTS, training=False))[-1]
    words = _lines(last)
    assert any("For the store For the trucker" in line for line in words)
    assert any(line.startswith("[ ]") for line in words)


def test_a_day_report_says_everything() -> None:
    words = " ".join(
        line
        for page in pages(day_sheet(day(12), WORDS, _TEXTS, training=False))
        for line in _lines(page)
    )
    for part in (
        "Day report Z 12",
        "Store 0166 · Pasig Blvd",
        "Accepted 17",
        "003 · Señora Peña’s PHP 99 Boutique 1",
        "Not closed or sealed 2",
        "Here for more than 7 days",
        "30310533261420001 Merchant B 2 Nov 14:33 19",
    ):
        assert part in words


def test_a_day_report_reconciles() -> None:
    sheet = day_sheet(day(12), WORDS, _TEXTS, training=False, way=way())
    words = " ".join(line for page in pages(sheet) for line in _lines(page))
    assert "Parcels accepted Sat 21 Nov 2026 Parcels Not yet Accepted 17" in words
    assert "ARRIVED AT WAREHOUSE 14 1" in words
    assert "30310533261420002 Señora Peña’s" in words


def test_a_group_without_figures_says_none() -> None:
    quiet = day_sheet(day(None, 0), WORDS, _TEXTS, training=False)
    (page,) = pages(quiet)
    lines = _lines(page)
    assert lines[lines.index("Here for more than 7 days") + 1] == "None"


@given(st.lists(st.tuples(st.text(max_size=80), st.text(max_size=300)), max_size=30))
@example([("W" * 300, "₱ñ" * 200)])
def test_any_words_stand_inside_the_page(rows: list[tuple[str, str]]) -> None:
    table = Table("H", (Column("a", 1, Face.CODE), Column("b", 5)), tuple(rows), "none")
    sheet = Sheet(("N",), "T", tuple(Pair(a, b) for a, b in rows), (table,), ("s",), "{}/{}".format)
    laid_out = pages(sheet)
    for page in laid_out:
        _assert_inside(page)
    written = "".join(
        sorted(
            "".join(
                mark.letters for page in laid_out for mark in page if isinstance(mark, Run)
            ).replace(" ", "")
        )
    )
    for a, b in rows:
        for sign in typeset(a + b).replace(" ", ""):
            assert sign in written
    assert INNER < WIDTH
