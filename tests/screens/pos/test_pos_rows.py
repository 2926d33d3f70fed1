"""Where a part stands is told by what it shows: neither by what it showed before, nor by when."""

import pytest
from PySide6.QtCore import QRect, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from core.qt.theme import Theme, dress
from core.texts import Texts
from pos.sentences.day import DayLine
from pos.widgets.day_row import DayRow
from pos.widgets.long_list import LongList
from pos.widgets.look import Look, put_property
from pos.widgets.words import words

LOOK = Look(Texts(), Theme())
_LINES = 7
LATE = DayLine("Merchant A", "3", beside="303105332614281201 · here for nine days", is_late=True)
PLAIN = DayLine("Merchant A", "3")


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    dress(qapp)


def _turn() -> None:
    for _ in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def _in_sight(shown: LongList[DayRow], line: DayLine) -> list[QRect]:
    """Where the rows stand that are shown when the list holds this line seven times."""
    shown.show_rows(_LINES, lambda row, _: row.show_line(line))
    due = shown.findChild(QTimer)
    while due is not None and due.isActive():
        _turn()
    rows = [x for x in shown.findChildren(QWidget) if x.parent() is shown and x.isVisible()]
    places = [x.geometry() for x in rows if x.property("part") == "row"]
    return sorted(places, key=QRect.top)


def test_a_list_holds_as_many_lines_whatever_it_held_before(qtbot: QtBot) -> None:
    """A row that had two lines of text is no higher than a new one when it gets one."""
    shown: LongList[DayRow] = LongList(DayRow, usual=4)
    qtbot.addWidget(shown)
    shown.setStyleSheet(LOOK.theme.sheet("pos"))
    shown.resize(500, 300)
    shown.dress(LOOK)
    shown.show()
    height = _in_sight(shown, PLAIN)[0].height()
    shown.resize(500, _LINES * height)
    places = [QRect(0, number * height, 500, height) for number in range(_LINES)]
    assert _in_sight(shown, PLAIN) == places
    assert len(_in_sight(shown, LATE)) < _LINES
    assert _in_sight(shown, PLAIN) == places


def test_a_tone_makes_a_part_as_large_before_it_is_dressed_as_after(qtbot: QtBot) -> None:
    """Some tones have a border; it takes its room whenever the part is told its tone."""
    sizes = []
    for is_early in (True, False):
        sheet = QWidget()
        qtbot.addWidget(sheet)
        chip = words("chip", wrap=False)
        chip.setText("RETURNED")
        QVBoxLayout(sheet).addWidget(chip)
        if is_early:
            put_property(chip, "tone", "green")
        sheet.setStyleSheet(LOOK.theme.sheet("pos"))
        sheet.show()
        _turn()
        put_property(chip, "tone", "green")
        _turn()
        sizes.append(chip.sizeHint())
    assert sizes[0] == sizes[1]
