"""Fixtures for pytest: a customer at a kiosk, in a store of its own."""

from collections.abc import Callable, Iterator
from typing import Protocol

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.pytest_shop import Shopfloor, new_chain, new_shop, shopfloor
from core.qt.theme import dress
from core.services.station import Station
from core.texts import Texts
from kiosk.driver import KioskDriver
from kiosk.window import KioskWindow

__all__ = ["OpenKiosk", "Shopfloor", "kiosk", "new_chain", "new_shop", "open_kiosk", "shopfloor"]

#: The design's size; 88 pixels on it are a finger.
DESIGN = (1080, 1920)


class OpenKiosk(Protocol):
    """Opens a kiosk's window and puts a customer before it."""

    def __call__(
        self,
        open_station: Callable[[], Station] | None = None,
        *,
        size: tuple[int, int] = DESIGN,
        texts: Texts | None = None,
    ) -> KioskDriver:
        """Open it; by default on the store of the fixture `shopfloor`."""
        ...


@pytest.fixture
def open_kiosk(qapp: object, shopfloor: Shopfloor) -> Iterator[OpenKiosk]:
    """Opens kiosks, and closes them after the test."""
    if isinstance(qapp, QApplication):
        dress(qapp)
    windows: list[KioskWindow] = []

    def opened(
        open_station: Callable[[], Station] | None = None,
        *,
        size: tuple[int, int] = DESIGN,
        texts: Texts | None = None,
    ) -> KioskDriver:
        window = KioskWindow(
            open_station or (lambda: shopfloor.kiosk),
            texts,
            open_room=shopfloor.shop.staff_room,
            timers=shopfloor.timers,
        )
        windows.append(window)
        window.resize(*size)
        window.show()
        QTest.qWaitForWindowActive(window)
        driver = KioskDriver(window)
        driver.waits_until(lambda: window.is_prepared, "the kiosk to be ready for anything")
        return driver

    yield opened
    for window in windows:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def kiosk(open_kiosk: OpenKiosk) -> KioskDriver:
    """A customer before the welcome page of that store."""
    driver = open_kiosk()
    driver.sees("Start a return")
    return driver
