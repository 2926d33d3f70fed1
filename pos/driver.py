"""The POS as a clerk uses it, for tests and tours: types, scans, clicks, and reads the screen."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from core.qt.hands import Hands, NotSeen
from pos.window import PosWindow

__all__ = ["NotSeen", "PosDriver"]


class PosDriver(Hands):
    """One clerk at one POS.

    Args:
        window: a shown window.
        patience_s: how long the clerk waits for something to appear.
    """

    def __init__(self, window: PosWindow, patience_s: float = 10) -> None:
        super().__init__(window, patience_s)
        self.window = window

    def sign_in(self, number: str, pin: str) -> None:
        """Type clerk number, Enter, PIN, Enter."""
        self.sees("Sign in")
        self.type(number)
        self.press("Enter")
        self.type(pin)
        self.press("Enter")

    def check_parcel(self) -> None:
        """Make the clerk's three checks."""
        self.type("123")

    def click(self, words: str) -> None:
        """Click the button that says this."""
        QTest.mouseClick(self.button(words), Qt.MouseButton.LeftButton, pos=QPoint(8, 8))

    def click_field(self, name: str) -> None:
        """Click into the field of this name."""
        fields = self.window.findChildren(QLineEdit)
        self.waits_until(
            lambda: any(f.isVisible() and f.accessibleName() == name for f in fields), name
        )
        field = next(f for f in fields if f.isVisible() and f.accessibleName() == name)
        QTest.mouseClick(field, Qt.MouseButton.LeftButton)

    def may_click(self, words: str) -> bool:
        """Whether the button that says this can be clicked."""
        return self.button(words).isEnabled()

    def answers_to(self, button: QAbstractButton, words: str) -> bool:
        """A key's name may follow the words; nothing else may."""
        return (button.accessibleName() or button.text()).split(",")[0] == words
