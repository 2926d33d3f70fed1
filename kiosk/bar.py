"""The bar above every page: the shop's mark and how far the customer has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kiosk.look import Look
from kiosk.pages.page import MARGIN
from kiosk.widgets.boxes import Box
from kiosk.widgets.steps import StepsBar
from kiosk.widgets.tiles import IconTile
from kiosk.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

#: Its height in design pixels.
BAR = 120


class TopBar(QWidget):
    """Logo, brand and the four steps."""

    def __init__(self) -> None:
        super().__init__()
        self._row = Box(row=True, margins=(MARGIN, 0, MARGIN, 0))
        self._row.setParent(self)
        self._brand = Words("brand", wrap=False)
        self.steps = StepsBar()
        self._row.add(IconTile("package", "logo", "on-green", side=56, size=34))
        self._row.gap(18)
        self._row.add(self._brand)
        self._row.spring()
        self._row.add(self.steps)

    def show_look(self, look: Look, reached: int) -> None:
        """Show how far the customer has come."""
        self._brand.say(look.texts("Balik"))
        self.steps.show_step(reached, look.texts)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Qt calls this when the window changes."""
        super().resizeEvent(event)
        self._row.setGeometry(self.rect())
