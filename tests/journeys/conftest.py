"""One store with a kiosk and a POS, for the stories that go from one to the other."""

from collections.abc import Iterator

import pytest

from core.qt.watchdog import StallWatchdog
from kiosk.driver import KioskDriver
from kiosk.pytest_plugin import kiosk, new_shop, open_kiosk, shopfloor
from pos.driver import PosDriver
from pos.pytest_plugin import pos

__all__ = ["kiosk", "new_shop", "open_kiosk", "pos", "shopfloor", "watchdog"]


@pytest.fixture
def watchdog(kiosk: KioskDriver, pos: PosDriver) -> Iterator[StallWatchdog]:
    """Watches the event loop of both windows; what the drivers read is not counted."""
    with StallWatchdog() as watching:
        kiosk.aside = pos.aside = watching.aside
        yield watching
