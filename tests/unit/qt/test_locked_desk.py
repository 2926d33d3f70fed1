"""A locked kiosk's window stays, whatever a customer does to it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.qt.locked_desk import LockedDesk


def _shown(qtbot: QtBot) -> LockedDesk:
    desk = LockedDesk("Balik kiosk")
    qtbot.addWidget(desk, before_close_func=lambda desk: desk.unlock())
    desk.showFullScreen()
    qtbot.waitExposed(desk)
    return desk


def test_nothing_that_a_customer_presses_closes_it(qtbot: QtBot) -> None:
    desk = _shown(qtbot)
    closed: list[bool] = []
    desk.closed.connect(lambda: closed.append(True))
    for key, modifier in (
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(desk, key, modifier)
    assert not desk.close()
    assert desk.isVisible()
    assert desk.isFullScreen()
    assert closed == []


def test_made_small_it_comes_back(qtbot: QtBot) -> None:
    desk = _shown(qtbot)
    desk.showMinimized()
    qtbot.waitUntil(desk.isFullScreen)
    desk.showNormal()
    qtbot.waitUntil(desk.isFullScreen)


def test_staff_and_a_machine_that_is_switched_off_close_it(qtbot: QtBot) -> None:
    desk = _shown(qtbot)
    desk.leave()
    assert not desk.isVisible()
    other = _shown(qtbot)
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.commitDataRequest.emit(None)
    assert other.close()
