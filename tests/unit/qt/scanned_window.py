"""A counter's window with a wedge, for the tests of what a scanner and a person do to it."""

import time

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from core.qt.wedge import WedgeFilter
from core.scanning.assembler import ScanAssembler, ScannerHabits

CODE = "182212342345"
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


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
            press(self.focusWidget() or self, key)


def press(widget: QWidget, key: str | Qt.Key) -> None:
    """Press and release one key, any letter there is."""
    if isinstance(key, Qt.Key):
        QTest.keyClick(widget, key)
        return
    # QTest aborts on letters outside Latin-1's ASCII half; the event itself takes any.
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, ord(key.upper()), NO_MODIFIER, key)
        QCoreApplication.sendEvent(widget, event)


def show(qtbot: QtBot, counter: Counter) -> Counter:
    """Put a counter on the screen, its field selected."""
    qtbot.addWidget(counter)
    counter.show()
    qtbot.waitExposed(counter)
    counter.activateWindow()
    counter.field.setFocus()
    return counter


def block(ms: float) -> None:
    """Keep the event loop waiting."""
    end = time.monotonic() + ms / 1000
    while time.monotonic() < end:
        pass


def scan(receiver: QWidget | QWindow, code: str = CODE, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """Scan a code, faster than anybody types, into a widget or through the window system."""
    if isinstance(receiver, QWidget):
        QTest.keyClicks(receiver, code)
    else:
        for letter in code:
            QTest.keyClick(receiver, letter)
    QTest.keyClick(receiver, end)


def let_pauses_pass(qtbot: QtBot, counter: Counter) -> None:
    """Wait until no key is held back any more."""
    qtbot.waitUntil(lambda: not counter.wedge.holds, timeout=2_000)
