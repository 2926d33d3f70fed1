"""What is built while nobody waits for it, a little for each turn of the event loop."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from core.qt.classes import build_classes_by_and_by


class Ahead:
    """PySide's classes, and then one page after the other.

    Args:
        owner: with it the building ends.
        build_next: builds one page; False once all are there.
    """

    def __init__(self, owner: QObject, build_next: Callable[[], bool]) -> None:
        self._owner = owner
        self._build_next = build_next
        self._classes = build_classes_by_and_by()
        self.go_on()

    def go_on(self) -> None:
        """Take the next step in the next turn, and so on until all is there."""
        # Not 0: a chain of posted events runs to its end without the loop ever turning.
        QTimer.singleShot(1, self._owner, self._take_step)

    def _take_step(self) -> None:
        for _ in self._classes:
            break
        else:
            if not self._build_next():
                return
        self.go_on()
