"""What backstage stands on, for whatever is to be tried or looked at there."""

from collections.abc import Iterator

import pytest

from core.desktop.plays_beside import PlaysBeside
from core.pytest_shop import Shopfloor, new_shop, shopfloor
from core.qt.backstage.eyes import BackstageParts
from core.qt.timers import HandTimers

__all__ = ["new_shop", "shopfloor"]


@pytest.fixture
def timers() -> HandTimers:
    """What moves the window's time."""
    return HandTimers()


@pytest.fixture
def parts(shopfloor: Shopfloor) -> Iterator[BackstageParts]:
    """What backstage stands on, over the store of `shopfloor`."""
    service, data = shopfloor.shop.service(), shopfloor.data
    panel, plays = shopfloor.shop.panel, PlaysBeside(data)
    yield BackstageParts(panel, service.behind, service.daily_job, data, plays)
    service.group.close()
