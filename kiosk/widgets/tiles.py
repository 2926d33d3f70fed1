"""Square tiles: an icon's, and a merchant's with its initial."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from core.qt.icons import icon_pixmap
from core.qt.theme import Theme
from kiosk.widgets.boxes import Dressed


class IconTile(QLabel, Dressed):
    """An icon on a soft square, or on a round badge.

    Args:
        icon: of Lucide's drawing.
        tint: the tile's `#tint-…` in the style sheet.
        token: the icon's colour.
        side: of the tile, in design pixels.
        size: of the icon, in design pixels.
    """

    def __init__(self, icon: str, tint: str, token: str, *, side: float, size: float) -> None:
        super().__init__()
        self._icon, self._token, self._side, self._size = icon, token, side, size
        self._theme: Theme | None = None
        self.setObjectName(f"tint-{tint}")
        self.setProperty("centred", True)

    def show_icon(self, icon: str) -> None:
        """Show another drawing."""
        self._icon = icon
        if self._theme is not None:
            self.dress(self._theme)

    def dress(self, theme: Theme) -> None:
        """See `Dressed`."""
        self._theme = theme
        side = theme.px(self._side)
        self.setFixedSize(side, side)
        colour = theme.colour(self._token)
        self.setPixmap(icon_pixmap(self._icon, colour, theme.px(self._size)))


class MerchantTile(QLabel, Dressed):
    """A merchant's initial on its colour. Beside it stands the name, so it is only a landmark."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("centred", True)
        self.setObjectName("role-tile")

    def show_merchant(self, name: str, colour: str) -> None:
        """Show a merchant; the last word's initial tells `Merchant A` from `Merchant B`."""
        words = name.split()
        self.setText(words[-1][:1].upper() if words else "")
        self.setProperty("tint", colour)
        self.style().unpolish(self)
        self.style().polish(self)

    def dress(self, theme: Theme) -> None:
        """See `Dressed`."""
        side = theme.px(112)
        self.setFixedSize(side, side)
