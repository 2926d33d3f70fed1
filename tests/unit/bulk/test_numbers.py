"""Keys made a column at a time are those that the domain makes one by one."""

from hypothesis import given
from hypothesis import strategies as st

from core.bulk.numbers import findable, keys_of, not_typable
from core.domain.references import parse_reference, reference_key
from core.domain.refusals import Refusal

# What a cell can hold once its own check has passed; "ß" and "ŉ" grow when they become capitals.
CELLS = st.text(
    st.one_of(
        st.sampled_from("abcXYZ0189 -_./#–—ßŉ漢]C"),
        st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]),
    ),
    max_size=50,
)


@given(st.lists(CELLS, max_size=8))
def test_keys_of_a_column_are_the_keys_of_its_cells(numbers: list[str]) -> None:
    assert keys_of(numbers) == [reference_key(number) for number in numbers]


@given(st.lists(CELLS, max_size=8))
def test_what_nobody_can_type_at_the_kiosk_is_refused(numbers: list[str]) -> None:
    refused = not_typable(keys_of(numbers))
    for place, number in enumerate(numbers):
        try:
            key = parse_reference(number).key
        except Refusal:
            assert place in refused
        else:
            # A scanner's own mark in front is forgiven at the kiosk, and belongs to no number.
            assert place not in refused or key != reference_key(number)


@given(st.lists(CELLS, max_size=8))
def test_a_key_that_can_be_found_is_one_that_can_be_compared(numbers: list[str]) -> None:
    keys = keys_of(numbers)
    for key, found in zip(keys, findable(keys), strict=True):
        may_be = key.isascii() and key.isalnum() and len(key) <= 40
        assert found == (key if may_be else None)
