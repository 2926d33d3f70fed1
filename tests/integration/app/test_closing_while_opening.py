"""A window that is closed while it still opens waits for nothing that is only being opened."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from program import PATIENCE_S, environment
from pytestqt.qtbot import QtBot

from core.bootstrap import Shop
from core.desktop.terminal_desks import KioskDesk, PosDesk, SharedShop
from core.qt.tasks import Tasks

AT_ONCE_S = 1.0


@contextmanager
def _at_once() -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < AT_ONCE_S


@pytest.mark.parametrize("terminal", [KioskDesk, PosDesk])
def test_what_is_being_opened_is_left(
    qtbot: QtBot, tmp_path: Path, terminal: type[KioskDesk | PosDesk]
) -> None:
    begun, may_go_on, went_on = Event(), Event(), Event()

    def open_slowly() -> Shop:
        begun.set()
        may_go_on.wait(PATIENCE_S)
        went_on.set()
        return Shop(tmp_path / "never")

    shared = SharedShop(open_slowly)
    opened = terminal(shared)
    qtbot.addWidget(opened.desk)
    opened.desk.show()
    qtbot.waitUntil(begun.is_set, timeout=PATIENCE_S * 1000)
    with _at_once():
        opened.desk.close()
        shared.close()
    may_go_on.set()
    assert went_on.wait(PATIENCE_S)
    tasks = opened.desk.findChildren(Tasks)
    qtbot.waitUntil(lambda: all(each.are_over for each in tasks))
    # Nobody was there any more to set up a shop for.
    assert not (tmp_path / "never").exists()
    assert not opened.desk.has_strip


def test_work_that_counts_is_waited_for(qtbot: QtBot) -> None:
    tasks, begun, done = Tasks(), Event(), Event()

    def count() -> None:
        begun.set()
        may_end.wait(PATIENCE_S)
        done.set()

    may_end = Event()
    tasks.run(count, lambda _: None, broke=lambda: None)
    assert begun.wait(PATIENCE_S)
    tasks.close(hurry=may_end.set)
    assert done.is_set()


def test_an_ecms_whose_windows_are_gone_before_it_is_up_does_not_come_up(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "core.cli", "ecms", "--beside-windows", "--port", "0"]
    with subprocess.Popen(
        [*command, "--data", str(tmp_path / "never")],
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        said, _ = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, said) == (130, "")
