"""Icons: Lucide's outlines, drawn in a token's colour at the size asked for."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPainterPath, QPen, QPixmap

from core.assets import asset_path
from core.qt.outlines import GRID, outline


@lru_cache(maxsize=64)
def _outline(name: str) -> QPainterPath:
    return outline(asset_path("icons", f"{name}.svg").read_text("utf-8"))


@lru_cache(maxsize=256)
def _pixmap(name: str, colour: str, size: int, ratio: float, stroke: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / GRID, size / GRID)
    pen = QPen(QColor(colour), stroke)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(_outline(name))
    painter.end()
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
    pixmap = icon_pixmap(name, colour, size)
    made = QIcon(pixmap)
    made.addPixmap(pixmap, QIcon.Mode.Disabled)
    return made
