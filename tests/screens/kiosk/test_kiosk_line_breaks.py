"""What a scanner read may break anywhere, and is drawn by our own font alone."""

from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.qt.theme import dress
from kiosk.widgets.words import Words


def _families(words: Words) -> set[str]:
    layout = QTextLayout(words.text(), words.font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return {run.rawFont().familyName() for run in layout.glyphRuns()}


def test_its_breaks_are_signs_of_the_same_font(qapp: QApplication, qtbot: QtBot) -> None:
    dress(qapp)
    words = Words("small")
    qtbot.addWidget(words)
    words.say("The scanner read 1822")
    ours = _families(words)
    words.say("The scanner read 1\u200b8\u200b2\u200b2…")
    assert _families(words) == ours
