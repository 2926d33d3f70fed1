"""The window of a kiosk on a machine of its own: whatever a customer presses, it stays."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from core.qt.desk import Desk


class LockedDesk(Desk):
    """Full screen and on top; it closes only once it is unlocked.

    What belongs to the system (switching consoles, its own menu) is the system's to lock: see
    `assets/kiosk-machine`.
    """

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._is_locked = True
        self.setWindowFlags(
            Qt.WindowType.Window
            | Qt.WindowType.CustomizeWindowHint
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
        )
        app = QApplication.instance()
        if isinstance(app, QGuiApplication):
            # The machine is being switched off: that must not wait for us.
            app.commitDataRequest.connect(self.unlock)

    def unlock(self) -> None:
        """Staff, or the system, may close it now."""
        self._is_locked = False

    def leave(self) -> None:
        """Staff ends it."""
        self.unlock()
        super().leave()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Alt+F4, a window manager's cross: nothing happens."""
        if self._is_locked:
            event.ignore()
            return
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Made small or put away by the system's keys, it comes back at once."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and not self.isFullScreen():
            QTimer.singleShot(0, self, self._come_back)

    def _come_back(self) -> None:
        if self._is_locked and not self.isFullScreen():
            self.showFullScreen()
