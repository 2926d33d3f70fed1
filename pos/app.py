"""The POS as a program of its own, `python -m pos`: the window alone, nothing beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.qt.program import run_alone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from core.bootstrap import Shop


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the POS and run until it is closed; the answer is the process's exit status."""
    return run_alone("pos", _shop, _window, arguments)


def _shop(data: Path) -> Shop:
    from core.bootstrap import Shop  # noqa: PLC0415 - after the first frame

    return Shop(data)


def _window(shop: Callable[[], Shop]) -> QWidget:
    from pos.window import PosWindow  # noqa: PLC0415 - after the display was looked for

    return PosWindow(lambda: shop().pos())
