"""A counter's window with a wedge, for the tests of what a scanner and a person do to it."""

import time
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from core.qt.wedge import WedgeFilter
from core.scanning.assembler import ScanAssembler, ScannerHabits

CODE = "182212342345"
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
#: How often a machine that is busy with other tests may fail to type as fast as a scanner.
TRIES: Final = 50
#: Of a scanner: from one character to the next.
PACE_S: Final = ScannerHabits().longest_gap_ms / 1000


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


def scan(receiver: QWidget, code: str = CODE, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """Scan a code into a widget, faster than anybody types."""
    QTest.keyClicks(receiver, code)
    QTest.keyClick(receiver, end)


def scan_through(
    window: QWindow, counter: Counter, forget: Callable[[], None] = lambda: None
) -> None:
    """Scan through the window system, which notes when each key came.

    Where this machine did not keep a scanner's pace, nobody scanned: it is done again.

    Args:
        window: which one has the keyboard.
        counter: hears of it; what it heard of a slow try is forgotten.
        forget: anything else that a slow try did.
    """
    for _ in range(TRIES):
        moments = [time.monotonic()]
        for key in (*CODE, Qt.Key.Key_Return):
            QTest.keyClick(window, key)
            moments.append(time.monotonic())
        # From the first key's coming to the next one's lie two of these at most.
        if max(end - begin for begin, end in pairwise(moments)) < PACE_S / 2:
            return
        counter.scans.clear()
        counter.field.clear()
        counter.presses = counter.enters = 0
        forget()
    raise AssertionError("this machine is too busy to type as fast as a scanner")


def let_pauses_pass(qtbot: QtBot, counter: Counter) -> None:
    """Wait until no key is held back any more."""
    qtbot.waitUntil(lambda: not counter.wedge.holds, timeout=2_000)
