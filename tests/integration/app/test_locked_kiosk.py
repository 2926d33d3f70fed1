"""A locked kiosk, as processes: killed, stopped or left without its keeper, it does the right."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from waiting import awaited

from core.keeper.keeper import Keeper, Patience
from core.pytest_shop import new_shop
from core.simulator.scanner import ScannerCable

__all__ = ["new_shop"]

_PATIENCE_S = 60
_QUICK = Patience(first_beat=_PATIENCE_S, between_beats=3, pauses=(0.1,))


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def data(tmp_path: Path, new_shop: Path) -> Path:
    """The data directory of a store of its own."""
    return shutil.copytree(new_shop, tmp_path / "balik")


@pytest.fixture
def line(data: Path, tmp_path: Path) -> Iterator[ScannerCable]:
    """The kiosk's scanner, on a line."""
    cable = ScannerCable(tmp_path / "scanner")
    cable.plug_in()
    (data / "balik.toml").write_text(f'[kiosk_scanner]\naddress = "{cable.address}"\n')
    yield cable
    cable.unplug()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked at in /proc")
def test_killed_or_stopped_in_the_middle_of_a_customer_it_works_again_by_itself(
    data: Path, line: ScannerCable
) -> None:
    told: list[str] = []
    command = [sys.executable, "-m", "core.cli", "kiosk", "--locked-window", "--data", str(data)]
    keeper = Keeper(command, told.append, _QUICK)
    thread = threading.Thread(target=keeper.run)
    thread.start()
    log = data / "balik.log"

    def hears_the_scanner(times: int) -> None:
        awaited(
            lambda: log.exists() and log.read_text().count('"there": true') >= times,
            f"start {times}",
        )

    try:
        hears_the_scanner(1)
        first = keeper.program
        line.send("AXDY43322222524544\r")
        assert first is not None
        os.kill(first, signal.SIGKILL)
        hears_the_scanner(2)
        second = keeper.program
        assert second is not None
        assert not _lives(first)
        os.kill(second, signal.SIGSTOP)
        hears_the_scanner(3)
        assert not _lives(second)
        assert keeper.starts == 3
        assert "READY=1" in told
        # Nothing is written down of who stood there when it died.
        assert "AXDY43322222524544" not in log.read_text()
    finally:
        keeper.end()
        thread.join(_PATIENCE_S)
    assert not thread.is_alive()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked at in /proc")
def test_the_command_says_ready_to_systemd_ends_when_asked_and_leaves_nobody_behind(
    data: Path, tmp_path: Path
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as service:
        service.bind(str(tmp_path / "notify"))
        service.settimeout(_PATIENCE_S)
        kiosk = subprocess.Popen(
            [sys.executable, "-m", "core.cli", "kiosk", "--locked", "--data", str(data)],
            env={**os.environ, "NOTIFY_SOCKET": str(tmp_path / "notify")},
        )
        try:
            while service.recv(1000) != b"READY=1":
                pass
            children = Path(f"/proc/{kiosk.pid}/task/{kiosk.pid}/children").read_text().split()
            kiosk.send_signal(signal.SIGTERM)
            assert kiosk.wait(_PATIENCE_S) == 0
        finally:
            kiosk.kill()
            kiosk.wait()
    assert len(children) == 1
    assert not _lives(int(children[0]))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked at in /proc")
def test_without_its_keeper_the_window_does_not_stay_locked_for_ever(data: Path) -> None:
    window = subprocess.Popen(
        [sys.executable, "-m", "core.cli", "kiosk", "--locked-window", "--data", str(data)],
        stdout=subprocess.PIPE,
    )
    try:
        assert window.stdout is not None
        assert window.stdout.read(1) == b"."
        window.stdout.close()
        assert window.wait(_PATIENCE_S) == 1
    finally:
        window.kill()
        window.wait()
