"""Pictures of pages as they were last looked at and found good, and what differs from them.

A page is one sheet: a tile for each way in which it can be seen. Tiles are small and grey, so that
all sheets together stay small; colours are measured elsewhere, on the pages in full size. What a
rasteriser does at a letter's edge changes the grey of a tile's dot by a little. A word that is
another one, or lies elsewhere, changes some by much: only these are counted.
"""

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QAbstractAnimation, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from core.pytest_shop import Shopfloor

SHEETS: Final = Path(__file__).parent / "golden" / "screens"
#: One dot of a tile for so many of the window's, each way.
SMALLER: Final = 3
#: From so many levels of grey (of 256) on, a dot is another one.
ANOTHER: Final = 44
#: So many dots of a tile may be others.
FORGIVEN: Final = 3
#: Between two tiles of a sheet.
_GAP: Final = 4
_GREYS: Final = 16
_RENEW: Final = "BALIK_GOLDEN=write pytest -n0 tests/screens -k as_it_was"


def left_in(config: pytest.Config) -> Path:
    """Where pictures of differences are left: with what other failed tests leave."""
    return config.invocation_params.dir / config.getoption("--balik-report") / "pictures"


def tile_of(window: QWidget) -> Image.Image:
    """How a window looks now, small and grey."""
    for animation in window.findChildren(QAbstractAnimation):
        animation.setCurrentTime(animation.duration())
    return made_small(window.grab().toImage())


def made_small(picture: QImage) -> Image.Image:
    """A picture of a window as a tile."""
    small = picture.scaled(
        picture.width() // SMALLER,
        picture.height() // SMALLER,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    ).convertToFormat(QImage.Format.Format_Grayscale8)
    return Image.frombytes(
        "L", (small.width(), small.height()), small.constBits(), "raw", "L", small.bytesPerLine()
    )


def other_dots(now: Image.Image, before: Image.Image) -> Image.Image:
    """White where the two differ by more than a letter's edge."""
    return ImageChops.difference(now, before).point(lambda grey: 255 * (grey >= ANOTHER))


def is_another(now: Image.Image, before: Image.Image) -> bool:
    """Whether a person would see a difference."""
    return now.size != before.size or other_dots(now, before).histogram()[255] > FORGIVEN


@pytest.fixture
def shopfloor(
    new_shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shopfloor]:
    """A store whose codes are the same each time, and its place on the disk too."""
    shutil.copytree(new_shop, tmp_path / "balik")
    monkeypatch.chdir(tmp_path)
    codes = Random(7)  # noqa: S311 - they must repeat themselves
    floor = Shopfloor(Path("balik"), random_below=codes.randrange)
    yield floor
    floor.shop.close()


@pytest.fixture(autouse=True)
def steady_cursor(qapp: QApplication) -> Iterator[None]:
    """What blinks is seen in one picture and not in the next."""
    before = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(before)


class PictureBook:
    """The sheets of one window's pages; what differs is drawn, and said at the end.

    Args:
        name: the window's.
        left: where the picture of a difference is left.
        columns: how many tiles stand side by side.
    """

    def __init__(self, name: str, left: Path, columns: int) -> None:
        self._folder = SHEETS / name
        self._left = left
        self._columns = columns
        self._writes = os.environ.get("BALIK_GOLDEN") == "write"
        self._seen: set[str] = set()
        self._complaints: list[str] = []

    def page(self, name: str, tiles: Sequence[Image.Image]) -> None:
        """Compare a page with its sheet; or make that anew, where the tests are told to."""
        stem = re.sub(r"\W+", "-", name.lower()).strip("-")
        assert stem not in self._seen, f"two pages are called {name}"
        self._seen.add(stem)
        now, golden = self._sheet(tiles), self._folder / f"{stem}.png"
        if self._writes:
            golden.parent.mkdir(parents=True, exist_ok=True)
            now.point(lambda grey: grey * _GREYS // 256 * 255 // (_GREYS - 1)).save(
                golden, optimize=True
            )
        elif not golden.exists():
            self._complain(name, now, Image.new("L", now.size), "has no picture yet")
        else:
            self._compare(name, tiles, now, golden)

    def close(self) -> None:
        """Say what differs, and where the pictures are.

        Raises:
            AssertionError: a page looks otherwise, is new, or is no more.
        """
        kept = {path.stem for path in self._folder.glob("*.png")}
        self._complaints += [f"nobody shows {name}.png any more" for name in kept - self._seen]
        said = "\n".join(self._complaints)
        assert not self._complaints, f"{said}\nIf it is meant: {_RENEW}, and look at each."

    def _compare(
        self, name: str, tiles: Sequence[Image.Image], now: Image.Image, golden: Path
    ) -> None:
        with Image.open(golden) as file:
            before = file.convert("L")
        if before.size != now.size:
            self._complain(name, now, before, f"is {now.size}, was {before.size}")
            return
        others = [
            str(number)
            for number, (place, tile) in enumerate(zip(self._places(tiles), tiles, strict=True), 1)
            if is_another(
                tile, before.crop((*place, place[0] + tile.width, place[1] + tile.height))
            )
        ]
        if others:
            self._complain(name, now, before, f"looks otherwise in picture {', '.join(others)}")

    def _complain(self, name: str, now: Image.Image, before: Image.Image, why: str) -> None:
        """Leave three sheets side by side: as it was, as it is, and the difference in red."""
        size = (max(now.width, before.width), max(now.height, before.height))
        was, is_now = Image.new("L", size), Image.new("L", size)
        was.paste(before)
        is_now.paste(now)
        red = Image.new("RGB", size, "red")
        marked = Image.composite(red, is_now.convert("RGB"), other_dots(is_now, was))
        drawn = Image.new("RGB", (3 * size[0] + 2 * _GAP, size[1]), "red")
        for column, picture in enumerate((was, is_now, marked)):
            drawn.paste(picture.convert("RGB"), (column * (size[0] + _GAP), 0))
        self._left.mkdir(parents=True, exist_ok=True)
        path = self._left / f"{re.sub(r'[^a-z0-9]+', '-', name.lower())}-difference.png"
        drawn.save(path)
        self._complaints.append(f"{name} {why}: see {path}")

    def _sheet(self, tiles: Sequence[Image.Image]) -> Image.Image:
        places = self._places(tiles)
        ends = [(x + t.width, y + t.height) for (x, y), t in zip(places, tiles, strict=True)]
        sheet = Image.new("L", (max(x for x, _ in ends), max(y for _, y in ends)))
        for place, tile in zip(places, tiles, strict=True):
            sheet.paste(tile, place)
        return sheet

    def _places(self, tiles: Sequence[Image.Image]) -> list[tuple[int, int]]:
        places, y = [], 0
        for start in range(0, len(tiles), self._columns):
            row, x = tiles[start : start + self._columns], 0
            for tile in row:
                places.append((x, y))
                x += tile.width + _GAP
            y += max(tile.height for tile in row) + _GAP
        return places
