"""`balik play` is asked to end in the middle of a story, as backstage does where it is closed."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from program import PATIENCE_S, environment
from waiting import awaited


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc for the world's place")
@pytest.mark.parametrize(
    ("step", "windows"),
    [
        ('{ do = "clock.pass", hours = 1 }', ["--without-windows"]),
        ('{ do = "pos.press", text = "Esc" }', []),
    ],
)
def test_its_world_goes_with_it(tmp_path: Path, step: str, windows: list[str]) -> None:
    story = tmp_path / "long.toml"
    story.write_text(f'title = "Long"\nsteps = [{", ".join([step] * 5000)}]', "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "core.cli", "play", str(story), *windows],
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        world = awaited(lambda: _world_of(process), "the world's database to be open")
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=PATIENCE_S)
    finally:
        process.kill()
    # As for Ctrl-C.
    assert (process.returncode, said) == (130, "")
    assert not world.exists()


def _world_of(process: "subprocess.Popen[str]") -> Path | None:
    """The directory that a running play has its world in."""
    assert process.poll() is None
    for opened in Path(f"/proc/{process.pid}/fd").iterdir():
        try:
            place = opened.readlink()
        except FileNotFoundError:
            continue
        for parent in place.parents:
            if parent.name.startswith("balik-play-") and place.suffix == ".db":
                return parent
    return None
