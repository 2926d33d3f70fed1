"""A scan never reaches a field or a button; what a person types reaches it undisturbed."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.qt.wedge import WedgeFilter
from core.scanning.assembler import ScanAssembler, ScannerHabits

CODE = "182212342345"
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Counter(QWidget):
    """A window with two fields and a button, a wedge, and a clock for slow fingers."""

    def __init__(self, habits: ScannerHabits | None = None, *, slow_clock: bool = False) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.second = QLineEdit()
        self.button = QPushButton("Accept")
        self.presses = 0
        self.enters = 0
        self.button.clicked.connect(self._pressed)
        self.field.returnPressed.connect(self._entered)
        layout = QVBoxLayout(self)
        for widget in (self.field, self.second, self.button):
            layout.addWidget(widget)
        self.now = 1_000.0
        self.scans: list[str] = []
        clock = (lambda: self.now) if slow_clock else None
        self.wedge = WedgeFilter(self, ScanAssembler(habits), clock)
        self.wedge.scanned.connect(self.scans.append)

    def _pressed(self) -> None:
        self.presses += 1

    def _entered(self) -> None:
        self.enters += 1

    def type(self, *keys: str | Qt.Key, gap_ms: float = 120) -> None:
        """Press and release keys one after the other, as fingers do."""
        for key in keys:
            self.now += gap_ms
            _press(self.focusWidget() or self, key)


def _press(widget: QWidget, key: str | Qt.Key) -> None:
    if isinstance(key, Qt.Key):
        QTest.keyClick(widget, key)
        return
    # QTest aborts on letters outside Latin-1's ASCII half; the event itself takes any.
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, ord(key.upper()), _NO_MODIFIER, key)
        QCoreApplication.sendEvent(widget, event)


def _show(qtbot: QtBot, counter: Counter) -> Counter:
    qtbot.addWidget(counter)
    counter.show()
    qtbot.waitExposed(counter)
    counter.activateWindow()
    counter.field.setFocus()
    return counter


@pytest.fixture
def counter(qtbot: QtBot) -> Counter:
    return _show(qtbot, Counter())


@pytest.fixture
def slow(qtbot: QtBot) -> Counter:
    """The same, where a test moves the keys' clock."""
    return _show(qtbot, Counter(slow_clock=True))


def _block(ms: float) -> None:
    end = time.monotonic() + ms / 1000
    while time.monotonic() < end:
        pass


def _scan(receiver: QWidget | QWindow, code: str = CODE, end: Qt.Key = Qt.Key.Key_Return) -> None:
    if isinstance(receiver, QWidget):
        QTest.keyClicks(receiver, code)
    else:
        for letter in code:
            QTest.keyClick(receiver, letter)
    QTest.keyClick(receiver, end)


def _let_pauses_pass(qtbot: QtBot, counter: Counter) -> None:
    qtbot.waitUntil(lambda: not counter.wedge.holds, timeout=2_000)


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_a_scan_into_a_field_leaves_the_field_as_it_was(counter: Counter, end: Qt.Key) -> None:
    counter.field.setText("AXDY")
    _scan(counter.field, end=end)
    assert counter.scans == [CODE]
    assert counter.field.text() == "AXDY"
    assert counter.enters == 0
    assert counter.focusWidget() is counter.field


def test_a_scan_over_a_focused_button_presses_nothing(counter: Counter) -> None:
    counter.button.setFocus()
    _scan(counter.button, "1234 5678")
    assert counter.scans == ["1234 5678"]
    assert counter.presses == 0
    assert not counter.button.isDown()


def test_a_scan_with_no_field_selected_is_heard(counter: Counter) -> None:
    counter.field.clearFocus()
    _scan(counter)
    assert counter.scans == [CODE]


def test_a_scan_that_comes_through_the_window_system_is_heard(counter: Counter) -> None:
    _scan(counter.windowHandle())
    assert counter.scans == [CODE]
    assert counter.field.text() == ""


def test_a_scan_is_taken_before_another_filter_can(counter: Counter) -> None:
    class Greedy(QObject):
        """Takes every key that reaches a widget."""

        def eventFilter(self, receiver: QObject, event: QEvent) -> bool:  # noqa: N802
            return isinstance(receiver, QWidget) and event.type() == QEvent.Type.KeyPress

    greedy = Greedy(counter)
    QCoreApplication.instance().installEventFilter(greedy)
    _scan(counter.windowHandle())
    assert counter.scans == [CODE]


def test_slow_keys_reach_the_field_in_order(qtbot: QtBot, slow: Counter) -> None:
    slow.type(*"AXDY4", Qt.Key.Key_Backspace, *"33", Qt.Key.Key_Return)
    assert slow.field.text() == "AXDY33"
    assert slow.enters == 1
    assert slow.scans == []


def test_the_last_key_is_given_on_when_nothing_follows(qtbot: QtBot, counter: Counter) -> None:
    _press(counter.field, "7")
    assert counter.field.text() == ""
    _let_pauses_pass(qtbot, counter)
    assert counter.field.text() == "7"


def test_a_key_is_held_for_no_more_than_40_ms(counter: Counter) -> None:
    _press(counter.field, "7")
    timers = [timer for timer in counter.wedge.findChildren(QTimer) if timer.isActive()]
    assert [timer.interval() <= 40 for timer in timers] == [True]


def test_letters_outside_ascii_are_typed_and_scanned(qtbot: QtBot, slow: Counter) -> None:
    slow.type(*"Niñ₱o")
    _let_pauses_pass(qtbot, slow)
    assert slow.field.text() == "Niñ₱o"
    slow.type(*"PIÑA1", Qt.Key.Key_Return, gap_ms=5)
    assert slow.scans == ["PIÑA1"]
    assert slow.field.text() == "Niñ₱o"


def test_a_scan_in_the_middle_of_typing(qtbot: QtBot, slow: Counter) -> None:
    slow.type(*"AXD")
    slow.now += 40
    slow.type(*CODE, Qt.Key.Key_Return, gap_ms=4)
    slow.type(*"Y43")
    _let_pauses_pass(qtbot, slow)
    assert slow.scans == [CODE]
    assert slow.field.text() == "AXDY43"
    assert slow.enters == 0


def test_tab_after_a_held_key_moves_on_and_the_next_key_follows(
    qtbot: QtBot, slow: Counter
) -> None:
    slow.type("1", Qt.Key.Key_Tab, "2", gap_ms=10)
    _let_pauses_pass(qtbot, slow)
    assert (slow.field.text(), slow.second.text()) == ("1", "2")


def test_keys_in_a_burst_follow_the_focus_that_one_of_them_moved(
    qtbot: QtBot, counter: Counter
) -> None:
    counter.field.textEdited.connect(lambda _: counter.second.setFocus())
    QTest.keyClicks(counter.field, "12")
    _let_pauses_pass(qtbot, counter)
    assert (counter.field.text(), counter.second.text()) == ("1", "2")


def test_function_keys_and_arrows_come_after_what_was_held(counter: Counter) -> None:
    QTest.keyClicks(counter.field, "12")
    QTest.keyClick(counter.field, Qt.Key.Key_Home)
    assert counter.field.text() == "12"
    assert counter.field.cursorPosition() == 0


def test_a_touch_comes_after_what_was_held(counter: Counter) -> None:
    QTest.keyClicks(counter.field, "09123456789")
    QTest.mouseClick(counter.button, Qt.MouseButton.LeftButton)
    assert counter.field.text() == "09123456789"
    assert counter.presses == 1


def test_shift_in_a_scan_does_not_end_it(counter: Counter) -> None:
    QTest.keyClicks(counter.field, "ax")
    QTest.keyPress(counter.field, Qt.Key.Key_Shift)
    QTest.keyClick(counter.field, "D", Qt.KeyboardModifier.ShiftModifier)
    QTest.keyRelease(counter.field, Qt.Key.Key_Shift)
    _scan(counter.field, "Y1")
    assert counter.scans == ["axDY1"]
    assert counter.field.text() == ""


def test_a_group_separator_sent_with_ctrl_belongs_to_the_scan(counter: Counter) -> None:
    QTest.keyClicks(counter.field, "]C1240AB")
    control = Qt.KeyboardModifier.ControlModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_BracketRight, control, "\x1d")
        QCoreApplication.sendEvent(counter.field, event)
    _scan(counter.field, "21778")
    assert counter.scans == ["AB"]


def test_commands_pass_after_what_was_held(counter: Counter) -> None:
    QTest.keyClicks(counter.field, "12")
    QTest.keyClick(counter.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert counter.field.selectedText() == "12"


def test_a_key_held_down_repeats_and_is_no_scan(qtbot: QtBot, slow: Counter) -> None:
    _press(slow.field, "7")
    for _ in range(20):
        slow.now += 30
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_7, _NO_MODIFIER, "7", autorep=True)
        QCoreApplication.sendEvent(slow.field, event)
    slow.type(Qt.Key.Key_Return, gap_ms=30)
    assert slow.scans == []
    assert slow.field.text() == "7" * 21
    assert slow.enters == 1


def test_space_and_its_release_press_a_button_once(qtbot: QtBot, counter: Counter) -> None:
    counter.button.setFocus()
    QTest.keyClick(counter.button, Qt.Key.Key_Space)
    _let_pauses_pass(qtbot, counter)
    assert counter.presses == 1
    assert not counter.button.isDown()


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
    _let_pauses_pass(qtbot, counter)
    assert counter.presses == 1
    assert not counter.button.isDown()


def test_a_digit_with_a_shortcut_is_still_a_digit_of_the_scan(counter: Counter) -> None:
    checks: list[str] = []
    for digit in "123":
        shortcut = QShortcut(QKeySequence(digit), counter)
        shortcut.activated.connect(lambda digit=digit: checks.append(digit))
    counter.button.setFocus()
    _scan(counter.windowHandle())
    assert counter.scans == [CODE]
    assert checks == []


def test_keys_that_come_while_the_loop_is_busy_are_one_scan(counter: Counter) -> None:
    QTest.keyClicks(counter.field, CODE[:6])
    _block(60)
    _scan(counter.field, CODE[6:])
    assert counter.scans == [CODE]
    assert counter.field.text() == ""


def test_a_scan_that_waits_behind_a_busy_slot_is_not_torn(qtbot: QtBot, counter: Counter) -> None:
    def slow_slot() -> None:
        _block(80)
        # As the platform's queue may do: what came meanwhile is delivered after the timers due.
        QTimer.singleShot(1, lambda: _scan(counter.field, CODE[6:]))

    QTest.keyClicks(counter.field, CODE[:6])
    QTimer.singleShot(5, slow_slot)
    qtbot.waitUntil(lambda: counter.scans == [CODE])
    assert counter.field.text() == ""


def test_two_windows_hear_their_own_scanner(qtbot: QtBot, counter: Counter) -> None:
    other = _show(qtbot, Counter())
    _scan(other.field)
    _scan(counter.field, "AXDY4332")
    assert counter.scans == ["AXDY4332"]
    assert other.scans == [CODE]
    assert counter.field.text() == other.field.text() == ""


def test_the_scanners_own_marks_are_taken_off(counter: Counter) -> None:
    _scan(counter.field, "]C0" + CODE)
    assert counter.scans == [CODE]


def test_two_scans_run_together_are_two(counter: Counter) -> None:
    _scan(counter.field)
    _scan(counter.field, "991234567890")
    assert counter.scans == [CODE, "991234567890"]


def test_a_scan_into_a_dialog_of_the_window_is_heard(qtbot: QtBot, counter: Counter) -> None:
    dialog = QDialog(counter)
    field = QLineEdit(dialog)
    qtbot.addWidget(dialog)
    dialog.show()
    _scan(field)
    _scan(dialog.windowHandle())
    assert counter.scans == [CODE, CODE]
    assert field.text() == ""


def test_a_scanner_without_suffix(qtbot: QtBot) -> None:
    counter = _show(qtbot, Counter(ScannerHabits(ends_by_pause=True)))
    QTest.keyClicks(counter.field, CODE)
    qtbot.waitUntil(lambda: counter.scans == [CODE], timeout=2_000)
    assert counter.field.text() == ""


def test_a_flood_is_one_scan_and_the_field_stays_empty(counter: Counter) -> None:
    _scan(counter.field, "7" * 10_000)
    assert [len(scan) for scan in counter.scans] == [256]
    assert counter.field.text() == ""


def test_a_receiver_that_is_gone_takes_its_keys_with_it(qtbot: QtBot, counter: Counter) -> None:
    doomed = QLineEdit(counter)
    QTest.keyClicks(doomed, "12")
    doomed.deleteLater()
    QCoreApplication.sendPostedEvents(doomed, QEvent.Type.DeferredDelete)
    _let_pauses_pass(qtbot, counter)
    _scan(counter.field)
    assert counter.scans == [CODE]


@pytest.fixture(autouse=True)
def _no_wedge_outlives_its_window(qapp: QCoreApplication) -> Iterator[None]:
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
