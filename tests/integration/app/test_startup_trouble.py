"""What keeps Balik from starting is said in one clear message, and nothing is harmed by it."""

import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from program import PATIENCE_S, balik, complaint, environment, fingerprints
from pytestqt.qtbot import QtBot

from core.bootstrap import Shop
from core.desktop.terminal_desks import KioskDesk, SharedShop
from core.qt.hands import Hands
from kiosk.window import KioskWindow
from pos.window import PosWindow

DATABASE = "balik.db"


def _write_newer(world: Path) -> None:
    with closing(sqlite3.connect(world / DATABASE)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")


def _write_damage(world: Path) -> None:
    """A disk that lost the middle of the file, and the first page's own account of it."""
    file = world / DATABASE
    whole = file.read_bytes()
    file.write_bytes(whole[:40] + b"\xa5" * (len(whole) - 80) + whole[-40:])


def _write_half(world: Path) -> None:
    """A copy that was broken off."""
    file = world / DATABASE
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _write_another(world: Path) -> None:
    (world / DATABASE).unlink()
    with closing(sqlite3.connect(world / DATABASE)) as database, database:
        database.execute("CREATE TABLE recipes (name TEXT)")


def _write_no_database(world: Path) -> None:
    (world / DATABASE).write_text("Dear diary, today somebody renamed me.\n" * 100, "utf-8")


def _settings(text: bytes) -> Callable[[Path], None]:
    return lambda world: (world / "balik.toml").write_bytes(text) and None


HARM = {
    "newer": (_write_newer, "written by a newer version of Balik"),
    "damaged": (_write_damage, "damaged"),
    "broken off": (_write_half, "damaged"),
    "another program's": (_write_another, "belongs to another program"),
    "no database": (_write_no_database, "belongs to another program"),
    "broken settings": (_settings(b"store = "), "settings file cannot be read"),
    "settings in Latin-1": (_settings(b'store = "\xff"'), "settings file cannot be read"),
    "unknown setting": (_settings(b"colour = 1"), "The setting colour is not valid"),
    "wrong setting": (_settings(b"[times]\nidle = -1"), "The setting times.idle is not valid"),
    "another store": (_settings(b'store = "9999"'), "is not set up in this installation"),
}

#: One of each kind as a command of its own, too; the windows are told of all.
BY_COMMAND = ("newer", "damaged", "another program's", "unknown setting")


@pytest.mark.parametrize("harm", BY_COMMAND)
def test_a_world_that_cannot_be_opened_is_explained_and_left_as_it_is(
    world: Path, harm: str
) -> None:
    do_harm, sentence = HARM[harm]
    do_harm(world)
    before = fingerprints(world)
    ended = balik("tour", "--to", world.parent / "tour", "--data", world, cwd=world.parent)
    assert sentence in complaint(ended)
    assert fingerprints(world) == before


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("screen", ["kiosk", "pos"])
def test_the_windows_say_the_same_on_their_screen(
    qtbot: QtBot, world: Path, harm: str, screen: str
) -> None:
    do_harm, sentence = HARM[harm]
    do_harm(world)
    before = fingerprints(world)
    shop = Shop(world)
    window = KioskWindow(shop.kiosk) if screen == "kiosk" else PosWindow(shop.pos)
    qtbot.addWidget(window)
    window.show()
    Hands(window).sees(sentence)
    window.close()
    shop.close()
    assert fingerprints(world) == before


def test_beside_a_kiosk_in_trouble_no_room_is_kept_for_its_printer(
    qtbot: QtBot, world: Path
) -> None:
    do_harm, sentence = next(iter(HARM.values()))
    do_harm(world)
    kiosk = KioskDesk(SharedShop(lambda: Shop(world)))
    desk, window = kiosk.desk, kiosk.window
    qtbot.addWidget(desk)
    desk.resize(700, 700)
    desk.show()
    Hands(window).sees(sentence)
    qtbot.waitUntil(lambda: window.width() == desk.width())
    desk.close()


@pytest.mark.parametrize("data", ["/proc/balik", "taken/deeper"])
def test_a_directory_that_cannot_be_made_is_explained(tmp_path: Path, data: str) -> None:
    (tmp_path / "taken").write_text("a file", "utf-8")
    ended = balik("tour", "--to", "tour", "--data", data, cwd=tmp_path)
    assert "Balik may not write to its data directory." in complaint(ended)
    assert fingerprints(tmp_path) == {"taken": fingerprints(tmp_path)["taken"]}


@pytest.mark.parametrize("room", [0, 4096, 100_000])
def test_a_file_that_may_not_grow_is_explained_and_the_next_start_works(
    tmp_path: Path, room: int
) -> None:
    """As under a quota: the system refuses every byte beyond the first so many of a file."""

    def take_the_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    world = tmp_path / "world"
    ended = subprocess.run(
        [sys.executable, "-m", "core.cli", "tour", "--to", "tour", "--data", str(world)],
        cwd=tmp_path,
        env=environment({"PYTHONDONTWRITEBYTECODE": "1"}),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
        preexec_fn=take_the_room,
    )
    assert "Balik may not write to its data directory." in complaint(ended)
    shop = Shop(world)
    assert shop.kiosk().ecms.terminal("0166", "K1").number == "K1"
    shop.close()
