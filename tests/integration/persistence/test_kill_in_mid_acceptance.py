"""`kill -9` at every statement of an acceptance and at random: wholly there or wholly not."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

_PROBE = Path(__file__).with_name("kill_probe.py")
_SERVER_PROBE = Path(__file__).with_name("server_kill_probe.py")
#: Each of the places is hit ten times and more; for a night a thousand kills.
_KILLS = 500 if settings.get_current_profile_name() == "long" else 250
_MEMORY = Path("/dev/shm")  # noqa: S108 - of our own name in it


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in memory, where there is one.

    A kill takes the process and leaves the machine's page cache, so that a disk would only make
    the probe slower, not sharper.
    """
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as name:
        yield Path(name)


def _kill(folder: Path, trials: int, seed: int, *broken: str) -> dict[str, Any]:
    probe = subprocess.run(
        [sys.executable, str(_PROBE), str(folder / "shop.db"), str(trials), str(seed), *broken],
        check=True,
        capture_output=True,
        text=True,
    )
    report: dict[str, Any] = json.loads(probe.stdout)
    return report


@pytest.mark.parametrize("seed", [0, 13])
def test_an_acceptance_survives_a_kill_whole_or_leaves_nothing(folder: Path, seed: int) -> None:
    report = _kill(folder, _KILLS, seed)

    assert report["places"] >= 20, "two acceptances, each of ten statements or more"
    assert report["half"] == 0
    assert report["lost"] == 0, "what was told as accepted is there after the restart"
    assert report["gapless"], "receipt numbers have no gap and no double"
    assert (report["failed"], report["integrity"]) == (0, "ok")
    assert min(report["whole"], report["none"], report["told"]) > _KILLS / 5, (
        "it died early and late"
    )


@pytest.mark.parametrize(
    ("mistake", "fault"), [("piecemeal", "half"), ("hasty", "lost"), ("numbered", "gapless")]
)
def test_the_probe_finds_each_mistake(folder: Path, mistake: str, fault: str) -> None:
    sound = {"half": 0, "lost": 0, "gapless": True}
    report = _kill(folder, 80, 0, mistake)
    assert report[fault] != sound[fault]


def _kill_on_server(url: str, trials: int, seed: int, *broken: str) -> dict[str, Any]:
    probe = subprocess.run(
        [sys.executable, str(_SERVER_PROBE), url, str(trials), str(seed), *broken],
        check=False,
        capture_output=True,
        text=True,
    )
    assert probe.returncode == 0, probe.stderr
    report: dict[str, Any] = json.loads(probe.stdout)
    return report


def test_on_a_server_too_it_is_there_whole_or_not_at_all(postgres_url: str) -> None:
    report = _kill_on_server(postgres_url, 100, 0)

    assert report["places"] >= 8, "two acceptances, each of four ways to the server or more"
    assert (report["half"], report["lost"], report["failed"]) == (0, 0, 0)
    assert report["gapless"], "receipt numbers have no gap and no double"
    assert min(report["whole"], report["none"], report["told"]) > 20, "it died early and late"


@pytest.mark.parametrize(("mistake", "fault"), [("piecemeal", "half"), ("hasty", "lost")])
def test_the_servers_probe_finds_each_mistake(postgres_url: str, mistake: str, fault: str) -> None:
    assert _kill_on_server(postgres_url, 40, 0, mistake)[fault] > 0
