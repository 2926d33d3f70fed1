"""What a customer may type: forgiven where it can be, refused in kind where it can't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.references import masked, parse_reference, reference_key
from core.domain.refusals import ScannedThing, Unreadable


@pytest.mark.parametrize(
    "typed",
    [
        "AXDY43322222524544",
        "axdy43322222524544",
        " axdy 4332 2222 5245 44 ",
        "AXDY-4332.2222/5245_44#",
        "]C0AXDY43322222524544",
        "]C1AXDY43322222524544",
    ],
)
def test_small_letters_spaces_and_marks_are_forgiven(typed: str) -> None:
    assert parse_reference(typed).key == "AXDY43322222524544"


def test_what_was_typed_is_kept_for_the_screen() -> None:
    assert parse_reference("  ord-108 ").entered == "ord-108"


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("", ScannedThing.NOTHING),
        (" - ", ScannedThing.NOTHING),
        ("A" * 10_000, ScannedThing.TOO_LONG),
        ("A" * 41, ScannedThing.TOO_LONG),
        ("AB", ScannedThing.INCOMPLETE_CODE),
        ("ABC\x00DEF", ScannedThing.UNREADABLE),
        ("ABC\x1b[31m", ScannedThing.UNREADABLE),
        ("ABC📦", ScannedThing.UNREADABLE),
        ("' OR 1=1 --", ScannedThing.UNREADABLE),
        ("<b>ABC</b>", ScannedThing.UNREADABLE),
        ("\u202eCBA", ScannedThing.UNREADABLE),
        ("ABC\u200fDEF", ScannedThing.UNREADABLE),
        ("ÑANDÚ", ScannedThing.UNREADABLE),
        ("١٢٣٤", ScannedThing.UNREADABLE),
        ("]E04006381333931", ScannedThing.PRODUCT),
        ("]C100303105332614281206", ScannedThing.TRACKING_NUMBER),
        ("(00)303105332614281206", ScannedThing.TRACKING_NUMBER),
        ("]C10109521234543213\u001d10ABC", ScannedThing.OTHER_GS1),
        ("]C10104006381333931", ScannedThing.OTHER_GS1),
    ],
)
def test_what_cannot_be_a_reference_is_refused_and_says_why(
    typed: str, thing: ScannedThing
) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_reference(typed)
    assert refused.value.thing is thing


@pytest.mark.parametrize("length", [3, 40])
def test_the_shortest_and_the_longest_reference_are_read(length: int) -> None:
    assert len(parse_reference("A" * length).key) == length


@given(st.text(max_size=200))
def test_any_text_is_a_clean_key_or_refused(text: str) -> None:
    try:
        key = parse_reference(text).key
    except Unreadable:
        return
    assert key.isascii()
    assert key.isalnum()
    assert key == key.upper() == reference_key(key)
    assert 3 <= len(key) <= 40


def test_a_refusal_never_repeats_what_was_typed() -> None:
    with pytest.raises(Unreadable) as refused:
        parse_reference("09123456789<script>")
    assert str(refused.value) == "UNREADABLE"


@pytest.mark.parametrize(
    ("reference", "shown"),
    [("AXDY43322222524544", "••••4544"), ("12345", "••••2345"), ("1234", "1234")],
)
def test_paper_shows_the_last_four_signs(reference: str, shown: str) -> None:
    assert masked(reference) == shown
