"""The POS as a clerk uses it, for tests and tours: types, scans, clicks, and reads the screen.

It works on the real widgets, with key and mouse events as they come from the window system, and
waits for what a person would see, never for a fixed time.
"""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from html import unescape
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from pos.widgets.words import shown_text
from pos.window import PosWindow

_KEYS: Final = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "Backspace": Qt.Key.Key_Backspace,
    "Space": Qt.Key.Key_Space,
    **{f"F{n}": getattr(Qt.Key, f"Key_F{n}") for n in range(1, 13)},
}

#: Seconds between two keys that no scanner would take.
_PERSON_S: Final = 0.04


class NotSeen(AssertionError):  # noqa: N818 - it is what the clerk would say
    """What was waited for did not come on the screen; the message says what is on it."""


class PosDriver:
    """One clerk at one POS.

    Args:
        window: a shown window.
        patience_s: how long the clerk waits for something to appear.
    """

    def __init__(self, window: PosWindow, patience_s: float = 10) -> None:
        self.window = window
        #: Put around the driver's own reading, so that a watchdog does not count it as the POS's.
        self.aside: Callable[[], AbstractContextManager[None]] = nullcontext
        self._patience_s = patience_s
        self._last_key_s = 0.0
        self.window.window().activateWindow()

    # Doing

    def sign_in(self, number: str, pin: str) -> None:
        """Type clerk number, Enter, PIN, Enter."""
        self.sees("Sign in")
        self.type(number)
        self.press("Enter")
        self.type(pin)
        self.press("Enter")

    def scan(self, text: str) -> None:
        """Hold something under the scanner: its keys come fast and end with Enter."""
        for sign in text:
            self._send(sign)
        self._click_key(Qt.Key.Key_Return)
        self._last_key_s = time.monotonic()

    def type(self, text: str) -> None:
        """Type like a person: slower than any scanner."""
        for sign in text:
            self._take_time()
            self._send(sign)
            self._settle()

    def press(self, key: str) -> None:
        """Press a key by its name, `F9`, `Esc`, `3`, `Ctrl+L`."""
        self._take_time()
        if key.startswith("Ctrl+"):
            code = getattr(Qt.Key, f"Key_{key.removeprefix('Ctrl+')}")
            self._click_key(code, Qt.KeyboardModifier.ControlModifier)
        elif key in _KEYS:
            self._click_key(_KEYS[key])
        else:
            self._send(key)
        self._settle()

    def check_parcel(self) -> None:
        """Make the clerk's three checks."""
        for key in "123":
            self.press(key)

    def click(self, words: str) -> None:
        """Click the button that says this."""
        button = self._button(words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))

    # Seeing

    def sees(self, *texts: str) -> None:
        """Wait until all of this stands on the screen.

        Raises:
            NotSeen: it does not come.
        """
        self._wait(lambda: all(text in self.screen() for text in texts), f"{texts} to appear")

    def does_not_see(self, *texts: str) -> None:
        """Wait until none of this stands on the screen any more.

        Raises:
            NotSeen: some of it stays.
        """
        self._wait(lambda: not any(text in self.screen() for text in texts), f"{texts} to go")

    def may_click(self, words: str) -> bool:
        """Whether the button that says this can be clicked."""
        return self._button(words).isEnabled()

    def screen(self) -> str:
        """Everything that stands on the screen, a line for each label and field."""
        return self._words(lambda widget: widget.isVisible())

    def all_words(self) -> str:
        """The same of every page, also of those that are out of sight."""
        return self._words(lambda _: True)

    def _words(self, counts: Callable[[QWidget], bool]) -> str:
        lines = []
        for widget in self.window.findChildren(QWidget):
            if not counts(widget):
                continue
            if isinstance(widget, QLabel):
                is_rich = widget.textFormat() is Qt.TextFormat.RichText
                lines.append(_plain(shown_text(widget)) if is_rich else shown_text(widget))
            elif isinstance(widget, QLineEdit):
                lines.append(widget.displayText())
            elif isinstance(widget, QAbstractButton):
                lines.append(widget.text())
        return "\n".join(line for line in lines if line).replace("\u00a0", " ")

    def waits_until(self, what: Callable[[], bool], why: str) -> None:
        """Wait for something beside the screen, a printer's paper for one.

        Raises:
            NotSeen: it does not happen.
        """
        self._wait(what, why)

    def _button(self, words: str) -> QAbstractButton:
        def found() -> QAbstractButton | None:
            for button in self.window.findChildren(QAbstractButton):
                said = button.accessibleName() or button.text()
                if button.isVisible() and said.split(",")[0] == words:
                    return button
            return None

        self._wait(lambda: found() is not None, f"a button {words!r}")
        button = found()
        if button is None:
            raise NotSeen(words)
        return button

    def _wait(self, happened: Callable[[], bool], why: str) -> None:
        end = time.monotonic() + self._patience_s
        while True:
            with self.aside():
                has_happened = happened()
            if has_happened:
                return
            if time.monotonic() > end:
                raise NotSeen(f"waited for {why}; on the screen:\n{self.screen()}")
            QTest.qWait(2)

    def _take_time(self) -> None:
        """A person's next key comes later than a scanner's would."""
        due = self._last_key_s + _PERSON_S
        self._wait(lambda: time.monotonic() >= due, "a person's next key")

    def _settle(self) -> None:
        """Until the window knows that the keys came from a person."""
        self._wait(lambda: not self.window.wedge.holds, "the keys to arrive")
        self._last_key_s = time.monotonic()

    def _receiver(self) -> QWidget:
        focused = QApplication.focusWidget()
        if focused is not None and self.window.window().isAncestorOf(focused):
            return focused
        return self.window

    def _send(self, sign: str) -> None:
        """One character; QTest's own keyClick aborts on letters outside Latin-1."""
        key = ord(sign.upper()) if sign.isascii() else 0
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign)
            QCoreApplication.sendEvent(self._receiver(), event)

    def _click_key(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        QTest.keyClick(self._receiver(), key, modifiers)


def _plain(text: str) -> str:
    """A rich label's words without its tags."""
    for tag in ("<b>", "</b>"):
        text = text.replace(tag, "")
    return unescape(text)
