"""Icons: Lucide's outlines, drawn in a token's colour at the size asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QGuiApplication, QPixmap

from core.assets import asset_path

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


@lru_cache(maxsize=64)
def _drawing(name: str) -> str:
    return asset_path("icons", f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=256)
def _pixmap(name: str, colour: str, size: int, ratio: float, stroke: float) -> QPixmap:
    # Qt's image reader draws SVG by itself. The Python binding of its SVG library would take
    # longer to load than the rest of a first screen.
    side = f'"{round(size * ratio)}"'
    drawing = _drawing(name).replace("currentColor", colour)
    drawing = drawing.replace('width="24"', f"width={side}", 1)
    drawing = drawing.replace('height="24"', f"height={side}", 1)
    drawing = drawing.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    pixmap = QPixmap()
    if not pixmap.loadFromData(drawing.encode(), "SVG"):
        raise RuntimeError(f"this Qt cannot draw {name}.svg")
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon_pixmap(name: str, colour: QColor, size: int, *, stroke: float = 2) -> QPixmap:
    """The icon `assets/icons/<name>.svg`, `size` pixels wide and high, sharp on any screen.

    Args:
        name: the file's name without its ending.
        colour: of its lines.
        size: in device-independent pixels.
        stroke: the lines' width on Lucide's grid of 24.
    """
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _pixmap(name, colour.name(), size, ratio, stroke)


def icon(name: str, colour: QColor, size: int) -> QIcon:
    """The same for a button; it is not greyed when the button is disabled."""
    from PySide6.QtGui import QIcon  # noqa: PLC0415 - slow to load, and no first frame needs it

    pixmap = icon_pixmap(name, colour, size)
    made = QIcon(pixmap)
    made.addPixmap(pixmap, QIcon.Mode.Disabled)
    return made
