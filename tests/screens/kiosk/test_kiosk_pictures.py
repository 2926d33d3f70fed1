"""Every page of the kiosk as it was last looked at: both shapes, contrasts and text sizes.

A sheet's rows are the window upright in three text sizes, then lying; its columns the contrasts.
"""

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import picture_book
import pytest
from fit import settle, unpainted
from picture_book import (
    PictureBook,
    is_another,
    left_in,
    made_small,
    shopfloor,
    steady_cursor,
    tile_of,
)
from PIL import Image
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLabel

from core.qt.theme import Contrast
from kiosk.driver import KioskDriver
from kiosk.pytest_plugin import OpenKiosk
from kiosk.window import KioskWindow

__all__ = ["shopfloor", "steady_cursor"]

Walk = Callable[[KioskDriver], Iterator[str]]

SHOES = "AXDY43322222524544"
#: Half the design: every length is half, and all is drawn in a quarter of the time.
SHAPES = UPRIGHT, _LYING = (540, 960), (960, 540)
TEXT_SIZES = 3
#: The same page with other words.
ALIKE = {"reference, empty", "refused, RETURNED2026", "refused, Nobody-1"}


def _wear(window: KioskWindow, size: tuple[int, int], contrast: Contrast, text_step: int) -> None:
    theme = window.look.theme._replace(contrast=contrast, text_step=text_step)
    # Not by the foot's buttons: under the question a touch would be an answer.
    window._look = window.look._replace(theme=theme)
    if window.size() == QSize(*size):
        window._dress()
    else:
        window.resize(*size)
    settle()


def _tiles(window: KioskWindow) -> list[Image.Image]:
    tiles = {}
    for text_step, contrast in product(range(TEXT_SIZES), Contrast):
        # Both shapes wear the same style sheets, and these are what takes time.
        for size in SHAPES:
            # What nobody looks at need not be painted in between.
            with unpainted(window):
                _wear(window, size, contrast, text_step)
            tiles[size, text_step, contrast] = tile_of(window)
    _wear(window, SHAPES[0], Contrast.NORMAL, 0)
    return [tiles[seen] for seen in product(SHAPES, range(TEXT_SIZES), Contrast)]


def test_every_page_looks_as_it_was(
    pytestconfig: pytest.Config, open_kiosk: OpenKiosk, walk: Walk
) -> None:
    kiosk = open_kiosk(size=UPRIGHT)
    book = PictureBook("kiosk", left_in(pytestconfig), columns=len(Contrast))
    for name in walk(kiosk):
        if name not in ALIKE:
            book.page(name, _tiles(kiosk.window))
    book.close()


def test_the_staffs_pages_look_as_they_were(
    pytestconfig: pytest.Config, open_kiosk: OpenKiosk, staff_walk: Walk
) -> None:
    """Upright and lying; staff see them as they are set up, whatever the customer chose."""
    kiosk = open_kiosk(size=SHAPES[0])
    book = PictureBook("kiosk-staff", left_in(pytestconfig), columns=len(SHAPES))
    for name in staff_walk(kiosk):
        tiles = []
        for size in (SHAPES[1], SHAPES[0]):
            kiosk.window.resize(*size)
            settle()
            tiles.append(tile_of(kiosk.window))
        book.page(name, tiles)
    book.close()


def _drawn_by_another(picture: QImage) -> QImage:
    """The same lines and letters, their edges a third of a dot further."""
    drawn = picture.copy()
    painter = QPainter(drawn)
    painter.setOpacity(0.3)
    painter.drawImage(QPoint(1, 1), picture)
    painter.end()
    return drawn


def test_what_a_person_would_see_is_seen(open_kiosk: OpenKiosk) -> None:
    """A word moved or changed, a button gone; but not what another rasteriser does to an edge."""
    kiosk = open_kiosk(size=UPRIGHT)
    kiosk.scan(SHOES)
    kiosk.sees("Canvas shoes, size 42")
    settle()
    window, before = kiosk.window, tile_of(kiosk.window)
    other_edges = made_small(_drawn_by_another(window.grab().toImage()))
    assert other_edges.tobytes() != before.tobytes()
    assert not is_another(other_edges, before)
    words = next(x for x in window.findChildren(QLabel) if x.text() == "Canvas shoes, size 42")
    for aside in (QPoint(4, 0), QPoint(0, 4)):
        words.move(words.pos() + aside)
        assert is_another(tile_of(window), before)
        words.move(words.pos() - aside)
    words.setText("Canvas shoes, size 43")
    assert is_another(tile_of(window), before)
    words.setText("Canvas shoes, size 42")
    button = kiosk.button("No, go back")
    button.hide()
    assert is_another(tile_of(window), before)
    button.show()
    settle()
    assert not is_another(tile_of(window), before)


def test_a_difference_is_drawn_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads the report finds the picture; a page that is new or gone is said as well."""
    monkeypatch.setattr(picture_book, "SHEETS", tmp_path)
    white, black = Image.new("L", (60, 40), 255), Image.new("L", (60, 40))
    monkeypatch.setenv("BALIK_GOLDEN", "write")
    for name in ("Find, nothing", "Gone"):
        PictureBook("till", tmp_path / "left", columns=2).page(name, [white, white])
    monkeypatch.delenv("BALIK_GOLDEN")
    book = PictureBook("till", tmp_path / "left", columns=2)
    book.page("Find, nothing", [white, black])
    book.page("New", [white])
    with pytest.raises(AssertionError) as said:
        book.close()
    drawn = tmp_path / "left" / "find-nothing-difference.png"
    assert f"Find, nothing looks otherwise in picture 2: see {drawn}" in str(said.value)
    assert "New has no picture yet" in str(said.value)
    assert "nobody shows gone.png any more" in str(said.value)
    with Image.open(drawn) as picture:
        last = picture.crop((picture.width - 60, 0, picture.width, 40))
    assert last.getcolors() == [(60 * 40, (255, 0, 0))]
