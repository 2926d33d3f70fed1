"""Papers are seen and numbered, however many lie there, without listing them again and again."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.pytest_shop import Shopfloor
from core.qt.backstage.eyes import BackstageParts, Eyes
from core.qt.backstage.paper_eyes import PaperEyes
from core.simulator.paper_folder import PaperFolder

MANY = 1500
MOST = 200
HOUR_NS = 3_600_000_000_000


class AskedOfTheDisk:
    """How often folders were listed, and files asked for their times."""

    def __init__(self) -> None:
        self.lists = 0
        self.stats = 0


@contextmanager
def _counted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AskedOfTheDisk]:
    """What the operating system is asked meanwhile of a folder and what lies in it."""
    asked, scandir, stat = AskedOfTheDisk(), os.scandir, os.stat

    def is_of_it(path: object) -> bool:
        # Other threads may ask for other files at any time.
        return str(path).startswith(str(folder))

    def counted_scandir(path: Any) -> Any:
        asked.lists += is_of_it(path)
        return scandir(path)

    def counted_stat(path: Any, **more: Any) -> os.stat_result:
        asked.stats += is_of_it(path)
        return stat(path, **more)

    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", counted_scandir)
        patched.setattr(os, "stat", counted_stat)
        yield asked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A printer's folder with many papers, which rest since an hour."""
    folder = tmp_path / "papers" / "kiosk"
    folder.mkdir(parents=True)
    for number in range(1, MANY + 1):
        path = folder / f"{number:04d}-ticket.png"
        path.touch()
        os.utime(path, ns=(number, number))
    _rest(folder)
    return folder


def _rest(folder: Path) -> None:
    then = folder.stat().st_mtime_ns - HOUR_NS
    os.utime(folder, ns=(then, then))


def test_a_look_that_finds_nothing_new_asks_for_no_paper(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    eyes = PaperEyes(folder.parent)
    with _counted(folder, monkeypatch) as first:
        newest = eyes.newest(MOST)
    assert [path.name for path in newest[:2]] == ["1500-ticket.png", "1499-ticket.png"]
    assert len(newest) == MOST
    assert (first.lists, first.stats) == (1, 1 + MOST)
    with _counted(folder, monkeypatch) as second:
        assert eyes.newest(MOST) == newest
    assert (second.lists, second.stats) == (0, 1)


def test_of_a_new_paper_alone_it_is_asked_when_it_came(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    eyes = PaperEyes(folder.parent)
    eyes.newest(MOST)
    (folder / "1501-ticket.png").touch()
    with _counted(folder, monkeypatch) as asked:
        assert eyes.newest(MOST)[0].name == "1501-ticket.png"
    assert (asked.lists, asked.stats) == (1, 2)


def test_a_paper_of_the_same_moment_as_a_look_is_not_missed(folder: Path) -> None:
    """The folder says no other time than before: so coarse are the times of some disks."""
    changed = folder.stat().st_mtime_ns
    now = changed + 1
    eyes = PaperEyes(folder.parent, lambda: now)
    eyes.newest(MOST)
    (folder / "1501-ticket.png").touch()
    os.utime(folder, ns=(changed, changed))
    assert eyes.newest(MOST)[0].name == "1501-ticket.png"


def test_a_paper_that_vanishes_is_no_trouble(folder: Path) -> None:
    (folder / "1501-ticket.png").symlink_to(folder / "gone")
    assert PaperEyes(folder.parent).newest(MOST)[0].name == "1500-ticket.png"


def test_what_moved_is_shown_though_the_inbox_could_not_be_read(
    parts: BackstageParts, shopfloor: Shopfloor
) -> None:
    eyes = Eyes(parts)
    eyes.look()
    shopfloor.accepted("HYN403")
    with (shopfloor.data / "merchants-inbox.jsonl").open("a", encoding="utf-8") as file:
        file.write("spoiled\n")
    with pytest.raises(ValueError, match="Expecting value"):
        eyes.look()
    assert eyes.look().columns


def test_the_next_number_is_known_unless_somebody_else_printed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes may work as the same terminal."""
    here, there = PaperFolder(folder), PaperFolder(folder)
    picture = Image.new("1", (8, 8))

    def printed(by: PaperFolder, name: str) -> tuple[str, int]:
        with _counted(folder, monkeypatch) as asked:
            png = by.keep(name, b"", "", picture)
        return png.name, asked.lists

    assert printed(here, "ticket") == ("1501-ticket.png", 1)
    assert printed(here, "ticket") == ("1502-ticket.png", 0)
    assert printed(there, "label") == ("1503-label.png", 1)
    assert printed(here, "ticket") == ("1504-ticket.png", 1)
    assert printed(here, "ticket") == ("1505-ticket.png", 0)


def test_a_number_that_another_process_prints_under_is_taken(folder: Path) -> None:
    here, picture = PaperFolder(folder), Image.new("1", (8, 8))
    here.keep("ticket", b"", "", picture)
    known = folder.stat().st_mtime_ns
    (folder / ".1502.part").touch()
    os.utime(folder, ns=(known, known))
    assert here.keep("ticket", b"", "", picture).name == "1503-ticket.png"
