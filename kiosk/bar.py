"""The bar above every page: the shop's mark and how far the customer has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from core.qt.theme import Theme
from kiosk.look import Look
from kiosk.pages.page import MARGIN
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
        self._tile = IconTile("package", "logo", "on-green", side=56, size=34)
        self._brand = Words("brand", wrap=False)
        self.steps = StepsBar()
        for part in (self._tile, self._brand, self.steps):
            part.setParent(self)
        self._theme = Theme()

    def show_look(self, look: Look, reached: int) -> None:
        """Show how far the customer has come."""
        self._theme = look.theme
        brand, before = look.texts("Balik"), self._brand.text()
        self._brand.say(brand)
        if before and brand != before:
            # The first time it waits for its letters and its room, which come with the first size.
            self._place()
        self.steps.show_step(reached, look.texts)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Qt calls this when the window changes."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        px, height = self._theme.px, self.height()
        self._tile.move(px(MARGIN), (height - self._tile.height()) // 2)
        words = px(MARGIN) + self._tile.width() + px(18)
        self._brand.setGeometry(words, 0, self._brand.sizeHint().width(), height)
        steps = self.width() - px(MARGIN) - self.steps.width()
        self.steps.move(steps, (height - self.steps.height()) // 2)
