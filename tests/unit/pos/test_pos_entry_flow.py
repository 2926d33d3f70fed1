"""A RETURN CODE typed digit by digit."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.codes import ReturnCode, damm_digit
from core.domain.refusals import ScannedThing
from pos.flow import effects, events
from pos.flow.advance import advance
from pos.flow.states import EntryNote, Looking, Ready, State


def _type(state: State, *texts: str) -> State:
    for text in texts:
        state, wanted = advance(state, events.Typed(text))
        assert wanted == ()
    return state


def _entry(state: State) -> Ready:
    assert isinstance(state.page, Ready)
    return state.page


def test_digits_are_taken_one_by_one_and_the_right_code_is_looked_up(ready: State) -> None:
    state = _type(ready, *"1822-1234 2345")
    assert _entry(state) == Ready("182212342345")
    state, wanted = advance(state, events.LookUpAsked())
    assert wanted == (effects.LookUp(ReturnCode("182212342345"), 1),)
    assert isinstance(state.page, Looking)


def test_a_wrong_check_digit_is_told_at_once_with_the_twelfth_digit(ready: State) -> None:
    state = _type(ready, *"18221234234")
    assert _entry(state).note is None
    state = _type(state, "6")
    assert _entry(state).note is EntryNote.WRONG_DIGIT
    assert advance(state, events.LookUpAsked()) == (state, ())
    state, _ = advance(state, events.Erased())
    assert _entry(state) == Ready("18221234234")


@given(st.integers(0, 11), st.integers(1, 9), st.integers(0, 10**11 - 1))
def test_no_single_wrong_digit_is_ever_looked_up(place: int, off: int, body: int) -> None:
    right = f"{body:011d}"
    right += damm_digit(right)
    digit = str((int(right[place]) + off) % 10)
    wrong = right[:place] + digit + right[place + 1 :]
    state, wanted = advance(State(page=Ready(wrong)), events.LookUpAsked())
    assert wanted == ()
    assert _entry(state).note is EntryNote.WRONG_DIGIT


@given(st.text(max_size=40))
def test_whatever_is_typed_or_pasted_only_digits_stand_in_the_entry(text: str) -> None:
    page = _entry(_type(State(page=Ready("18")), text))
    assert page.entry.startswith("18")
    assert len(page.entry) <= 12
    assert page.entry.isascii()
    assert page.entry.isdigit()


@pytest.mark.parametrize(
    ("before", "text", "note", "strange"),
    [
        ("18", "x", EntryNote.DIGITS_ONLY, None),
        ("18", "٣", EntryNote.DIGITS_ONLY, None),
        ("182212342345", "6", EntryNote.TOO_MANY, None),
        ("", "30310533261428120", None, ScannedThing.TRACKING_NUMBER),
        ("", "x" * 10_000, None, ScannedThing.TOO_LONG),
    ],
)
def test_what_cannot_be_taken_is_told_and_changes_nothing(
    ready: State, before: str, text: str, note: EntryNote | None, strange: ScannedThing | None
) -> None:
    state = _type(replace(ready, page=Ready(before)), text)
    assert state.page == Ready(before, note, strange)


def test_too_few_digits_are_told(ready: State) -> None:
    state, wanted = advance(replace(ready, page=Ready("1822")), events.LookUpAsked())
    assert wanted == ()
    assert _entry(state).note is EntryNote.TOO_FEW


def test_esc_empties_the_entry(ready: State) -> None:
    state, _ = advance(replace(ready, page=Ready("1822")), events.BackAsked())
    assert state.page == Ready()
