"""Lines are shared so that nobody waits for somebody else's site."""

from core.notifications.lines import Lines


def test_everybody_gets_up_to_its_limit_while_there_are_lines() -> None:
    assert Lines(per_merchant=4, at_once=100).share(["a", "b"], {}) == {"a": 4, "b": 4}
    assert Lines(per_merchant=4, at_once=100).share(["a", "b"], {"a": 3}) == {"a": 1, "b": 4}
    assert Lines(per_merchant=4, at_once=100).share(["a"], {"a": 4}) == {}


def test_few_lines_are_shared_evenly() -> None:
    assert Lines(per_merchant=4, at_once=6).share(["a", "b", "c"], {}) == {"a": 2, "b": 2, "c": 2}


def test_the_one_free_line_goes_to_whoever_has_the_fewest() -> None:
    assert Lines(per_merchant=4, at_once=4).share(["a", "b"], {"a": 3}) == {"b": 1}


def test_who_held_every_line_is_the_last_to_get_one_again() -> None:
    lines = Lines(per_merchant=4, at_once=4)
    assert lines.share(["a"], {}) == {"a": 4}
    # All four are given up at the same moment, and somebody else has come.
    assert lines.share(["a", "b"], {}) == {"a": 2, "b": 2}
    lines = Lines(per_merchant=1, at_once=1)
    order = [next(iter(lines.share(["a", "b", "c"], {}))) for _ in range(6)]
    assert order == ["a", "b", "c", "a", "b", "c"]


def test_no_line_is_free() -> None:
    assert Lines(per_merchant=4, at_once=4).share(["b"], {"a": 4}) == {}
    assert Lines(per_merchant=4, at_once=4).share(["b"], {"a": 5}) == {}


def test_merchants_at_their_limit_use_up_nobodys_line() -> None:
    held = {"a": 2, "b": 2}
    assert Lines(per_merchant=2, at_once=6).share(["a", "b", "c"], held) == {"c": 2}
