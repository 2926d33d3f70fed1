"""`balik replay`: shows a recorded run again, step by step."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.commands.options import Commands, say, texts


def add(commands: Commands) -> None:
    """Offer `replay`."""
    replay = commands.add_parser("replay", help="show a run again that was recorded with --record")
    replay.add_argument("file", type=Path, metavar="FILE")
    replay.add_argument(
        "--as-text", action="store_true", help="a line for each step, instead of a window"
    )
    replay.set_defaults(command=run_replay)


def run_replay(options: argparse.Namespace) -> int:
    """Show it in a window, or as lines where there is none or none is wanted."""
    from core.desktop.display import can_show  # noqa: PLC0415 - slow to import
    from core.flight.reading import read_recording  # noqa: PLC0415 - the same

    recording = read_recording(options.file.expanduser().absolute())
    if not options.as_text and can_show():
        from core.desktop.replay_desk import show_replay  # noqa: PLC0415 - after the display was found

        return show_replay(recording)
    from core.flight.lines import all_lines, notice  # noqa: PLC0415 - for readers of lines

    words = texts()
    for line in all_lines(recording, words):
        say(line)
    if said := notice(recording, words):
        say(said)
    return 0
