"""The kiosk as a program of its own, `python -m kiosk`: the window alone, nothing beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.qt.program import run_alone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from core.bootstrap import Shop

#: What a window manager puts around a window, about, in pixels: top and bottom.
_FRAME_HEIGHT: Final = 36


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the kiosk and run until it is closed; the answer is the process's exit status."""
    return run_alone("kiosk", _shop, _window, arguments)


def _shop(data: Path) -> Shop:
    from core.bootstrap import Shop  # noqa: PLC0415 - after the first frame

    return Shop(data)


def _window(shop: Callable[[], Shop]) -> QWidget:
    # Both after the display was looked for.
    from kiosk.look import LONG_SIDE, SHORT_SIDE  # noqa: PLC0415
    from kiosk.window import KioskWindow  # noqa: PLC0415

    window = KioskWindow(lambda: shop().kiosk(), open_room=lambda: shop().staff_room())
    window.ended.connect(window.close)
    height = min(LONG_SIDE, window.screen().availableGeometry().height() - _FRAME_HEIGHT)
    window.resize(height * SHORT_SIDE // LONG_SIDE, height)
    return window
