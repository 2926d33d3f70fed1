"""The widths that documents reckon with are those of the bundled fonts, letter by letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from core.assets import asset_path
from core.documents.letters import PESO, Face, advances, printable, typeset, width_of
from core.documents.model import Paper
from core.documents.paper import BODY, LARGE, NUMBER, STRONG, TITLE

_STYLES = [style.on(paper) for style in (BODY, STRONG, LARGE, TITLE, NUMBER) for paper in Paper]


def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    path = asset_path("fonts", f"{face.value}.ttf")
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _of_the_font(face: Face, size: int) -> dict[str, int]:
    """All letters but the one that is drawn by hand."""
    return {letter: dots for letter, dots in advances(face, size).items() if letter != PESO}


def test_on_a4_the_peso_is_spelled() -> None:
    assert typeset("₱ 5 · ₱1,200") == "PHP 5 · PHP 1,200"


@pytest.mark.parametrize("face", Face)
def test_widths_are_those_of_the_font_file(face: Face) -> None:
    font = _font(face, 1000)
    hinting = 1  # FreeType fits a letter's width to its grid of dots, even at this size
    for letter, width in _of_the_font(face, 1000).items():
        assert font.getlength(letter) == pytest.approx(width, abs=hinting), letter


@pytest.mark.parametrize("face", Face)
def test_every_known_letter_has_a_shape_of_its_own(face: Face) -> None:
    font = _font(face, 40)
    missing = bytes(font.getmask("\uffff", "1"))
    shapes = {letter: bytes(font.getmask(letter, "1")) for letter in _of_the_font(face, 40)}
    assert not [letter for letter, shape in shapes.items() if shape == missing]


@pytest.mark.parametrize("style", _STYLES, ids=lambda style: f"{style.face.name}-{style.size}")
def test_no_letter_reaches_past_margin_or_line(style) -> None:  # type: ignore[no-untyped-def] # parametrised
    font = _font(style.face, style.size)
    for letter, advance in _of_the_font(style.face, style.size).items():
        left, top, right, bottom = font.getbbox(letter, "1", anchor="ls")
        assert left >= -Paper.MM_58.margin, letter
        assert right <= advance + Paper.MM_58.margin, letter
        assert -top <= style.ascent, letter
        assert bottom <= style.line_height - style.ascent, letter


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("Niño's Shop", "Niño's Shop"),
        ("Nin\u0303o", "Niño"),
        ("₱1,200", "₱1,200"),
        ("Jakić", "Jakic"),
        ("ﬁne Ⅷ", "fine VIII"),
        ("a\tb\r\nc", "a b  c"),
        ("\u202eevil\u200b\u2066", "evil"),
        ("日本 🎁", "?? ?"),
        ("\x00\x1b@cut", "@cut"),
        ("\ud800", "?"),
    ],
)
def test_what_no_face_has_is_spelled_or_shown_as_missing(given_text: str, shown: str) -> None:
    assert printable(given_text) == shown


@given(st.text())
def test_every_text_becomes_letters_that_have_a_width(text: str) -> None:
    assert width_of(printable(text), Face.TEXT, 24) >= 0
