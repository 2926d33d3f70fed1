"""A number that may break anywhere is drawn by our own font alone, whatever the machine has."""

import pytest
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from core.qt.theme import dress
from pos.widgets.words import put_number, shown_text, words

_LONG = "UID" + 36 * "0"


@pytest.fixture
def label(qapp: QApplication, qtbot: QtBot) -> QLabel:
    dress(qapp)
    made = words("raw")
    qtbot.addWidget(made)
    made.resize(200, 200)
    made.show()
    return made


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
    put_number(label, "ω" * 30)
    strategy = label.font().styleStrategy()
    assert strategy == strategy.PreferDefault
