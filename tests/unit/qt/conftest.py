"""A counter with a scanner, and one for slow fingers."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot
from scanned_window import Counter, show


@pytest.fixture
def counter(qtbot: QtBot) -> Counter:
    return show(qtbot, Counter())


@pytest.fixture
def slow(qtbot: QtBot) -> Counter:
    """The same, where a test moves the keys' clock."""
    return show(qtbot, Counter(slow_clock=True))


@pytest.fixture(autouse=True)
def _no_wedge_outlives_its_window(qapp: QCoreApplication) -> Iterator[None]:
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
