"""The kiosk as a customer uses it, for tests and tours: touches, types, scans, reads the screen."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Final

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core.qt.hands import Hands, NotSeen
from core.qt.timers import HandTimers
from kiosk.widgets.entry import Entry
from kiosk.widgets.keyboard import Key
from kiosk.window import KioskWindow

__all__ = ["KioskDriver", "NotSeen"]

#: Longer than any test takes; and than any machine takes from one touch to the next.
_LONG_MS: Final = 60_000
_WHILE_MS: Final = 1_500
_CODE: Final = re.compile(r"\b\d{4}-\d{4}-\d{4}\b")


class KioskDriver(Hands):
    """One customer at one kiosk.

    Args:
        window: a shown window.
        patience_s: how long the customer waits for something to appear.
    """

    def __init__(self, window: KioskWindow, patience_s: float = 10) -> None:
        super().__init__(window, patience_s)
        self.window = window

    def tap(self, words: str) -> None:
        """Touch the button that says this, once it may be touched.

        Raises:
            NotSeen: there is no such button, or it stays disabled.
        """
        self.waits_until(lambda: self.button(words).isEnabled(), f"{words!r} to be touchable")
        self.touch(self._middle_of(self.button(words)))

    def touch(self, place: QPoint) -> None:
        """Put a finger there, on whatever lies uppermost, and lift it."""
        under = self.window.childAt(place) or self.window
        QTest.mouseClick(
            under,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            under.mapFrom(self.window, place),
        )

    def hold(self, place: QPoint, seconds: float, timers: HandTimers) -> None:
        """Put a finger there, keep it there so long, and lift it."""
        under = self.window.childAt(place) or self.window
        at = under.mapFrom(self.window, place)
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(under, left, none, at)
        timers.pass_time(seconds)
        QTest.mouseRelease(under, left, none, at)

    def double_tap(self, words: str) -> None:
        """Touch the screen twice where a button says this, as quickly as a nervous finger.

        The second touch falls on whatever lies there by then.
        """
        place = self._middle_of(self.button(words))
        with _double_taps_last(_LONG_MS):
            self._touch_the_glass(place, place)
        # A touch that comes next is another finger's.
        self._rest()

    def double_touch(self, place: QPoint) -> None:
        """Touch twice there, where everything has stood for longer than a double tap lasts."""
        with _double_taps_last(_WHILE_MS):
            self._rest()
            self._touch_the_glass(place, place)
        self._rest()

    def tap_quickly(self, *words: str) -> None:
        """Touch one button after the other, none of them new, as quickly as one does by heart."""
        self._rest()
        for said in words:
            self._touch_the_glass(self._middle_of(self.button(said)))

    def _rest(self) -> None:
        """Until the next touch is no second half of a double one."""
        end = time.monotonic() + QApplication.doubleClickInterval() / 1000
        self.waits_until(lambda: time.monotonic() > end, "the finger to rest")

    def _touch_the_glass(self, *places: QPoint) -> None:
        """Touches as they come from a touchscreen: Qt makes the mouse's events of them."""
        top = self.window.window()
        for place in places:
            at = self.window.mapTo(top, place)
            QTest.touchEvent(top, self._glass).press(0, at, top).commit()
            QTest.touchEvent(top, self._glass).release(0, at, top).commit()
            QCoreApplication.processEvents()

    @cached_property
    def _glass(self) -> QPointingDevice:
        return QTest.createTouchDevice()

    def enter(self, reference: str) -> None:
        """From the welcome screen or the field: type a reference like a person, and continue."""
        if "Start a return" in self.screen():
            self.tap("Start a return")
        self.sees("Enter your UID")
        self.type(reference)
        self.tap("Continue")

    def type(self, text: str) -> None:
        """Type once there is a field: nobody does before."""
        self.waits_until(self._has_field, "a field")
        super().type(text)

    def entered(self) -> str:
        """What stands in the field."""
        self.waits_until(self._has_field, "a field")
        return self._fields()[0].text()

    def _has_field(self) -> bool:
        return bool(self._fields())

    def _fields(self) -> list[Entry]:
        return [entry for entry in self.window.findChildren(Entry) if entry.isVisible()]

    def touch_keys(self, text: str) -> None:
        """Type on the screen's own keyboard."""
        with self.aside():
            keys = {key.means: key for key in self.window.findChildren(Key) if key.isVisible()}
        for sign in text:
            self.touch(self._middle_of(keys[sign]))
            # However fast the fingers, the window turns between two of them.
            QCoreApplication.processEvents()

    def give_mobile(self, number: str) -> None:
        """Type a mobile number and ask for the code."""
        self.sees("Your mobile number")
        self.type(number)
        self.tap("Get my RETURN CODE")

    def take_code(self, reference: str, mobile: str = "09123456789") -> str:
        """The whole way on the shortest path: scan, say yes, touch the digits, read the code."""
        self.scan(reference)
        self.tap("Yes, continue")
        self.sees("Your mobile number")
        self.touch_keys(mobile)
        self.tap("Get my RETURN CODE")
        return self.return_code()

    def shows_code(self) -> bool:
        """Whether a RETURN CODE stands on the screen."""
        return _CODE.search(self.screen()) is not None

    def return_code(self) -> str:
        """The code on the screen, as shown.

        Raises:
            NotSeen: there is none.
        """
        self.waits_until(self.shows_code, "a RETURN CODE")
        found = _CODE.search(self.screen())
        if found is None:
            raise NotSeen("a RETURN CODE")
        return found.group()

    def _middle_of(self, button: QWidget) -> QPoint:
        return button.mapTo(self.window, button.rect().center())


@contextmanager
def _double_taps_last(milliseconds: int) -> Iterator[None]:
    """Two touches are a double one, whatever a slow machine does between them."""
    usual = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(milliseconds)
    try:
        yield
    finally:
        QApplication.setDoubleClickInterval(usual)
