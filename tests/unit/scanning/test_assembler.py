"""What a scanner sends becomes a scan, what a person types comes back, never the other way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.scanning.assembler import (
    ENTER,
    GROUP_SEPARATOR,
    LONGEST_SCAN,
    TAB,
    Decision,
    Dropped,
    ScanAssembler,
    Scanned,
    ScannerHabits,
    Typed,
)

CODE = "182212342345"


class Keyboard:
    """Feeds an assembler by a clock of its own and sums up what it decided."""

    def __init__(self, habits: ScannerHabits | None = None) -> None:
        self.assembler = ScanAssembler(habits)
        self.now = 1_000.0
        self.typed = ""
        self.scans: list[str] = []
        self.settled = 0

    def keys(self, text: str, gap_ms: float) -> None:
        """Send each character `gap_ms` after the one before."""
        for character in text:
            self.now += gap_ms
            self._note(self.assembler.feed(character, self.now))

    def scan(self, text: str, suffix: str = ENTER, gap_ms: float = 4) -> None:
        """As a scanner does, after a moment of silence."""
        self.silence()
        self.keys(text + suffix, gap_ms)

    def silence(self) -> None:
        """Nothing comes for as long as the assembler wants to wait."""
        self.now += self.assembler.patience_ms + 1
        if self.assembler.holds:
            self._note(self.assembler.interrupt())

    def _note(self, decisions: tuple[Decision, ...]) -> None:
        for decision in decisions:
            match decision:
                case Typed(text):
                    self.typed += text
                    self.settled += len(text)
                case Dropped(count):
                    self.settled += count
                case Scanned(text):
                    self.scans.append(text)


@pytest.mark.parametrize("suffix", [ENTER, TAB])
@pytest.mark.parametrize("gap_ms", [0, 1, 20, 35])
def test_a_burst_that_ends_with_enter_or_tab_is_a_scan(suffix: str, gap_ms: float) -> None:
    keyboard = Keyboard()
    keyboard.scan(CODE, suffix, gap_ms)
    assert keyboard.scans == [CODE]
    assert keyboard.typed == ""


@pytest.mark.parametrize("gap_ms", [36, 60, 300])
def test_what_a_person_types_comes_back_with_its_enter(gap_ms: float) -> None:
    keyboard = Keyboard()
    keyboard.keys(CODE + ENTER, gap_ms)
    assert keyboard.scans == []
    assert keyboard.typed == CODE + ENTER


def test_three_quick_keys_and_enter_are_typing() -> None:
    keyboard = Keyboard()
    keyboard.scan("123")
    assert (keyboard.scans, keyboard.typed) == ([], "123" + ENTER)


def test_four_characters_are_a_scan() -> None:
    keyboard = Keyboard()
    keyboard.scan("1234")
    assert (keyboard.scans, keyboard.typed) == (["1234"], "")


def test_a_burst_without_its_suffix_comes_back_as_typing() -> None:
    keyboard = Keyboard()
    keyboard.keys(CODE, 4)
    keyboard.silence()
    assert (keyboard.scans, keyboard.typed) == ([], CODE)


def test_a_scanner_without_suffix_ends_by_a_pause() -> None:
    keyboard = Keyboard(ScannerHabits(ends_by_pause=True))
    keyboard.keys(CODE, 4)
    assert keyboard.assembler.patience_ms == 60
    assert keyboard.scans == []
    keyboard.silence()
    keyboard.keys("12", 200)
    keyboard.silence()
    assert (keyboard.scans, keyboard.typed) == ([CODE], "12")


def test_a_scan_in_the_middle_of_typing_takes_nothing_and_leaves_nothing() -> None:
    keyboard = Keyboard()
    keyboard.keys("AXD", 110)
    keyboard.now += 36
    keyboard.keys(CODE + ENTER, 4)
    keyboard.keys("Y43", 110)
    keyboard.silence()
    assert (keyboard.scans, keyboard.typed) == ([CODE], "AXDY43")


def test_with_a_prefix_a_key_pressed_right_before_the_scan_is_told_from_it() -> None:
    keyboard = Keyboard(ScannerHabits(prefix="~"))
    keyboard.keys("A~" + CODE + ENTER, 5)
    assert (keyboard.scans, keyboard.typed) == ([CODE], "A")


def test_with_a_prefix_a_burst_without_it_is_typing() -> None:
    keyboard = Keyboard(ScannerHabits(prefix="~"))
    keyboard.scan(CODE)
    assert (keyboard.scans, keyboard.typed) == ([], CODE + ENTER)


def test_two_scans_run_together_are_two_scans() -> None:
    keyboard = Keyboard()
    keyboard.keys(CODE + ENTER + CODE + ENTER, 4)
    assert keyboard.scans == [CODE, CODE]
    assert keyboard.typed == ""


def test_a_second_suffix_of_the_same_scan_is_dropped_and_a_persons_enter_is_not() -> None:
    keyboard = Keyboard()
    keyboard.scan(CODE, ENTER + TAB)
    assert (keyboard.scans, keyboard.typed) == ([CODE], "")
    keyboard.keys(ENTER, 120)
    assert keyboard.typed == ENTER


def test_a_suffix_of_its_own_leaves_enter_to_the_person() -> None:
    keyboard = Keyboard(ScannerHabits(suffixes=frozenset({"*"})))
    keyboard.scan(CODE, "*")
    keyboard.keys("7" + ENTER, 10)
    assert (keyboard.scans, keyboard.typed) == ([CODE], "7" + ENTER)


def test_the_group_separator_stays_within_the_scan() -> None:
    keyboard = Keyboard()
    text = f"]C1240ABC{GROUP_SEPARATOR}21778"
    keyboard.scan(text)
    assert keyboard.scans == [text]


@pytest.mark.parametrize("suffix", [ENTER, ""])
def test_a_flood_is_one_scan_too_long_and_holds_no_more_than_it_may(suffix: str) -> None:
    keyboard = Keyboard()
    flood = "7" * 10_000
    keyboard.keys(flood + suffix, 1)
    assert keyboard.settled >= len(flood) - LONGEST_SCAN
    keyboard.silence()
    assert keyboard.scans == ["7" * LONGEST_SCAN]
    assert keyboard.typed == ""
    assert keyboard.settled == len(flood + suffix)


def test_a_flood_with_a_prefix_in_it_is_settled_once() -> None:
    keyboard = Keyboard(ScannerHabits(prefix="~"))
    keyboard.keys("A~" + "7" * 1_000 + ENTER, 1)
    assert keyboard.scans == ["7" * (LONGEST_SCAN - 2)]
    assert (keyboard.typed, keyboard.settled) == ("", 1_003)


def test_after_a_flood_the_next_scan_is_read() -> None:
    keyboard = Keyboard()
    keyboard.keys("7" * 1_000 + ENTER, 1)
    keyboard.scan(CODE)
    assert keyboard.scans[1:] == [CODE]


def test_a_clock_that_jumps_back_ends_the_burst() -> None:
    keyboard = Keyboard()
    keyboard.keys("18", 4)
    keyboard.now = 5
    keyboard.keys(CODE + ENTER, 4)
    assert (keyboard.scans, keyboard.typed) == ([CODE], "18")


_PIECES = st.lists(
    st.tuples(
        st.text(st.sampled_from("A1ñ~" + GROUP_SEPARATOR + ENTER + TAB), max_size=12),
        st.sampled_from([1.0, 20.0, 35.0, 36.0, 90.0]),
    ),
    max_size=12,
)
_HABITS = st.builds(
    ScannerHabits,
    prefix=st.sampled_from(["", "~"]),
    suffixes=st.sampled_from([frozenset({ENTER, TAB}), frozenset({ENTER}), frozenset({"~"})]),
    ends_by_pause=st.booleans(),
)


@given(pieces=_PIECES, habits=_HABITS)
def test_every_character_is_settled_once_and_typing_keeps_its_order(
    pieces: list[tuple[str, float]], habits: ScannerHabits
) -> None:
    keyboard = Keyboard(habits)
    for text, gap_ms in pieces:
        keyboard.keys(text, gap_ms)
    keyboard.silence()
    sent = "".join(text for text, _ in pieces)
    assert keyboard.settled == len(sent)
    assert not keyboard.assembler.holds
    rest = iter(sent)
    assert all(character in rest for character in keyboard.typed)
    assert all(len(scan) >= habits.shortest for scan in keyboard.scans)
