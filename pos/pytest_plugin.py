"""Fixtures for pytest: a clerk at a POS, in a store of its own."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest

from core.pytest_shop import HERE_AND_FAR, Shopfloor, new_chain, new_shop, shopfloor
from core.qt.theme import dress
from pos.driver import PosDriver
from pos.window import PosWindow

__all__ = ["HERE_AND_FAR", "Shopfloor", "new_chain", "new_shop", "pos", "shopfloor"]


@pytest.fixture
def pos(qapp: object, shopfloor: Shopfloor) -> Iterator[PosDriver]:
    """A clerk before the locked POS of that store."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - the plugin loads without Qt

    if isinstance(qapp, QApplication):
        dress(qapp)
    window = PosWindow(
        lambda: shopfloor.station,
        timers=shopfloor.timers,
        seconds=lambda: shopfloor.clock.seconds,
    )
    window.show()
    QTest.qWaitForWindowActive(window)
    driver = PosDriver(window)
    driver.sees("Sign in")
    yield driver
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
