"""What somebody does who sits at backstage."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from core.domain.status import Status
from core.qt.backstage.window import BackstageWindow
from core.qt.hands import Hands
from core.qt.timers import HandTimers


def click(hands: Hands, words: str) -> None:
    """Click the button that says so."""
    QTest.mouseClick(hands.button(words), Qt.MouseButton.LeftButton)


def shows(window: BackstageWindow, timers: HandTimers, status: Status, count: int) -> None:
    """Wait until a column has so many parcels; it looks by its timers."""

    def happened() -> bool:
        timers.pass_time(1)
        return window.board.view_of(status).model().rowCount(QModelIndex()) == count

    Hands(window).waits_until(happened, f"{count} parcels {status.value}")
