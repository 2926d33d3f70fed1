"""Whether there is a display is found out without Qt, because Qt would abort."""

import socket
from pathlib import Path

import pytest

from core.desktop.display import has_display


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")


def test_nothing_set_is_no_display() -> None:
    """A server without a screen."""
    assert not has_display()


@pytest.mark.parametrize("display", [":4711", "localhost:4711", "nonsense", ":", "host:x.0"])
def test_a_display_that_does_not_answer_is_none(
    display: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stale DISPLAY must not end in Qt's abort."""
    monkeypatch.setenv("DISPLAY", display)
    assert not has_display()


def test_a_wayland_socket_that_answers_is_a_display(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The compositor listens in the runtime directory."""
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert not has_display()
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "wayland-7"))
        compositor.listen()
        assert has_display()


@pytest.mark.parametrize(("platform", "shown"), [("offscreen", False), ("xcb", True)])
def test_a_chosen_platform_is_taken_at_its_word(
    platform: str, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """QT_QPA_PLATFORM=offscreen is a choice for pictures, not a screen."""
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert has_display() is shown
