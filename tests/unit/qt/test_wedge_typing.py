"""What a person types reaches the field as if no scanner was there."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from scanned_window import CODE, NO_MODIFIER, Counter, let_pauses_pass, press, scan


def test_slow_keys_reach_the_field_in_order(qtbot: QtBot, slow: Counter) -> None:
    slow.type(*"AXDY4", Qt.Key.Key_Backspace, *"33", Qt.Key.Key_Return)
    assert slow.field.text() == "AXDY33"
    assert slow.enters == 1
    assert slow.scans == []


def test_the_last_key_is_given_on_when_nothing_follows(qtbot: QtBot, counter: Counter) -> None:
    press(counter.field, "7")
    assert counter.field.text() == ""
    let_pauses_pass(qtbot, counter)
    assert counter.field.text() == "7"


def test_a_key_is_held_for_no_more_than_40_ms(counter: Counter) -> None:
    press(counter.field, "7")
    timers = [timer for timer in counter.wedge.findChildren(QTimer) if timer.isActive()]
    assert [timer.interval() <= 40 for timer in timers] == [True]


def test_letters_outside_ascii_are_typed_and_scanned(qtbot: QtBot, slow: Counter) -> None:
    slow.type(*"Niñ₱o")
    let_pauses_pass(qtbot, slow)
    assert slow.field.text() == "Niñ₱o"
    slow.type(*"PIÑA1", Qt.Key.Key_Return, gap_ms=5)
    assert slow.scans == ["PIÑA1"]
    assert slow.field.text() == "Niñ₱o"


def test_tab_after_a_held_key_moves_on_and_the_next_key_follows(
    qtbot: QtBot, slow: Counter
) -> None:
    slow.type("1", Qt.Key.Key_Tab, "2", gap_ms=10)
    let_pauses_pass(qtbot, slow)
    assert (slow.field.text(), slow.second.text()) == ("1", "2")


def test_keys_in_a_burst_follow_the_focus_that_one_of_them_moved(
    qtbot: QtBot, counter: Counter
) -> None:
    counter.field.textEdited.connect(lambda _: counter.second.setFocus())
    QTest.keyClicks(counter.field, "12")
    let_pauses_pass(qtbot, counter)
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


def test_commands_pass_after_what_was_held(counter: Counter) -> None:
    QTest.keyClicks(counter.field, "12")
    QTest.keyClick(counter.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert counter.field.selectedText() == "12"


def test_a_key_held_down_repeats_and_is_no_scan(qtbot: QtBot, slow: Counter) -> None:
    press(slow.field, "7")
    for _ in range(20):
        slow.now += 30
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_7, NO_MODIFIER, "7", autorep=True)
        QCoreApplication.sendEvent(slow.field, event)
    slow.type(Qt.Key.Key_Return, gap_ms=30)
    assert slow.scans == []
    assert slow.field.text() == "7" * 21
    assert slow.enters == 1


def test_space_and_its_release_press_a_button_once(qtbot: QtBot, counter: Counter) -> None:
    counter.button.setFocus()
    QTest.keyClick(counter.button, Qt.Key.Key_Space)
    let_pauses_pass(qtbot, counter)
    assert counter.presses == 1
    assert not counter.button.isDown()


def test_a_receiver_that_is_gone_takes_its_keys_with_it(qtbot: QtBot, counter: Counter) -> None:
    doomed = QLineEdit(counter)
    QTest.keyClicks(doomed, "12")
    doomed.deleteLater()
    QCoreApplication.sendPostedEvents(doomed, QEvent.Type.DeferredDelete)
    let_pauses_pass(qtbot, counter)
    scan(counter.field)
    assert counter.scans == [CODE]
