"""A paper goes to the printer only if every code on its picture reads back as it should."""

from dataclasses import replace
from itertools import pairwise

import pytest
import zxingcpp
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from core.documents.blocks import Banner, Barcode, Qr, Space
from core.documents.label import label
from core.documents.marks import Bars, Code, Squares
from core.documents.model import Document, Paper
from core.documents.receipt import receipt
from core.documents.ticket import ticket
from core.domain.codes import ReturnCode, TrackingNumber
from core.printing.press import compose
from core.printing.proof import UnreadablePaper, prove
from core.printing.raster import render
from core.simulator.specimens import PARCEL, TICKET
from core.texts import Texts

_TEXTS = Texts()
_WHITE = 1


def _bars_of(document: Document) -> Bars:
    return next(mark for mark in document.codes if isinstance(mark, Bars))


def _black_stretches(picture: Image.Image, bars: Bars) -> list[tuple[int, int]]:
    """Where each bar begins and ends."""
    row = [picture.getpixel((x, bars.y + 1)) for x in range(picture.width)]
    edges = [x for x in range(1, picture.width) if row[x] != row[x - 1]]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _scan_anywhere(picture: Image.Image) -> list[str]:
    """What a decoder finds that is told nothing: every format, any angle."""
    found = zxingcpp.read_barcodes(picture.convert("L"), text_mode=zxingcpp.TextMode.Plain)
    return sorted(code.symbology_identifier + code.text for code in found)


@pytest.mark.parametrize("paper", Paper)
def test_every_paper_reads_back_to_a_decoder_that_is_told_nothing(paper: Paper) -> None:
    sscc = "]C100303105332614281206"
    for document, codes in (
        (
            ticket(TICKET, _TEXTS, paper, training=True),
            ["]C0182212342345", "]Q1182212342345"],
        ),
        (receipt(PARCEL, _TEXTS, paper, training=True), [sscc]),
        (label(PARCEL, _TEXTS, paper, training=True), [sscc]),
    ):
        assert _scan_anywhere(render(document)) == codes


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**11 - 1), st.sampled_from(Paper))
@example(99_123_456_789, Paper.MM_58)
@example(99_999_999_999, Paper.MM_80)
@example(0, Paper.MM_58)
@example(98_979_695_949, Paper.MM_80)
def test_every_return_code_passes_the_proof(body: int, paper: Paper) -> None:
    issued = replace(TICKET, code=ReturnCode.draw(lambda _: body))
    document = ticket(issued, _TEXTS, paper, training=True)
    prove(render(document), document)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**17 - 1), st.sampled_from(Paper))
@example(99_999_999_999_999_999, Paper.MM_58)
@example(99_310_533_261_428_120, Paper.MM_80)
@example(0, Paper.MM_58)
def test_every_tracking_number_passes_the_proof(number: int, paper: Paper) -> None:
    taken = replace(PARCEL, tracking_number=TrackingNumber(f"{number:017d}"))
    document = label(taken, _TEXTS, paper, training=True)
    prove(render(document), document)


@pytest.mark.parametrize("pair", range(100))
def test_every_pair_of_digits_reads_back_in_first_and_last_place(pair: int) -> None:
    code = replace(TICKET, code=ReturnCode(f"{pair:02d}18221234{(pair * 37 + 11) % 100:02d}"))
    document = ticket(code, _TEXTS, Paper.MM_58, training=False)
    prove(render(document), document)


@pytest.mark.parametrize("paper", Paper)
def test_no_single_bar_can_be_missing(paper: Paper) -> None:
    document = ticket(TICKET, _TEXTS, paper, training=True)
    bars = _bars_of(document)
    stretches = _black_stretches(render(document), bars)
    assert len(stretches) == 8 * 3 + 4  # start, six pairs, check, stop
    for left, right in stretches:
        picture = render(document)
        picture.paste(_WHITE, (left, bars.y, right, bars.bottom))
        with pytest.raises(UnreadablePaper, match="Code 128"):
            prove(picture, document)


def test_no_space_between_bars_can_be_filled() -> None:
    document = receipt(PARCEL, _TEXTS, Paper.MM_58, training=True)
    bars = _bars_of(document)
    stretches = _black_stretches(render(document), bars)
    for (_, left), (right, _) in pairwise(stretches):
        picture = render(document)
        picture.paste(0, (left, bars.y, right, bars.bottom))
        with pytest.raises(UnreadablePaper, match="GS1-128"):
            prove(picture, document)


def test_a_qr_code_without_a_corner_is_not_printed() -> None:
    document = ticket(TICKET, _TEXTS, Paper.MM_80, training=True)
    squares = next(mark for mark in document.codes if isinstance(mark, Squares))
    picture = render(document)
    corner = 7 * squares.module
    picture.paste(_WHITE, (squares.x, squares.y, squares.x + corner, squares.y + corner))
    with pytest.raises(UnreadablePaper, match="QR"):
        prove(picture, document)


def test_the_picture_of_another_code_is_not_printed() -> None:
    other = replace(TICKET, code=ReturnCode.draw(lambda _: 12_345_678_901))
    document = ticket(TICKET, _TEXTS, Paper.MM_80, training=True)
    with pytest.raises(UnreadablePaper):
        prove(render(ticket(other, _TEXTS, Paper.MM_80, training=True)), document)


def test_a_plain_code_128_is_no_gs1_128() -> None:
    tracking = PARCEL.tracking_number
    document = Document(Paper.MM_80, (Space(20), Barcode(Code.sscc_of(tracking), 80), Space(20)))
    (bars,) = document.codes
    plain = replace(bars.code, symbology=Code.bars_of(TICKET.code).symbology)
    same_digits = Document(Paper.MM_80, (Space(20), Barcode(plain, 80), Space(20)))
    with pytest.raises(UnreadablePaper):
        prove(render(same_digits), document)


def test_a_second_code_beside_the_first_is_not_printed() -> None:
    """A scanner that could catch either of two would be a lottery."""
    code = Code.bars_of(TICKET.code)
    document = Document(Paper.MM_80, (Space(20), Barcode(code, 80), Space(20)))
    other = Code.bars_of(ReturnCode.draw(lambda _: 12_345_678_901))
    two = Document(Paper.MM_80, (Space(20), Barcode(code, 40), Barcode(other, 40), Space(20)))
    with pytest.raises(UnreadablePaper):
        prove(render(two), document)


def test_a_covered_code_is_never_composed() -> None:
    hidden = Document(
        Paper.MM_58,
        (Space(20), Barcode(Code.bars_of(TICKET.code), 40), Space(-41), Banner("SALE"), Space(20)),
    )
    with pytest.raises(UnreadablePaper):
        compose(hidden, "ticket")


def test_the_refusal_does_not_say_what_the_code_says() -> None:
    document = Document(Paper.MM_58, (Qr(Code.qr_of(TICKET.code)),))
    blank = Image.new("1", (384, document.height), _WHITE)
    with pytest.raises(UnreadablePaper) as refusal:
        prove(blank, document)
    assert "1822" not in str(refusal.value)
