"""What stays before a scanner is one scan."""

from core.scanning.repeats import Repeats


def test_the_same_code_soon_after_is_a_repeat_and_later_a_scan() -> None:
    repeats = Repeats()
    assert repeats.is_new("182212342345", 10.0)
    assert not repeats.is_new("182212342345", 11.9)
    assert repeats.is_new("182212342345", 13.9)


def test_a_code_that_stays_is_read_once_however_long() -> None:
    repeats = Repeats()
    heard = [repeats.is_new("HYN402", at / 2) for at in range(20)]
    assert heard == [True] + [False] * 19


def test_another_code_is_never_a_repeat() -> None:
    repeats = Repeats()
    assert [repeats.is_new(text, 0) for text in ("A", "B", "A")] == [True, True, True]


def test_a_clock_that_jumps_back_hides_no_scan() -> None:
    repeats = Repeats()
    repeats.is_new("HYN402", 50)
    assert repeats.is_new("HYN402", 3)
