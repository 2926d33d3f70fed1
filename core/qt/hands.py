"""A person's hands and eyes before a window, for tests and tours.

They work on the real widgets, with key and mouse events as they come from the window system, and
wait for what a person would see, never for a fixed time.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from html import unescape
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from core.qt.wedge import WedgeFilter

_KEYS: Final = {
    "Esc": Qt.Key.Key_Escape,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "PageUp": Qt.Key.Key_PageUp,
    "PageDown": Qt.Key.Key_PageDown,
    "Backspace": Qt.Key.Key_Backspace,
    "Space": Qt.Key.Key_Space,
    **{f"F{n}": getattr(Qt.Key, f"Key_F{n}") for n in range(1, 13)},
}

#: Keys that may end a scan: like letters, they are told from a scanner's by their time.
_ENDS: Final = {"Enter": (Qt.Key.Key_Return, "\r"), "Tab": (Qt.Key.Key_Tab, "\t")}
#: Between two keys: of somebody who types fast, longer than any scanner takes; and of a scanner.
_PERSON_MS: Final = 60
_SCANNER_MS: Final = 2
_MOMENT_MS: Final = 1


class NotSeen(AssertionError):  # noqa: N818 - it is what the person would say
    """What was waited for did not come on the screen; the message says what is on it."""


class Hands:
    """Somebody at one window.

    Args:
        window: a shown window.
        patience_s: how long they wait for something to appear.
    """

    def __init__(self, window: QWidget, patience_s: float = 10) -> None:
        #: Put around the hands' own reading, so that a watchdog does not count it as the window's.
        self.aside: Callable[[], AbstractContextManager[None]] = nullcontext
        #: What the scanner makes of what is held under it; a simulated one may be in trouble.
        self.scanned: Callable[[str], Sequence[str]] = lambda text: (text,)
        #: Whether a key is really pressed when it says that it was: where it counts what the window
        #: does between two of them.
        self.keeps_time = False
        self._window = window
        self._patience_s = patience_s
        #: When the last key was pressed, as the platform would say. It runs ahead of the clock on
        #: the wall: nobody waits for a finger.
        self._pressed_ms = 0

    def scan(self, text: str) -> bool:
        """Hold something under the scanner: its keys come fast and end with Enter.

        Returns:
            Whether the scanner read anything.
        """
        self._come_to()
        reads = self.scanned(text)
        self._later(_PERSON_MS)
        for read in reads:
            for sign in read:
                # However slow the machine, a scanner's keys come at its own pace.
                self._pressed_ms += _SCANNER_MS
                self._send_sign(sign)
            self._pressed_ms += _SCANNER_MS
            self._send(*_ENDS["Enter"])
        return bool(reads)

    def type(self, text: str) -> None:
        """Type like a person: slower than any scanner."""
        self._come_to()
        for sign in text:
            self._later(_PERSON_MS)
            self._send_sign(sign)
        self._settle()

    def press(self, key: str) -> None:
        """Press a key by its name: `F9`, `Esc`, `3`, `Ctrl+L`."""
        self._come_to()
        self._later(_PERSON_MS)
        if key.startswith("Ctrl+"):
            code = getattr(Qt.Key, f"Key_{key.removeprefix('Ctrl+')}")
            self._click_key(code, Qt.KeyboardModifier.ControlModifier)
        elif key in _ENDS:
            self._send(*_ENDS[key])
        elif key in _KEYS:
            self._click_key(_KEYS[key])
        else:
            self._send_sign(key)
        self._settle()

    def sees(self, *texts: str) -> None:
        """Wait until all of this stands on the screen.

        Raises:
            NotSeen: it does not come.
        """

        def are_there() -> bool:
            screen = self.screen()
            return all(text in screen for text in texts)

        self.waits_until(are_there, f"{texts} to appear")

    def does_not_see(self, *texts: str) -> None:
        """Wait until none of this stands on the screen any more.

        Raises:
            NotSeen: some of it stays.
        """

        def are_gone() -> bool:
            screen = self.screen()
            return not any(text in screen for text in texts)

        self.waits_until(are_gone, f"{texts} to go")

    def waits_until(self, happened: Callable[[], bool], why: str) -> None:
        """Wait for something, be it on the screen or beside it.

        Raises:
            NotSeen: it does not happen.
        """
        end = time.monotonic() + self._patience_s
        while True:
            with self.aside():
                has_happened = happened()
            if has_happened:
                return
            if time.monotonic() > end:
                raise NotSeen(f"waited for {why}; on the screen:\n{self.screen()}")
            _breathe()

    def screen(self) -> str:
        """Everything that stands on the screen, a line for each label, field and button."""
        return _words(_in_sight(self._window))

    def all_words(self) -> str:
        """The same of every page, also of those that are out of sight."""
        return _words(self._window.findChildren(QWidget))

    def answers_to(self, button: QAbstractButton, words: str) -> bool:
        """Whether somebody who looks for a button with these words means this one."""
        return words in _said(button)

    def button(self, words: str) -> QAbstractButton:
        """The button in sight that says this, or is named so; the shortest name that fits.

        Raises:
            NotSeen: there is none, even after waiting.
        """
        found: list[QAbstractButton] = []

        def look() -> bool:
            found[:] = [
                button
                for button in _in_sight(self._window)
                if isinstance(button, QAbstractButton) and self.answers_to(button, words)
            ]
            found.sort(key=lambda button: len(_said(button)))
            return bool(found)

        self.waits_until(look, f"a button {words!r}")
        return found[0]

    def _come_to(self) -> None:
        """Keys go to the window that somebody stands at."""
        top = self._window.window()
        if not top.isActiveWindow():
            top.activateWindow()
            self.waits_until(top.isActiveWindow, "the window to be the active one")

    def _later(self, milliseconds: int) -> None:
        """The next key comes so much after the last one."""
        now = round(time.monotonic() * 1000)
        self._pressed_ms = max(now, self._pressed_ms + milliseconds)
        if self.keeps_time:
            self.waits_until(lambda: time.monotonic() * 1000 >= self._pressed_ms, "the next key")

    def _settle(self) -> None:
        """Until the window knows that the keys came from a person."""
        wedge = self._window.findChild(WedgeFilter)
        if wedge is not None:
            self.waits_until(lambda: not wedge.holds, "the keys to arrive")

    def _receiver(self) -> QWidget:
        focused = QApplication.focusWidget()
        if focused is not None and self._window.window().isAncestorOf(focused):
            return focused
        return self._window

    def _send_sign(self, sign: str) -> None:
        """One character; QTest's own keyClick aborts on letters outside Latin-1."""
        self._send(ord(sign.upper()) if sign.isascii() else 0, sign)

    def _send(self, key: int, text: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self._pressed_ms)
            QCoreApplication.sendEvent(self._receiver(), event)

    def _click_key(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        QTest.keyClick(self._receiver(), key, modifiers)


def _breathe() -> None:
    """Let the window and its workers go on for a moment.

    (QTest's own wait keeps Python's lock, and with it every worker, to itself.)
    """
    moment = QEventLoop()
    QTimer.singleShot(_MOMENT_MS, moment.quit)
    moment.exec()


def _in_sight(widget: QWidget) -> Iterator[QWidget]:
    """All parts that can be seen, in the order of `findChildren`."""
    for part in widget.children():
        # What lies in a page that is out of sight is not even looked at: most pages are.
        if isinstance(part, QWidget) and part.isVisible():
            yield part
            yield from _in_sight(part)


def _words(parts: Iterable[QWidget]) -> str:
    """What labels, fields and buttons say, a line for each."""
    lines = []
    for part in parts:
        if isinstance(part, QLabel):
            lines.append(_plain(part))
        elif isinstance(part, QLineEdit):
            lines.append(part.displayText())
        elif isinstance(part, QAbstractButton):
            lines.append(part.text())
    text = "\n".join(line for line in lines if line)
    # A space that keeps two words together, and the place where a long number may break.
    return text.replace("\u00a0", " ").replace("\u200b", "")


def _said(button: QAbstractButton) -> str:
    return button.accessibleName() or button.text()


def _plain(label: QLabel) -> str:
    """A label's words without its tags."""
    text = label.text()
    if label.textFormat() is not Qt.TextFormat.RichText:
        return text
    while "<" in text:
        before, _, rest = text.partition("<")
        text = before + rest.partition(">")[2]
    return unescape(text)
