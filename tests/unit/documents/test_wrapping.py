"""A line that is too long goes on below: no letter is lost and none sticks out."""

from hypothesis import given
from hypothesis import strategies as st

from core.documents.letters import Face, advances, width_of
from core.documents.wrapping import wrap, wrap_evenly

_TEXT = st.text(alphabet=sorted(advances(Face.TEXT, 24)), max_size=300)
_WIDTH = st.integers(min_value=40, max_value=564)


@given(_TEXT, _WIDTH, st.sampled_from(Face))
def test_lines_fit_and_keep_every_letter(text: str, width: int, face: Face) -> None:
    for lines in (wrap(text, face, 24, width), wrap_evenly(text, face, 24, width)):
        assert all(width_of(line, face, 24) <= width for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(_TEXT, _WIDTH)
def test_even_lines_are_no_more_lines(text: str, width: int) -> None:
    greedy = wrap(text, Face.BOLD, 24, width)
    even = wrap_evenly(text, Face.BOLD, 24, width)
    assert len(even) == len(greedy)
    assert max(width_of(line, Face.BOLD, 24) for line in even) <= max(
        width_of(line, Face.BOLD, 24) for line in greedy
    )


def test_words_stay_whole_where_they_can() -> None:
    lines = wrap("Keep this receipt until your refund is complete.", Face.TEXT, 24, 372)
    assert lines == ("Keep this receipt until your", "refund is complete.")


def test_a_heading_is_set_evenly_and_its_words_stay_whole() -> None:
    lines = wrap_evenly("ACKNOWLEDGEMENT RECEIPT", Face.BOLD, 34, 372)
    assert lines == ("ACKNOWLEDGEMENT", "RECEIPT")


def test_a_long_reference_breaks_after_its_own_marks() -> None:
    assert wrap("RMA-2026-0000012345-PH/MNL", Face.CODE, 20, 200) == (
        "RMA-2026-",
        "0000012345-PH/",
        "MNL",
    )


def test_no_text_is_one_empty_line() -> None:
    assert wrap("", Face.TEXT, 24, 372) == ("",)
