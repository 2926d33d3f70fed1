"""A program is started again when it crashes, hangs or never begins, and not when staff ends it."""

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from waiting import awaited

from core.keeper.keeper import Keeper, Patience
from core.keeper.systemd import notifier, without_socket

#: Beats twice a second's hundredth until it is told what to do by a file.
_PROGRAM = """
import os, sys, time
from pathlib import Path
order, starts = Path(sys.argv[1]), Path(sys.argv[2])
with starts.open("a") as book:
    book.write(f"{os.getpid()}\\n")
while True:
    word = order.read_text() if order.exists() else ""
    if word:
        order.unlink()
    if word == "end":
        sys.exit(0)
    if word == "crash":
        os._exit(3)
    if word == "hang":
        time.sleep(600)
    os.write(1, b".")
    time.sleep(0.02)
"""
_QUICK = Patience(
    first_beat=5, between_beats=0.5, ending=2, healthy_after=60, pauses=(0.05, 0.1, 0.2)
)
_PATIENCE_S = 20


class Machine:
    """A keeper in a thread, and the program that it keeps."""

    def __init__(self, folder: Path) -> None:
        self._order, self._starts = folder / "order", folder / "starts"
        self.told: list[str] = []
        command = [sys.executable, "-S", "-c", _PROGRAM, str(self._order), str(self._starts)]
        self.keeper = Keeper(command, self.told.append, _QUICK)
        self._thread = threading.Thread(target=self.keeper.run)
        self._thread.start()

    def orders(self, word: str) -> None:
        """Let the program do this."""
        part = self._order.with_suffix(".part")
        part.write_text(word)
        part.replace(self._order)

    def runs(self, count: int) -> list[int]:
        """Wait until it was started so often; the process ids."""
        return awaited(
            lambda: started if len(started := self.started()) >= count else [], f"start {count}"
        )

    def started(self) -> list[int]:
        """The process ids of all starts so far."""
        book = self._starts.read_text() if self._starts.exists() else ""
        return [int(line) for line in book.splitlines()]

    def is_over(self) -> bool:
        """Whether the keeper is at its end."""
        self._thread.join(_PATIENCE_S)
        return not self._thread.is_alive()

    def close(self) -> None:
        """End both."""
        self.keeper.end()
        assert self.is_over()


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """A machine whose program was just started."""
    machine = Machine(tmp_path)
    machine.runs(1)
    yield machine
    machine.close()


def test_a_crash_a_kill_and_a_hang_each_start_it_again(machine: Machine) -> None:
    machine.orders("crash")
    second = machine.runs(2)[1]
    os.kill(second, signal.SIGKILL)
    third = machine.runs(3)[2]
    os.kill(third, signal.SIGSTOP)
    machine.runs(4)
    machine.orders("hang")
    assert len(set(machine.runs(5))) == 5
    assert "STATUS=Started again after exit status 3" in machine.told
    assert "STATUS=Started again after exit status -9" in machine.told


def test_when_staff_ends_it_the_keeper_ends_too(machine: Machine) -> None:
    machine.orders("end")
    assert machine.is_over()
    assert len(machine.started()) == 1
    assert machine.told[-1] == "STOPPING=1"


def test_asked_to_end_the_keeper_ends_the_program_and_starts_no_other(machine: Machine) -> None:
    (program,) = machine.started()
    machine.keeper.end()
    assert machine.is_over()
    with pytest.raises(ProcessLookupError):
        os.kill(program, 0)
    assert machine.started() == [program]


def test_ready_is_said_with_the_first_beat_and_alive_all_the_time(machine: Machine) -> None:
    awaited(lambda: "READY=1" in machine.told, "it says that it is ready")
    assert machine.told[0] == "WATCHDOG=1"
    before = machine.told.count("WATCHDOG=1")
    awaited(lambda: machine.told.count("WATCHDOG=1") > before + 2, "it says that it is alive")


def test_a_program_that_cannot_start_is_tried_again_ever_more_slowly(tmp_path: Path) -> None:
    began = time.monotonic()
    keeper = Keeper([str(tmp_path / "nothing")], patience=_QUICK)
    thread = threading.Thread(target=keeper.run)
    thread.start()
    awaited(lambda: keeper.starts >= 4, "the fourth start")
    keeper.end()
    thread.join(_PATIENCE_S)
    assert time.monotonic() - began >= 0.05 + 0.1 + 0.2


@pytest.mark.parametrize("abstract", [False, True], ids=["path", "abstract"])
def test_systemd_hears_each_line(tmp_path: Path, *, abstract: bool) -> None:
    name = f"@balik-{os.getpid()}" if abstract else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as service:
        service.bind("\0" + name[1:] if abstract else name)
        service.settimeout(_PATIENCE_S)
        notifier({"NOTIFY_SOCKET": name})("READY=1")
        assert service.recv(100) == b"READY=1"


def test_without_systemd_and_after_it_nobody_is_told_and_nothing_fails(tmp_path: Path) -> None:
    notifier({})("READY=1")
    notifier({"NOTIFY_SOCKET": str(tmp_path / "gone")})("READY=1")
    assert without_socket({"NOTIFY_SOCKET": "x", "PATH": "/bin"}) == {"PATH": "/bin"}
