"""What may break where no word ends is drawn by our own font alone, whatever the machine has."""

import pytest
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QLabel

from pos.driver import PosDriver
from pos.pytest_plugin import Shopfloor
from pos.widgets.words import put_number, put_words, shown_text

_LONG = "UID" + 36 * "0"


@pytest.fixture
def label(pos: PosDriver, shopfloor: Shopfloor) -> QLabel:
    """What the refused page says was scanned."""
    pos.sign_in(shopfloor.clerk.number, shopfloor.clerk.pin)
    pos.sees("Scan the RETURN CODE")
    pos.scan("W" * 39)
    pos.sees("W" * 39)
    shown = [x for x in pos.window.findChildren(QLabel) if x.isVisible()]
    return next(x for x in shown if shown_text(x) == "W" * 39)


def _families(label: QLabel) -> set[str]:
    """Of all fonts that the label's text is set in."""
    layout = QTextLayout(label.text(), label.font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return {run.rawFont().familyName() for run in layout.glyphRuns()}


def test_its_breaks_are_signs_of_the_same_font(label: QLabel) -> None:
    put_number(label, "UID1")
    ours = _families(label)
    put_number(label, _LONG)
    assert (shown_text(label), label.accessibleName()) == (_LONG, _LONG)
    assert _families(label) == ours


def test_it_is_as_many_lines_high_as_it_has(label: QLabel) -> None:
    put_number(label, "UID1")
    one = label.heightForWidth(200)
    put_number(label, _LONG)
    lines = round(label.heightForWidth(200) / one)
    assert lines > 1
    assert label.heightForWidth(200) == lines * one


def test_letters_that_ours_lack_are_still_borrowed(label: QLabel) -> None:
    put_number(label, _LONG)
    put_number(label, "漢" * 30)
    strategy = label.font().styleStrategy()
    assert strategy == strategy.PreferDefault


def test_a_path_that_may_break_is_drawn_by_the_same_font(label: QLabel) -> None:
    put_words(label, "Saved as in shop.")
    ours = _families(label)
    put_words(label, "Saved as “b.pdf” in /\u200bshop…")
    assert _families(label) == ours
