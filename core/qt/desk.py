"""The window around a screen: alone, or with the simulated printer's strip beside it.

It is on the way to the first frame, so it names nothing of Qt that the frame itself does not need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from core.qt.strip import Strip


class Desk(QWidget):
    """A top-level window around a kiosk or POS.

    Args:
        screen: the kiosk or POS itself; takes all the room that the strip leaves.
        title: the window's.
    """

    #: The station that the screen opened; may be emitted on a worker.
    station_opened = Signal(object)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self._strip: Strip | None = None
        self._screen: QWidget | None = None
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def add_screen(self, screen: QWidget) -> None:
        """Put the kiosk or POS in."""
        self._screen = screen
        self._row.addWidget(screen, 1)

    def add_strip(self, strip: Strip) -> None:
        """Put the simulated printer beside the screen, with the handle that opens and closes it."""
        self._strip = strip
        self._row.addWidget(strip.handle)
        self._row.addWidget(strip)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go of the printer and the screen's workers."""
        if self._strip is not None:
            self._strip.roll.stop()
        if self._screen is not None:
            self._screen.close()
        super().closeEvent(event)
