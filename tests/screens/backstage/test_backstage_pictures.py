"""Backstage as it was last looked at: each of its parts at work, in two sizes."""

import json
from collections.abc import Iterator
from typing import Final

import pytest
from picture_book import PictureBook, left_in, shopfloor, steady_cursor, tile_of
from PIL import Image
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QApplication

from core.domain.status import Status
from core.pytest_shop import Shopfloor
from core.qt.backstage.eyes import BackstageParts
from core.qt.backstage.window import BackstageWindow
from core.qt.hands import Hands
from core.qt.tasks import Tasks
from core.qt.theme import dress
from core.qt.timers import HandTimers
from core.services.try_printer import try_printer
from core.texts import Texts

__all__ = ["shopfloor", "steady_cursor"]

SHOES: Final = "AXDY43322222524544"
SIZES: Final = ((1440, 900), (1280, 720))


@pytest.fixture
def window(
    qapp: QApplication, parts: BackstageParts, timers: HandTimers
) -> Iterator[BackstageWindow]:
    """Backstage over a store whose codes are the same each time."""
    dress(qapp)
    window = BackstageWindow(lambda: parts, Texts(), timers)
    window.show()
    yield window
    window.close()
    window.deleteLater()


def _tiles(window: BackstageWindow, timers: HandTimers) -> Iterator[Image.Image]:
    """It looks by its timers, then asks for the newest paper's picture."""
    for _ in range(2):
        timers.pass_time(1)
        _rests(window)
    for size in SIZES:
        window.resize(*size)
        _rests(window)
        yield tile_of(window)


def _rests(window: BackstageWindow) -> None:
    tasks = window.findChildren(Tasks)
    Hands(window).waits_until(lambda: all(one.is_idle for one in tasks), "all it asked for")
    for _ in range(2):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def _past_every_part(window: BackstageWindow, shopfloor: Shopfloor) -> Iterator[str]:
    yield "opened"
    shopfloor.accepted(SHOES)
    shopfloor.run_job()
    shopfloor.accepted("HYN402")
    try_printer(shopfloor.station, Texts())
    _webhooks(shopfloor)
    yield "parcels, webhooks, a paper"
    view = window.board.view_of(Status.FOR_PULL_OUT)
    chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
    view.selectionModel().select(view.model().index(0, 0), chosen)
    yield "a parcel is chosen"
    window.switches.switched.emit("kiosk-link-down")
    _rests(window)
    window.fault_times.begins.setCurrentText("In 1 h")
    window.fault_times.chance.setCurrentText("1 time in 10")
    window.switches.switched.emit("kiosk-printer-paper-out")
    _rests(window)
    Hands(window).button("Record").click()
    yield "faults, recording"


def _webhooks(shopfloor: Shopfloor) -> None:
    with (shopfloor.data / "merchants-inbox.jsonl").open("a", encoding="utf-8") as file:
        for status, genuine in (("FOR RETURN", True), ("RETURNED", False)):
            body = {"status": status, "trackingNumber": "30310533261428120"}
            body["timestamp"] = "2026-11-21 14:33:07"
            line = {"genuine": genuine, "answered": "answers 200", "body": json.dumps(body)}
            file.write(json.dumps(line) + "\n")


def test_every_part_looks_as_it_was(
    pytestconfig: pytest.Config,
    window: BackstageWindow,
    timers: HandTimers,
    shopfloor: Shopfloor,
) -> None:
    book = PictureBook("backstage", left_in(pytestconfig), columns=len(SIZES))
    for name in _past_every_part(window, shopfloor):
        book.page(name, list(_tiles(window, timers)))
    menu = window.play.menu_of_files
    window.play.click()
    Hands(window).waits_until(menu.isVisible, "the menu of scenarios")
    book.page("scenarios to play", [tile_of(menu)])
    menu.close()
    book.close()
