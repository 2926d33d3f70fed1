"""The replay as it was last looked at: each kind of step, in the usual and in a small size."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from picture_book import PictureBook, left_in, tile_of
from PIL import Image
from PySide6.QtWidgets import QApplication

from core.desktop.replay_desk import paper_picture
from core.flight.reading import read_recording
from core.qt.hands import Hands
from core.qt.replay.window import ReplayWindow
from core.qt.tasks import Tasks
from core.qt.theme import dress
from core.qt.timers import HandTimers
from core.texts import Texts

#: A return from the first touch to the receipt, without its keys and the steps between them.
RECORDING: Final = Path(__file__).parents[2] / "golden" / "recordings" / "return.jsonl"
SIZES: Final = ((1440, 820), (1280, 720))


@pytest.fixture
def window(qapp: QApplication) -> Iterator[ReplayWindow]:
    """The replay of a recording that is the same each time."""
    dress(qapp)
    window = ReplayWindow(read_recording(RECORDING), paper_picture, Texts(), HandTimers())
    window.show()
    yield window
    window.close()
    window.deleteLater()


def _tiles(window: ReplayWindow) -> Iterator[Image.Image]:
    tasks = window.findChildren(Tasks)
    for size in SIZES:
        window.resize(*size)
        Hands(window).waits_until(lambda: all(one.is_idle for one in tasks), "the paper")
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        yield tile_of(window)


def test_every_step_looks_as_it_was(pytestconfig: pytest.Config, window: ReplayWindow) -> None:
    whats = [(entry.where, entry.what) for entry in read_recording(RECORDING).entries]
    Hands(window).waits_until(lambda: window.step == 0, "the first step")
    book = PictureBook("replay", left_in(pytestconfig), columns=len(SIZES))
    for name, step in (
        ("touch", whats.index(("kiosk", "touch"))),
        ("ticket", whats.index(("kiosk", "print"))),
        ("counter", whats.index(("pos", "screen"))),
        ("end", len(whats) - 1),
    ):
        window.go_to(step)
        book.page(name, list(_tiles(window)))
    book.close()
