"""An icon that changes with what the page says."""

from PySide6.QtWidgets import QLabel, QSizePolicy

from core.qt.icons import icon_pixmap
from pos.widgets.look import Look


class IconLabel(QLabel):
    """An icon of `size` design pixels, or `narrow` of them in a narrow window."""

    def __init__(self, size: int, *, narrow: int | None = None, stroke: float = 2) -> None:
        super().__init__()
        self._size = size
        self._narrow = narrow or size
        self._stroke = stroke
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, colour: str, look: Look) -> None:
        """Show this icon in a colour token."""
        pixels = look.theme.px(self._size if look.wide else self._narrow)
        self.setPixmap(icon_pixmap(name, look.theme.colour(colour), pixels, stroke=self._stroke))
