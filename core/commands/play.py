"""`balik play`: plays a scenario file, and says whether it went as told."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.ending import ends_when_asked
from core.commands.options import Commands, complain, record_of, recordable, say, say_table, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.play.play import Verdict
    from core.simulator.scenario import Scenario

#: The exit status of a story that went otherwise.
OTHERWISE = 1


def add(commands: Commands) -> None:
    """Offer `play`."""
    play = commands.add_parser("play", help="play scenario files; fails if one goes otherwise")
    play.add_argument("files", nargs="*", metavar="FILE", help="TOML, or a shipped one's name")
    play.add_argument(
        "--without-windows", action="store_true", help="over the ports alone, which is faster"
    )
    play.add_argument(
        "--speed", type=_speed, metavar="N", help="how fast somebody watches, 1 for a person's pace"
    )
    play.add_argument(
        "--to", type=Path, metavar="DIR", help="where the album of pictures and papers goes"
    )
    recordable(play, again=True)
    play.add_argument("--faults", action="store_true", help="list all faults and do nothing")
    play.add_argument("--list", action="store_true", help="list the shipped scenarios")
    play.set_defaults(command=run_play)


def run_play(options: argparse.Namespace) -> int:
    """Play; the exit status says how it went."""
    if options.faults:
        return _list_faults()
    if options.list or not options.files:
        return _list_shelf()
    from core.play.furnish import check_world  # noqa: PLC0415 - slow to import
    from core.play.shelf import scenario_file  # noqa: PLC0415 - the same
    from core.simulator.scenario import read_scenario  # noqa: PLC0415 - the same

    if record_of(options) is not None and len(options.files) > 1:
        complain(texts()("A recording holds one scenario. Name one file with --record."))
        return OTHERWISE
    scenarios = [(name, read_scenario(scenario_file(name))) for name in options.files]
    # All of them, before the first is played.
    for name, scenario in scenarios:
        check_world(scenario, scenario_file(name))
    # Backstage ends a play by that where it is closed itself.
    with ends_when_asked() as end_if_asked:
        verdicts = [_play(name, scenario, options, end_if_asked) for name, scenario in scenarios]
    failed = [verdict.failed for verdict in verdicts]
    return OTHERWISE if any(number is not None for number in failed) else 0


def _play(
    name: str, scenario: Scenario, options: argparse.Namespace, before_each: Callable[[], None]
) -> Verdict:
    has_windows = scenario.needs_windows or not options.without_windows
    if has_windows:
        _choose_platform(options)
    from core.play.play import opened_stage, play  # noqa: PLC0415 - after the platform
    from core.tour.album import Album  # noqa: PLC0415 - the same

    words = texts()
    album = None
    if options.to is not None:
        to = options.to.expanduser().absolute() / Path(name).stem
        album = Album(to, scenario.title, scenario.story)
    record = record_of(options)
    with opened_stage(scenario, has_windows=has_windows, record=record) as stage:
        verdict = play(scenario, stage, album, options.speed, before_each)
    sentence = verdict.words(scenario.title, words)
    if verdict.failed is None:
        say(sentence)
    else:
        complain(sentence)
    if album is not None:
        say(words("Pictures and papers: {page}", page=album.write()))
    return verdict


def _choose_platform(options: argparse.Namespace) -> None:
    """On the display where somebody watches; off-screen where nobody can, or asked to."""
    from core.desktop.display import can_show  # noqa: PLC0415 - only where there are windows

    if options.speed is None or not can_show():
        options.speed = None
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _list_faults() -> int:
    from core.simulator.faults import FAULTS  # noqa: PLC0415 - slow to import

    words = texts()
    rows = [(fault.code, fault.words(words)) for fault in FAULTS.values()]
    say_table([(words("Fault"), words("What happens")), *rows])
    return 0


def _list_shelf() -> int:
    from core.play.shelf import shelf  # noqa: PLC0415 - slow to import
    from core.simulator.scenario import read_scenario  # noqa: PLC0415 - the same

    words = texts()
    rows = [(file.stem, read_scenario(file).title) for file in shelf()]
    say_table([(words("Scenario"), words("What it shows")), *rows])
    sys.stdout.flush()
    return 0


def _speed(text: str) -> float:
    speed = float(text)
    if not 0 < speed <= 1000:
        raise argparse.ArgumentTypeError("above 0 and at most 1000")
    return speed
