"""A scan is heard whole, and never reaches a field or a button."""

import time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from scanned_window import (
    CODE,
    PACE_S,
    TRIES,
    Counter,
    block,
    let_pauses_pass,
    press,
    scan,
    scan_through,
    show,
)

from core.scanning.assembler import ScannerHabits


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_a_scan_into_a_field_leaves_the_field_as_it_was(counter: Counter, end: Qt.Key) -> None:
    counter.field.setText("AXDY")
    scan(counter.field, end=end)
    assert counter.scans == [CODE]
    assert counter.field.text() == "AXDY"
    assert counter.enters == 0
    assert counter.focusWidget() is counter.field


def test_a_scan_over_a_focused_button_presses_nothing(counter: Counter) -> None:
    counter.button.setFocus()
    scan(counter.button, "1234 5678")
    assert counter.scans == ["1234 5678"]
    assert counter.presses == 0
    assert not counter.button.isDown()


def test_a_scan_with_no_field_selected_is_heard(counter: Counter) -> None:
    counter.field.clearFocus()
    scan(counter)
    assert counter.scans == [CODE]


def test_a_scan_that_comes_through_the_window_system_is_heard(counter: Counter) -> None:
    scan_through(counter.windowHandle(), counter)
    assert counter.scans == [CODE]
    assert counter.field.text() == ""


def test_a_scan_is_taken_before_another_filter_can(counter: Counter) -> None:
    class Greedy(QObject):
        """Takes every key that reaches a widget."""

        def eventFilter(self, receiver: QObject, event: QEvent) -> bool:  # noqa: N802
            return isinstance(receiver, QWidget) and event.type() == QEvent.Type.KeyPress

    greedy = Greedy(counter)
    QCoreApplication.instance().installEventFilter(greedy)
    scan_through(counter.windowHandle(), counter)
    assert counter.scans == [CODE]


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069"])
def test_a_mark_of_the_writing_direction_inside_a_scan_is_left_out(
    counter: Counter, mark: str
) -> None:
    for sign in (*CODE[:6], mark, *CODE[6:], mark):
        press(counter.field, sign)
    QTest.keyClick(counter.field, Qt.Key.Key_Return)
    assert counter.scans == [CODE]
    assert counter.field.text() == ""


def test_such_a_mark_takes_its_time_and_the_scan_goes_on(slow: Counter) -> None:
    slow.type(*CODE[:6], "\u200e", *CODE[6:], Qt.Key.Key_Return, gap_ms=30)
    assert slow.scans == [CODE]


def test_a_scan_in_the_middle_of_typing(qtbot: QtBot, slow: Counter) -> None:
    slow.type(*"AXD")
    slow.now += 40
    slow.type(*CODE, Qt.Key.Key_Return, gap_ms=4)
    slow.type(*"Y43")
    let_pauses_pass(qtbot, slow)
    assert slow.scans == [CODE]
    assert slow.field.text() == "AXDY43"
    assert slow.enters == 0


def test_shift_in_a_scan_does_not_end_it(counter: Counter) -> None:
    QTest.keyClicks(counter.field, "ax")
    QTest.keyPress(counter.field, Qt.Key.Key_Shift)
    QTest.keyClick(counter.field, "D", Qt.KeyboardModifier.ShiftModifier)
    QTest.keyRelease(counter.field, Qt.Key.Key_Shift)
    scan(counter.field, "Y1")
    assert counter.scans == ["axDY1"]
    assert counter.field.text() == ""


def test_a_group_separator_sent_with_ctrl_belongs_to_the_scan(counter: Counter) -> None:
    QTest.keyClicks(counter.field, "]C1240AB")
    control = Qt.KeyboardModifier.ControlModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_BracketRight, control, "\x1d")
        QCoreApplication.sendEvent(counter.field, event)
    scan(counter.field, "21778")
    assert counter.scans == ["AB"]


def test_keys_released_only_after_the_scan_are_not_leaked(counter: Counter) -> None:
    releases = []
    counter.keyReleaseEvent = lambda event: releases.append(event.key())  # type: ignore[method-assign]
    for letter in "1234":
        QTest.keyPress(counter, letter)
    QTest.keyClick(counter, Qt.Key.Key_Return)
    for letter in "1234":
        QTest.keyRelease(counter, letter)
    assert counter.scans == ["1234"]
    assert releases == []


def test_a_scanners_key_that_is_never_released_takes_no_persons_release(
    qtbot: QtBot, counter: Counter
) -> None:
    for letter in "12 4":
        QTest.keyPress(counter, letter)
    QTest.keyClick(counter, Qt.Key.Key_Return)
    counter.button.setFocus()
    QTest.keyClick(counter.button, Qt.Key.Key_Space)
    let_pauses_pass(qtbot, counter)
    assert counter.presses == 1
    assert not counter.button.isDown()


def test_a_digit_with_a_shortcut_is_still_a_digit_of_the_scan(counter: Counter) -> None:
    checks: list[str] = []
    for digit in "123":
        shortcut = QShortcut(QKeySequence(digit), counter)
        shortcut.activated.connect(lambda digit=digit: checks.append(digit))
    counter.button.setFocus()
    scan_through(counter.windowHandle(), counter, forget=checks.clear)
    assert counter.scans == [CODE]
    assert checks == []


def test_keys_that_come_while_the_loop_is_busy_are_one_scan(counter: Counter) -> None:
    QTest.keyClicks(counter.field, CODE[:6])
    block(60)
    scan(counter.field, CODE[6:])
    assert counter.scans == [CODE]
    assert counter.field.text() == ""


def test_a_scan_that_waits_behind_a_busy_slot_is_not_torn(qtbot: QtBot, counter: Counter) -> None:
    began: list[float] = []

    def slow_slot() -> None:
        began.append(time.monotonic())
        block(80)
        # As the platform's queue may do: what came meanwhile is delivered after the timers due.
        QTimer.singleShot(1, lambda: scan(counter.field, CODE[6:]))

    for _ in range(TRIES):
        began.clear()
        counter.scans.clear()
        counter.field.clear()
        typed = time.monotonic()
        QTest.keyClicks(counter.field, CODE[:6])
        QTimer.singleShot(5, slow_slot)
        qtbot.waitUntil(lambda: bool(counter.scans), timeout=30_000)
        if began[0] - typed < PACE_S:
            break
        # The loop was not busy with the slot but before it, and nobody waited for a key any more.
    assert counter.scans == [CODE]
    assert counter.field.text() == ""


def test_two_windows_hear_their_own_scanner(qtbot: QtBot, counter: Counter) -> None:
    other = show(qtbot, Counter())
    scan(other.field)
    scan(counter.field, "AXDY4332")
    assert counter.scans == ["AXDY4332"]
    assert other.scans == [CODE]
    assert counter.field.text() == other.field.text() == ""


def test_the_scanners_own_marks_are_taken_off(counter: Counter) -> None:
    scan(counter.field, "]C0" + CODE)
    assert counter.scans == [CODE]


def test_two_scans_run_together_are_two(counter: Counter) -> None:
    scan(counter.field)
    scan(counter.field, "991234567890")
    assert counter.scans == [CODE, "991234567890"]


def test_a_scan_into_a_dialog_of_the_window_is_heard(qtbot: QtBot, counter: Counter) -> None:
    dialog = QDialog(counter)
    field = QLineEdit(dialog)
    qtbot.addWidget(dialog)
    dialog.show()
    scan(field)
    assert counter.scans == [CODE]
    counter.scans.clear()
    scan_through(dialog.windowHandle(), counter, forget=field.clear)
    assert counter.scans == [CODE]
    assert field.text() == ""


def test_a_scanner_without_suffix(qtbot: QtBot) -> None:
    counter = show(qtbot, Counter(ScannerHabits(ends_by_pause=True)))
    QTest.keyClicks(counter.field, CODE)
    qtbot.waitUntil(lambda: counter.scans == [CODE], timeout=2_000)
    assert counter.field.text() == ""


def test_a_flood_is_one_scan_and_the_field_stays_empty(counter: Counter) -> None:
    scan(counter.field, "7" * 10_000)
    assert [len(scan) for scan in counter.scans] == [256]
    assert counter.field.text() == ""
