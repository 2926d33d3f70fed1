"""`balik play` as a QA engineer types it."""

from pathlib import Path

import pytest

from core.command_line import run
from core.tour.album import Album


def test_the_exit_status_is_the_verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.toml"
    story = 'title = "Mine"\nsteps = [{ do = "kiosk.take_code", reference = "AXDY43322222524544" }'
    file.write_text(story + ', { do = "expect.accepted", count = 1 }]', "utf-8")
    assert run(["play", str(file), "--without-windows", "--to", str(tmp_path / "album")]) == 1
    assert "step 2, expect.accepted, went otherwise: expected 1" in capsys.readouterr().err
    assert (tmp_path / "album" / "mine" / "index.html").exists()


def test_a_story_that_fails_before_its_first_picture_has_an_album_too(tmp_path: Path) -> None:
    assert "Mine" in Album(tmp_path / "album" / "mine", "Mine", "").write().read_text("utf-8")


def test_it_lists_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["play", "--faults"]) == 0
    assert "kiosk-printer-paper-out" in capsys.readouterr().out
    assert run(["play"]) == 0
    assert "The worst day of the year" in capsys.readouterr().out
