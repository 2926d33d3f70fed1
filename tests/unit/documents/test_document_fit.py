"""What does not fit is refused when a paper is built; what was built stands inside the paper."""

import pytest

from core.documents.blocks import (
    LEAST_MODULE,
    Banner,
    Barcode,
    Headline,
    Pair,
    Pairs,
    Qr,
    Space,
    Text,
)
from core.documents.letters import Face, width_of
from core.documents.marks import QUIET_BARS, Bars, Code, Run, Squares, Symbology
from core.documents.model import LONGEST, Document, DoesNotFit, Paper
from core.documents.paper import STRONG
from core.domain.codes import ReturnCode, TrackingNumber

_CODE = ReturnCode("182212342345")
_TRACKING = TrackingNumber("30310533261428120")


def _bars(document: Document) -> Bars:
    (bars,) = document.codes
    assert isinstance(bars, Bars)
    return bars


@pytest.mark.parametrize(
    ("paper", "code", "module"),
    [
        (Paper.MM_58, Code.bars_of(_CODE), 3),
        (Paper.MM_80, Code.bars_of(_CODE), 4),
        (Paper.MM_58, Code.sscc_of(_TRACKING), 2),
        (Paper.MM_80, Code.sscc_of(_TRACKING), 3),
    ],
)
def test_bars_are_whole_dots_as_wide_as_paper_and_quiet_zones_allow(
    paper: Paper, code: Code, module: int
) -> None:
    bars = _bars(Document(paper, (Barcode(code, 80),)))
    quiet = QUIET_BARS * bars.module
    assert bars.module == module
    assert bars.x >= quiet
    assert bars.x + code.modules * module + quiet <= paper.width_dots


def test_a_return_code_takes_303_dots_on_58_mm_and_363_with_its_quiet_zones() -> None:
    bars = _bars(Document(Paper.MM_58, (Barcode(Code.bars_of(_CODE), 80),)))
    assert bars.code.modules * bars.module == 303
    assert (bars.code.modules + 2 * QUIET_BARS) * bars.module == 363


def test_a_bar_code_too_wide_for_the_paper_is_refused() -> None:
    long = Code(Symbology.CODE_128_C, "12" * 15)
    assert Document(Paper.MM_80, (Barcode(long, 80),)).codes
    with pytest.raises(DoesNotFit) as refusal:
        Document(Paper.MM_58, (Barcode(long, 80),))
    assert refusal.value.needs == (long.modules + 2 * QUIET_BARS) * LEAST_MODULE
    assert refusal.value.has == 384


def test_a_qr_code_too_wide_for_the_paper_is_refused() -> None:
    assert Document(Paper.MM_58, (Qr(Code.qr_of(_CODE), 13),)).codes
    with pytest.raises(DoesNotFit):
        Document(Paper.MM_58, (Qr(Code.qr_of(_CODE), 14),))


def test_a_paper_of_more_than_60_cm_is_refused() -> None:
    assert Document(Paper.MM_58, (Space(LONGEST),)).height == LONGEST
    with pytest.raises(DoesNotFit):
        Document(Paper.MM_58, (Space(LONGEST), Text("one line more")))


def test_a_headline_shrinks_and_is_refused_only_when_too_small_to_read() -> None:
    (run,) = Document(Paper.MM_58, (Headline(str(_CODE), Face.CODE, 63),)).marks
    assert isinstance(run, Run)
    assert run.size == 41
    with pytest.raises(DoesNotFit):
        Document(Paper.MM_58, (Headline("8" * 40, Face.CODE, 63),))


def test_a_value_goes_below_its_label_only_where_the_column_is_too_narrow() -> None:
    rows = Pairs((Pair("Reference", "AXDY4332", STRONG), Pair("Reference", "A" * 40, STRONG)))
    runs = [mark for mark in Document(Paper.MM_58, (rows,)).marks if isinstance(mark, Run)]
    (label, value), (long_label, *long_value) = runs[:2], runs[2:]
    assert label.baseline == value.baseline
    assert all(run.baseline > long_label.baseline for run in long_value)
    assert "".join(run.letters for run in long_value) == "A" * 40


def test_a_banner_is_white_on_black_over_the_whole_width() -> None:
    bar, *runs = Document(Paper.MM_58, (Banner("SIMULATION – NOT A REAL RETURN"),)).marks
    assert (bar.x, bar.width) == (0, 384)  # type: ignore[union-attr] # a bar, or the test is red
    assert len(runs) == 1
    assert all(isinstance(run, Run) and run.white for run in runs)


def test_codes_know_what_a_scanner_must_answer() -> None:
    assert Code.bars_of(_CODE).scanned == "]C0182212342345"
    assert Code.sscc_of(_TRACKING).scanned == "]C100303105332614281206"
    assert Code.qr_of(_CODE).scanned == "]Q1182212342345"


@pytest.mark.parametrize(
    ("symbology", "digits"),
    [
        (Symbology.CODE_128_C, ""),
        (Symbology.CODE_128_C, "123"),
        (Symbology.GS1_128, "00１２"),
        (Symbology.QR, "1" * 18),
        (Symbology.QR, "12A4"),
    ],
)
def test_a_code_that_no_symbol_of_ours_can_carry_is_no_code(
    symbology: Symbology, digits: str
) -> None:
    with pytest.raises(ValueError, match="code on paper"):
        Code(symbology, digits)


def test_a_refusal_names_the_block_and_never_its_words() -> None:
    with pytest.raises(DoesNotFit) as refusal:
        Document(Paper.MM_58, (Headline("09123456789 " * 9, Face.CODE, 63),))
    assert (
        str(refusal.value)
        == f"a line takes {width_of('09123456789 ' * 9, Face.CODE, 20)} dots of 372"
    )


def test_every_code_of_a_paper_is_listed_in_its_place() -> None:
    document = Document(
        Paper.MM_80, (Barcode(Code.bars_of(_CODE), 50), Space(10), Qr(Code.qr_of(_CODE)))
    )
    bars, squares = document.codes
    assert isinstance(bars, Bars)
    assert isinstance(squares, Squares)
    assert (bars.y, bars.bottom) == (0, 50)
    assert squares.y == 60 + 4 * squares.module
