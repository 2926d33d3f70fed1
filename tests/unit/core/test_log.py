"""The log's file: one for all that write to a directory, closed when the last of them stops."""

import json
from pathlib import Path

from core.log import get_logger, log_to


def _events(directory: Path) -> list[str]:
    lines = (directory / "balik.log").read_text("utf-8").splitlines()
    return [json.loads(line)["event"] for line in lines]


def test_each_world_has_its_own_lines_and_none_after_its_end(tmp_path: Path) -> None:
    log, here, there = get_logger("test"), tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    stop_here = log_to(here)
    log.info("one")
    stop_here()
    stop_there = log_to(there)
    log.info("two")
    stop_there()
    assert (_events(here), _events(there)) == (["one"], ["two"])


def test_two_that_write_to_one_directory_share_the_file_until_the_last_stops(
    tmp_path: Path,
) -> None:
    log, stops = get_logger("test"), [log_to(tmp_path) for _ in range(2)]
    log.info("both")
    stops[0]()
    log.info("the other one")
    stops[1]()
    log.info("nobody")
    assert _events(tmp_path) == ["both", "the other one"]


def test_where_nothing_can_be_written_there_is_no_log(tmp_path: Path) -> None:
    stop = log_to(tmp_path / "missing")
    get_logger("test").info("unheard")
    stop()
    assert not (tmp_path / "missing").exists()
