"""What commands share: where the world is, and how they speak."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.bootstrap import Shop
    from core.texts import Texts

Commands = Any  # argparse keeps the type of `add_subparsers` to itself

#: What a shell expects of a program that Ctrl-C ended.
INTERRUPTED = 130


def where(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Let a command be told where its world is, after its name as well as before it."""
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        # A sub-command must not overwrite what was said before its name.
        default=argparse.SUPPRESS,
        help="a world of its own in DIR instead of the user's data directory",
    )
    parser.add_argument(
        "--database",
        metavar="URL",
        default=argparse.SUPPRESS,
        help="postgresql://… instead of the SQLite file in the data directory",
    )
    return parser


#: How a terminal is told of an ECMS on another machine: the option, what follows it, what it says.
FAR_OPTIONS = (
    ("--ecms", "URL", "the ECMS on another machine, http://… or https://…"),
    ("--client", "ID", "this terminal's client id there"),
    ("--secret-file", "FILE", "a file with that client's secret"),
)


def far(parser: argparse.ArgumentParser) -> None:
    """Let a terminal be told of an ECMS on another machine.

    There is no option for the secret itself: whoever may list a machine's processes would read it.
    """
    for name, what, said in FAR_OPTIONS:
        parser.add_argument(name, metavar=what, help=said)


#: Where a run is recorded to.
RECORD: Final = "--record"


def recordable(parser: argparse.ArgumentParser, *, again: bool = False) -> None:
    """Let a run be recorded.

    Args:
        parser: the command's.
        again: it may have been said before the command's name.
    """
    parser.add_argument(
        RECORD,
        type=Path,
        metavar="FILE",
        default=argparse.SUPPRESS if again else None,
        help="record the run, without personal data, to be seen again with `balik replay FILE`",
    )


def record_of(options: argparse.Namespace) -> Path | None:
    """The file that a run is recorded to, if it is."""
    file: Path | None = getattr(options, "record", None)
    return file and file.expanduser().absolute()


def terminal_shop(kind: str, words: Mapping[str, str]) -> Shop:
    """The installation that a terminal's options name.

    Args:
        kind: `kiosk` or `pos`.
        words: what followed each option: `{"--data": "…"}`.

    Raises:
        StartupTrouble: the file with the secret cannot be read.
    """
    from core.bootstrap import Shop  # noqa: PLC0415 - after the first frame

    said = {}
    if "--ecms" in words:
        said["url"] = words["--ecms"]
    if "--client" in words:
        said[f"{kind}_client"] = words["--client"]
    if "--secret-file" in words:
        said[f"{kind}_secret"] = _secret_in(Path(words["--secret-file"]).expanduser())
    record = Path(words[RECORD]).expanduser().absolute() if RECORD in words else None
    return Shop(data_directory(words.get("--data")), said={"ecms": said}, record=record)


def _secret_in(file: Path) -> str:
    from core.trouble import StartupTrouble, marked  # noqa: PLC0415 - after the first frame

    try:
        return file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise StartupTrouble(
            marked("The file with the client's secret cannot be read."),
            marked("Check {file}: {why}"),
            file=file,
            why=(error.strerror if isinstance(error, OSError) else None) or "not UTF-8",
        ) from None


def data_of(options: argparse.Namespace) -> Path:
    """The data directory that a command works on."""
    return data_directory(getattr(options, "data", None))


def data_directory(chosen: str | Path | None) -> Path:
    """The directory that was named, or else the user's own."""
    if chosen is not None:
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_path  # noqa: PLC0415 - only where no directory is named

    return user_data_path("balik", appauthor=False)


def texts() -> Texts:
    """The sentences of commands; English, as their names and arguments are."""
    from core.texts import Texts  # noqa: PLC0415 - after the command's name is known

    return Texts()


def say(sentence: str) -> None:
    """Say something that the person asked for."""
    sys.stdout.write(f"{sentence}\n")


def complain(sentence: str) -> None:
    """Say what keeps a command from doing what was asked."""
    sys.stderr.write(f"{sentence}\n")


def say_table(rows: Sequence[Sequence[str]]) -> None:
    """Say rows of words in columns, the first row as their headings."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        line = "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        say(line.rstrip())
