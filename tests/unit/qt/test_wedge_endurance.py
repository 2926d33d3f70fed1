"""Hundreds of scans between a person's keys, as real key events through a real window."""

import random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from scanned_window import CODE, Counter, let_pauses_pass, press, scan

from core.scanning.assembler import ScannerHabits

_SCANS = 300


def test_every_scan_is_heard_and_every_typed_key_reaches_the_field(
    qtbot: QtBot, slow: Counter
) -> None:
    chance = random.Random(7)  # noqa: S311 - typing is no secret
    sent, typed = [], ""
    for _ in range(_SCANS):
        for sign in chance.choices("AXDY4322", k=chance.randint(0, 4)):
            typed += sign
            slow.type(sign, gap_ms=chance.uniform(60, 300))
        code = "".join(chance.choices("0123456789", k=12))
        sent.append(code)
        slow.now += 40
        end = chance.choice((Qt.Key.Key_Return, Qt.Key.Key_Tab))
        for key in (*code, end):
            slow.type(key, gap_ms=chance.uniform(1, 20))
    let_pauses_pass(qtbot, slow)
    assert slow.scans == sent
    assert slow.field.text() == typed
    assert slow.enters == 0


def test_a_scanner_that_is_set_up_anew_is_understood_at_once(slow: Counter) -> None:
    slow.wedge.learn(ScannerHabits(prefix="~", suffixes=frozenset({"*"})))
    slow.type(*f"~{CODE}*", gap_ms=5)
    assert slow.scans == [CODE]
    slow.now += 100
    scan(slow.field)
    assert slow.scans == [CODE]


def test_what_was_held_is_given_back_when_the_scanner_is_set_up_anew(counter: Counter) -> None:
    press(counter.field, "7")
    counter.wedge.learn(ScannerHabits(prefix="~"))
    assert counter.field.text() == "7"
    QTest.keyClick(counter.field, Qt.Key.Key_Home)
    assert counter.field.text() == "7"
