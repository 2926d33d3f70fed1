"""Keys that are typed faster than pages are made."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.qt.wedge import copied_key


class KeptKeys:
    """Keeps a clerk's keys while there is no page for them, and gives them on when it is there.

    Args:
        receiver: who gets a key now.
    """

    def __init__(self, receiver: Callable[[], QWidget]) -> None:
        self._receiver = receiver
        self._keys: list[QKeyEvent] = []

    def __bool__(self) -> bool:
        return bool(self._keys)

    def keep(self, event: QKeyEvent) -> None:
        """Keep this press; a key that is held down is one press."""
        if not event.isAutoRepeat():
            self._keys.append(copied_key(event))
        event.accept()

    def give_on(self) -> None:
        """Press them all. One of them may ask for another page: those after it are kept again."""
        keys, self._keys = self._keys, []
        for key in keys:
            QCoreApplication.sendEvent(self._receiver(), key)
            release = copied_key(key, QEvent.Type.KeyRelease)
            QCoreApplication.sendEvent(self._receiver(), release)

    def forget(self) -> None:
        """Nobody gets them any more."""
        self._keys.clear()
