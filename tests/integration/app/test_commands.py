"""The commands as a newcomer types them, on a machine without a screen."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image
from program import balik, environment, run


class _Pictures(HTMLParser):
    """The addresses of a page's pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See `HTMLParser`."""
        if tag == "img":
            self.names.append(dict(attrs)["src"] or "")


def check_page(page: Path) -> None:
    """The tour's page is there, with every picture that it shows, screens and papers."""
    pictures = _Pictures()
    pictures.feed(page.read_text("utf-8"))
    kinds = [name.rpartition("-")[2] for name in pictures.names]
    assert kinds.count("screen.png") >= 35
    assert kinds.count("paper.png") >= 5
    for name in pictures.names:
        with Image.open(page.parent / name) as picture:
            picture.verify()


def test_the_version_is_told_at_once(tmp_path: Path) -> None:
    ended = balik("--version", cwd=tmp_path)
    assert ended.returncode == 0
    assert re.fullmatch(r"Balik \d+\.\d+\.\d+\n", ended.stdout)
    assert not list(tmp_path.iterdir())


def test_without_a_display_it_says_so_and_plays_the_tour(tmp_path: Path) -> None:
    """A variable that a dead X server or a lost ssh connection left behind is no display."""
    ended = balik("--data", tmp_path / "world", cwd=tmp_path, more={"DISPLAY": ":4711"})
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    said, where = ended.stdout.splitlines()
    assert said == "There is no display here, so Balik plays its tour off-screen."
    page = tmp_path / "balik-tour" / "index.html"
    assert where == f"The tour's page: {page}"
    check_page(page)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["balik-tour", "world"]


def test_a_tour_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", "utf-8")
    ended = balik("tour", "--to", "taken", cwd=tmp_path)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "taken" in ended.stderr
    assert (tmp_path / "taken").read_text("utf-8") == "a file"


@pytest.mark.parametrize("module", ["kiosk", "pos"])
def test_a_screen_alone_says_that_there_is_no_display(tmp_path: Path, module: str) -> None:
    ended = run(module, "--data", tmp_path / "world", cwd=tmp_path)
    assert ended.returncode == 1
    assert ended.stderr == "There is no display here to show a window on.\n"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("arguments", [("nonsense",), ("--nonsense",), ("tour", "--to")])
def test_a_mistyped_command_is_explained(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ended = balik(*arguments, cwd=tmp_path)
    assert ended.returncode == 2
    assert "usage: balik" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not list(tmp_path.iterdir())


def test_who_hears_no_more_of_a_command_ends_it_without_a_word(tmp_path: Path) -> None:
    """As `balik admin store list | head -1` does."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "core.cli", "admin", "store", "list", "--data", str(tmp_path)]
    with os.fdopen(writing, "wb") as closed:
        ended = subprocess.run(
            command, env=environment(), stdout=closed, stderr=subprocess.PIPE, check=False
        )
    assert (ended.returncode, ended.stderr) == (141, b"")
