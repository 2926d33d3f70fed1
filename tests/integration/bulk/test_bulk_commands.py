"""`balik import` and `balik export` as a person runs them."""

import json
from pathlib import Path

import pytest
from warehouse_floor import Warehouse, csv_of

from core.bulk import reading
from core.cli import main

LINES = [("AX-1", "HY1", "I1", "Lamp"), ("AX-1", "HY1", "I2", "Shade"), ("AX-2", "", "", "")]


@pytest.fixture
def world(warehouse: Warehouse, tmp_path: Path) -> Path:
    """The chain's data directory."""
    (tmp_path / "balik.toml").write_text("demonstration = false\n")
    (tmp_path / "orders.csv").write_text(csv_of(LINES))
    return tmp_path


def balik(world: Path, *arguments: object) -> int:
    return main(["--data", str(world), *map(str, arguments)])


def test_a_file_comes_in_and_goes_out_again(
    world: Path, warehouse: Warehouse, capsys: pytest.CaptureFixture[str]
) -> None:
    assert balik(world, "import", world / "orders.csv", "--merchant", "001") == 0
    assert "Imported: 2 new, 0 changed, 0 as they were." in capsys.readouterr().out
    for name in ("out.csv", "out.jsonl"):
        assert balik(world, "export", world / name, "--merchant", "001") == 0
        assert "2 written." in capsys.readouterr().err
        assert balik(world, "import", world / name, "--merchant", "001") == 0
        assert "Imported: 0 new, 0 changed, 2 as they were." in capsys.readouterr().out
    assert sorted(path.name for path in world.glob("*out*")) == ["out.csv", "out.jsonl"]
    assert sorted(warehouse.uids) == ["AX-1", "AX-2"]


def test_refused_lines_are_said_and_reported(
    world: Path, warehouse: Warehouse, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = world / "bad.csv"
    bad.write_text(csv_of([*LINES, *[("A", "", "", "")] * 30, ("AX-3", "", "", "")]))
    assert balik(world, "import", bad, "--merchant", "001") == 1
    said = capsys.readouterr()
    assert said.out.count("Line ") == 20
    assert "And 10 more lines" in said.out
    assert "Nothing was imported: 30 lines are refused." in said.err
    assert warehouse.uids == []

    report = world / "report.csv"
    code = balik(world, "import", bad, "--merchant", "001", "--skip-bad", "--report", report)
    assert code == 3
    assert "Left out: 30 lines." in capsys.readouterr().out
    written = report.read_text().splitlines()
    assert len(written) == 31
    assert written[1].startswith("5,")
    assert sorted(warehouse.uids) == ["AX-1", "AX-2", "AX-3"]


def test_nothing_comes_in_where_the_end_of_the_file_can_not_be_read(
    world: Path, warehouse: Warehouse, capsys: pytest.CaptureFixture[str]
) -> None:
    """A quotation mark may hide a million lines: nobody could say that these were left out."""
    bad = world / "bad.csv"
    bad.write_text(csv_of(LINES) + '"AX-3,,,\n' + "AX-4,,,\n" * 30)
    assert balik(world, "import", bad, "--merchant", "001", "--skip-bad") == 1
    said = capsys.readouterr()
    assert "Line 5: From here on the file can't be read" in said.out
    assert "Nothing was imported: the file can't be read to its end." in said.err
    assert warehouse.uids == []


def test_a_mistyped_column_is_mentioned(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (world / "orders.csv").write_text("uid,wayball\nAX-1,HY1\n")
    assert balik(world, "import", world / "orders.csv", "--merchant", "001") == 0
    assert "Columns that mean nothing here: wayball." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("import", "{world}/none.csv", "--merchant", "001"), "can't be read: No such file"),
        (("import", "{world}/orders.dat", "--merchant", "001"), "Add --format csv"),
        (("import", "{world}/orders.csv", "--merchant", "009"), "There is no merchant 009."),
        (("export", "{world}/out.csv", "--merchant", "009"), "There is no merchant 009."),
        (("export", "{world}/no/out.csv", "--merchant", "001"), "can't be written"),
        (("import", "{world}", "--format", "csv", "--merchant", "001"), "can't be read"),
    ],
)
def test_what_can_not_be_done_is_one_sentence(
    world: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    assert balik(world, *[part.format(world=world) for part in arguments]) == 1
    error = capsys.readouterr().err
    assert says in error
    assert "Traceback" not in error


def test_returns_go_out_with_masked_mobile_numbers(world: Path, warehouse: Warehouse) -> None:
    balik(world, "import", world / "orders.csv", "--merchant", "001")
    warehouse.ask_for("AX-2")
    out = world / "returns.jsonl"
    assert balik(world, "export", out, "--returns", "--merchant", "001") == 0
    (line,) = out.read_text().splitlines()
    exported = json.loads(line)
    assert exported["uid"] == "AX-2"
    assert exported["status"] == "FOR RETURN"
    assert "09123456789" not in line
    assert out.with_suffix(".csv").exists() is False


def test_a_large_file_is_read_by_a_process_of_its_own(
    world: Path, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_WORTH_A_PROCESS", 0)
    assert balik(world, "import", world / "orders.csv", "--merchant", "001") == 0
    assert sorted(warehouse.uids) == ["AX-1", "AX-2"]
    (world / "broken.csv").write_text("number\n1\n")
    assert balik(world, "import", world / "broken.csv", "--merchant", "001") == 1
