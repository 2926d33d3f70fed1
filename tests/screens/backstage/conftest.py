"""What backstage stands on, for whatever is to be tried or looked at there."""

from collections.abc import Iterator

import pytest
from at_backstage import shows
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.desktop.plays_beside import PlaysBeside
from core.domain.status import Status
from core.pytest_shop import Shopfloor, new_shop, shopfloor
from core.qt.backstage.eyes import BackstageParts
from core.qt.backstage.window import BackstageWindow
from core.qt.hands import Hands
from core.qt.timers import HandTimers
from core.texts import Texts

__all__ = ["new_shop", "shopfloor"]


@pytest.fixture
def timers() -> HandTimers:
    """What moves the window's time."""
    return HandTimers()


@pytest.fixture
def parts(shopfloor: Shopfloor) -> Iterator[BackstageParts]:
    """What backstage stands on, over the store of `shopfloor`."""
    service, data = shopfloor.shop.service(), shopfloor.data
    shop, plays = shopfloor.shop, PlaysBeside(data)
    yield BackstageParts(shop.panel, service.behind, service.daily_job, data, shop.store, plays)
    service.group.close()


@pytest.fixture
def window(qtbot: QtBot, parts: BackstageParts, timers: HandTimers) -> Iterator[BackstageWindow]:
    """Backstage, open."""
    window = BackstageWindow(lambda: parts, Texts(), timers)
    window.resize(1440, 900)
    window.show()
    QTest.qWaitForWindowActive(window)
    shows(window, timers, Status.RETURNED, 2)
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def hands(window: BackstageWindow) -> Hands:
    """Whoever sits at it."""
    return Hands(window)
