"""`balik doctor` finds what is wrong, says it in a sentence, and changes nothing."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from said import Balik

from core.commands import checks
from core.services.check_installation import Grade, check_clock


def sql(data: Path, *statements: str) -> None:
    with closing(sqlite3.connect(data / "balik.db")) as file:
        for statement in statements:
            file.execute(statement)
        file.commit()


def test_a_chain_that_is_well(balik: Balik, chain: None) -> None:
    said = balik("doctor")
    assert said.code == 0
    assert said.out.endswith("Nothing is wrong.\n")
    assert "BAD" not in said.out


def test_a_new_data_directory_is_not_made_by_looking(balik: Balik, data: Path) -> None:
    said = balik("doctor")
    assert said.code == 0
    assert "There is no returns database yet." in said.out
    assert [path.name for path in data.iterdir()] == ["balik.toml"]


def break_settings(data: Path) -> None:
    (data / "balik.toml").write_text("store = 166\n")


def damage_database(data: Path) -> None:
    content = bytearray((data / "balik.db").read_bytes())
    content[8192:] = b"\x55" * (len(content) - 8192)
    (data / "balik.db").write_bytes(content)


def write_diary(data: Path) -> None:
    (data / "balik.db").write_text("Not a database, but a diary of many pages.\n")


def come_from_the_future(data: Path) -> None:
    sql(data, "UPDATE alembic_version SET version_num = '9999'")


def stop_writing_ahead(data: Path) -> None:
    sql(data, "PRAGMA journal_mode = DELETE")


def break_a_reference(data: Path) -> None:
    sql(data, "INSERT INTO terminals VALUES ('9999', 'K1')")


def lose_the_kiosk(data: Path) -> None:
    sql(data, "DELETE FROM terminals WHERE number = 'K1'")


def move_to_mars(data: Path) -> None:
    sql(data, "UPDATE stores SET time_zone = 'Mars/Base'")


def stay_a_demonstration(data: Path) -> None:
    from core.persistence.pins import Argon2Pins  # noqa: PLC0415 - slow, and for this one alone

    pin_hash = Argon2Pins().hashed("2468")
    sql(data, f"INSERT INTO clerks VALUES ('1042', 'R. Santos', '{pin_hash}')")  # noqa: S608 - ours


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (break_settings, "The setting store is not valid."),
        (damage_database, "The returns database is damaged."),
        (write_diary, "belongs to another program"),
        (come_from_the_future, "written by a newer version"),
        (stop_writing_ahead, "does not write ahead"),
        (break_a_reference, "The returns database is damaged."),
        (lose_the_kiosk, "Not set up, though the settings name them: 0166-K1."),
        (move_to_mars, "0166 (Mars/Base)"),
        (stay_a_demonstration, "which everybody knows, still open: 1042."),
    ],
)
def test_what_is_wrong_is_said(
    balik: Balik, data: Path, chain: None, harm: Callable[[Path], None], says: str
) -> None:
    harm(data)
    before = (data / "balik.db").read_bytes()
    said = balik("doctor")
    assert said.code == 1
    (line,) = [line for line in said.out.splitlines() if line.startswith("BAD")]
    assert says in line
    assert said.out.endswith("1 thing is wrong.\n")
    assert (data / "balik.db").read_bytes() == before


def test_a_webhook_that_is_parked_is_wrong(balik: Balik, data: Path, chain: None) -> None:
    balik("admin", "webhook", "set", "001", "https://shop.example/")
    sql(
        data,
        "INSERT INTO webhook_notices VALUES"
        " (1, 1, 'FOR RETURN', '001', NULL, 'parked', 10, 10, NULL, NULL)",
    )
    # The parcel that it tells of is left out, which the check of the file itself would find.
    from argparse import Namespace  # noqa: PLC0415

    from core.commands.doctor import _of_the_books  # noqa: PLC0415 - the test's own way in

    grades = {v.message: v for v in _of_the_books(Namespace(data=data), data)}
    (parked,) = [verdict for verdict in grades.values() if "parked:" in verdict.message]
    assert parked.grade is Grade.BAD
    assert parked.values == {"count": 1, "merchants": "001"}


def test_a_clock_behind_the_last_event_is_wrong() -> None:
    now = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
    assert check_clock(now, None).grade is Grade.GOOD
    assert check_clock(now, now + timedelta(seconds=30)).grade is Grade.GOOD
    verdict = check_clock(now, now + timedelta(hours=1))
    assert (verdict.grade, verdict.values) == (Grade.BAD, {"minutes": 60})


def test_a_directory_that_others_can_read_is_mentioned(
    balik: Balik, data: Path, chain: None
) -> None:
    (data / "balik.db").chmod(0o644)
    data.chmod(0o755)
    said = balik("doctor")
    assert said.code == 0
    assert "Every user of this machine can read" in said.out


def test_missing_fonts_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("core.assets._ROOT", tmp_path)
    verdict = checks.check_fonts()
    assert verdict.grade is Grade.BAD
    assert "AtkinsonHyperlegibleNext-Regular.ttf" in str(verdict.values["fonts"])


@pytest.mark.parametrize(
    ("free", "grade"), [(10**6, Grade.BAD), (5 * 10**8, Grade.NOTE), (10**11, Grade.GOOD)]
)
def test_a_disk_without_room_is_wrong(
    monkeypatch: pytest.MonkeyPatch, data: Path, free: int, grade: Grade
) -> None:
    monkeypatch.setattr(checks, "free_bytes", lambda _: free)
    assert checks.check_room(data / "not" / "yet").grade is grade
