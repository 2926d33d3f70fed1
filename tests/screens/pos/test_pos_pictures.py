"""Every page of the POS as it was last looked at: at the design's size and on the smallest till."""

from collections.abc import Callable, Iterator

import pytest
from picture_book import PictureBook, left_in, shopfloor, steady_cursor, tile_of
from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from core.qt.tasks import Tasks
from pos.driver import PosDriver

__all__ = ["shopfloor", "steady_cursor"]

Walk = Callable[[], Iterator[str]]

SIZES = ((1024, 768), (1366, 768))


def _tiles(pos: PosDriver) -> list[Image.Image]:
    """Begins with the size that the window has: for another one every page is dressed anew."""
    now = pos.window.size().toTuple()
    tiles = {}
    for size in sorted(SIZES, key=lambda size: size != now):
        pos.window.resize(*size)
        pos.waits_until(lambda: _is_still(pos), "all to be dressed for the size, and filled")
        tiles[size] = tile_of(pos.window)
    return [tiles[size] for size in SIZES]


def _is_still(pos: PosDriver) -> bool:
    """Whether nothing is due any more: lists are filled and parts laid out a turn later."""
    was_quiet = _is_quiet(pos)
    for _ in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    # Only what was quiet before these turns has been laid out in them.
    return was_quiet and _is_quiet(pos)


def _is_quiet(pos: PosDriver) -> bool:
    window = pos.window
    is_due = any(x.isSingleShot() and x.isActive() for x in window.findChildren(QTimer))
    is_asking = any(not tasks.is_idle for tasks in window.findChildren(Tasks))
    return window.is_settled and not is_due and not is_asking


def test_every_page_looks_as_it_was(
    request: pytest.FixtureRequest, pos: PosDriver, walk: Walk
) -> None:
    part = request.node.callspec.params["walk"]
    book = PictureBook(f"pos-{part}", left_in(request.config), columns=len(SIZES))
    for name in walk():
        book.page(name, _tiles(pos))
    book.close()
