"""How much of the screen a window may take."""

from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

#: What a window manager puts around a window, about, in pixels: both sides, top and bottom.
FRAME_WIDTH: Final = 4
FRAME_HEIGHT: Final = 36


def screen_room() -> QRect:
    """The screen without its bars."""
    return QGuiApplication.primaryScreen().availableGeometry()


def fitting(width: int, height: int) -> tuple[int, int]:
    """The size, or as much of it as the screen has room for, its frame included."""
    room = screen_room()
    return min(room.width() - FRAME_WIDTH, width), min(room.height() - FRAME_HEIGHT, height)
