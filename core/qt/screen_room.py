"""How much of the screen a window may take."""

from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

#: What a window manager puts around a window, about, in pixels: both sides, top and bottom.
FRAME_WIDTH: Final = 4
FRAME_HEIGHT: Final = 36
#: The designs' sizes.
_KIOSK: Final = (1080, 1920)
_POS: Final = (1366, 768)


def screen_room() -> QRect:
    """The screen without its bars."""
    return QGuiApplication.primaryScreen().availableGeometry()


def kiosk_and_pos(beside_kiosk: int = 0) -> tuple[QRect, QRect]:
    """Where a kiosk and a POS stand side by side on this screen.

    Args:
        beside_kiosk: what the kiosk's window has beside the kiosk, in pixels.
    """
    room = screen_room()
    _, height = fitting(0, _KIOSK[1])
    kiosk_width = round(height * _KIOSK[0] / _KIOSK[1]) + beside_kiosk
    left = room.left() + kiosk_width + FRAME_WIDTH
    pos_width = min(room.right() - left - FRAME_WIDTH, _POS[0])
    return (
        QRect(room.left(), room.top(), kiosk_width, height),
        QRect(left, room.top(), pos_width, min(height, _POS[1])),
    )


def fitting(width: int, height: int) -> tuple[int, int]:
    """The size, or as much of it as the screen has room for, its frame included."""
    room = screen_room()
    return min(room.width() - FRAME_WIDTH, width), min(room.height() - FRAME_HEIGHT, height)
