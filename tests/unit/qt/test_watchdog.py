"""The watchdog sees what keeps the event loop waiting, and nothing where nothing does."""

import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from pytestqt.qtbot import QtBot

from core.qt.watchdog import Stall, StallWatchdog


def _compute(ms: float) -> None:
    end = time.thread_time() + ms / 1000
    while time.thread_time() < end:
        pass


def _wait(ms: float) -> None:
    threading.Event().wait(ms / 1000)


def _turn(ms: int, *, meanwhile: Callable[[], None] | None = None) -> None:
    loop = QEventLoop()
    if meanwhile is not None:
        QTimer.singleShot(ms // 3, meanwhile)
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def test_a_calm_loop_has_no_stall(qtbot: QtBot) -> None:
    ticks = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(_compute(1)))
    timer.start(5)
    with StallWatchdog() as watchdog:
        _turn(300)
    assert ticks
    assert watchdog.stalls == []
    assert 0.9 < watchdog.worst.own_ms < 50


def test_a_slot_that_computes_for_80_ms_is_seen(qtbot: QtBot) -> None:
    with StallWatchdog() as watchdog:
        _turn(150, meanwhile=lambda: _compute(80))
    (stall,) = watchdog.stalls
    assert stall == watchdog.worst
    assert stall.wall_ms >= stall.own_ms >= 79
    assert stall.cpu_ms >= 79
    assert "test_watchdog" in stall.where


@pytest.mark.parametrize(
    ("wall", "cpu", "queued", "own"),
    [(90, 80, 0, 90), (150, 80, 60, 90), (136, 80, 60, 80), (80, 81, 0, 80)],
    ids=["waited", "waited and queued", "queued between two clocks", "computed between two clocks"],
)
def test_its_own_part_is_what_it_computed_and_waited(
    wall: float, cpu: float, queued: float, own: float
) -> None:
    assert Stall(wall, cpu, queued, "").own_ms == own


def test_a_slot_that_waits_is_seen_and_did_not_compute(qtbot: QtBot) -> None:
    with StallWatchdog() as watchdog:
        # So long that even a busy machine lets somebody look meanwhile.
        _turn(150, meanwhile=lambda: _wait(500))
    (stall,) = watchdog.stalls
    assert stall.own_ms >= 400
    assert stall.cpu_ms < 40
    assert "threading" in stall.where


@pytest.mark.parametrize("aside", [True, False])
def test_a_tests_own_work_is_set_aside(qtbot: QtBot, *, aside: bool) -> None:
    with StallWatchdog() as watchdog:
        _turn(20)
        if aside:
            with watchdog.aside():
                _compute(80)
        else:
            _compute(80)
        _turn(20)
    assert len(watchdog.stalls) == (0 if aside else 1)


def test_idle_time_is_no_stall(qtbot: QtBot) -> None:
    with StallWatchdog() as watchdog:
        _turn(400)
    assert watchdog.stalls == []


def test_nothing_is_watched_after_it_was_left(qtbot: QtBot) -> None:
    with StallWatchdog() as watchdog:
        _turn(10)
    _turn(150, meanwhile=lambda: _compute(80))
    assert watchdog.stalls == []
    assert not [thread for thread in threading.enumerate() if thread.name == "balik-stalls"]
