"""`balik play` as a QA engineer types it."""

from pathlib import Path

import pytest

from core.cli import main
from core.command_line import run
from core.tour.album import Album


def test_the_exit_status_is_the_verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.toml"
    story = 'title = "Mine"\nsteps = [{ do = "kiosk.take_code", reference = "AXDY43322222524544" }'
    file.write_text(story + ', { do = "expect.accepted", count = 1 }]', "utf-8")
    assert run(["play", str(file), "--without-windows", "--to", str(tmp_path / "album")]) == 1
    assert "step 2, expect.accepted, went otherwise: expected 1" in capsys.readouterr().err
    assert (tmp_path / "album" / "mine" / "index.html").exists()


@pytest.mark.parametrize(
    ("world", "said"),
    [
        ('store = "9999"', "world, store: there is no store '9999'"),
        (
            'orders = [{ merchant = "001", uid = "MORE-1" }, { merchant = "01", uid = "MORE-2" }]',
            "world, orders 2, merchant: there is no merchant '01'",
        ),
        ('orders = [{ merchant = "001", uid = "?" }]', "world, orders 1, uid: no customer could"),
    ],
)
def test_a_world_that_cannot_be_is_said_before_anything_is_played(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], world: str, said: str
) -> None:
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text('title = "Good"', "utf-8")
    bad.write_text(f'title = "Bad"\n[world]\n{world}', "utf-8")
    assert main(["play", str(good), str(bad), "--without-windows"]) == 1
    out, err = capsys.readouterr()
    assert f"{bad} is no scenario: {said}" in err
    assert "Good" not in out


def test_an_order_that_somebody_has_asked_for_already_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "late.toml"
    order = '{ merchant = "001", uid = "LATE2026" }'
    file.write_text(f'title = "Late"\nworld.orders = [{order}]', "utf-8")
    assert main(["play", str(file), "--without-windows"]) == 1
    assert "order LATE2026 cannot be submitted" in capsys.readouterr().err


def test_what_waits_for_a_screen_has_its_window_like_what_touches_one(
    qapp: object, tmp_path: Path
) -> None:
    file = tmp_path / "looks.toml"
    file.write_text(
        'title = "Looks"\nsteps = [{ do = "kiosk.sees", words = ["Start a return"] }]', "utf-8"
    )
    assert run(["play", str(file), "--without-windows"]) == 0


def test_a_story_that_fails_before_its_first_picture_has_an_album_too(tmp_path: Path) -> None:
    assert "Mine" in Album(tmp_path / "album" / "mine", "Mine", "").write().read_text("utf-8")


def test_it_lists_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["play", "--faults"]) == 0
    assert "kiosk-printer-paper-out" in capsys.readouterr().out
    assert run(["play"]) == 0
    assert "The worst day of the year" in capsys.readouterr().out
