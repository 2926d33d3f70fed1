"""The `balik` command. Each command imports what it needs when it is called, and nothing before."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

VERSION = "0.1.0"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the answer is the process's exit status.

    A trouble that has a sentence is said in that sentence, and a bug in one without a traceback.
    """
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except KeyboardInterrupt:
        return 130
    except ImportError as missing:
        if missing.name and missing.name.split(".")[0] not in {"PySide6", "shiboken6"}:
            return _bug(missing)
        return _say_missing_libraries(missing)
    except Exception as error:
        return _say(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="balik",
        description="Returns kiosk and POS. Alone: the demonstration, both side by side.",
    )
    parser.add_argument("--version", action="version", version=f"Balik {VERSION}")
    _shared(parser)
    parser.set_defaults(command=_demonstration)
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")

    kiosk = commands.add_parser("kiosk", help="the customer's kiosk alone")
    _shared(kiosk, again=True)
    _window(kiosk)
    kiosk.set_defaults(command=_kiosk)

    pos = commands.add_parser("pos", help="the clerk's POS alone")
    _shared(pos, again=True)
    _window(pos)
    pos.set_defaults(command=_pos)

    tour = commands.add_parser(
        "tour", help="play the whole flow off-screen and leave a page with pictures"
    )
    _shared(tour, again=True)
    tour.add_argument("--to", type=Path, metavar="DIR", help="where the page goes")
    tour.set_defaults(command=_tour)

    bench = commands.add_parser("bench", help="measure, beside a yardstick from the same run")
    bench.add_argument("--quick", action="store_true", help="100,000 orders instead of millions")
    bench.add_argument("only", nargs="*", help="paper, frame, ecms; all where none is named")
    bench.set_defaults(command=_bench)

    from core.commands import bulk  # noqa: PLC0415 - light: their work is imported when run

    bulk.add(commands)
    return parser


def _shared(parser: argparse.ArgumentParser, *, again: bool = False) -> None:
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        # A sub-command must not overwrite what was said before its name.
        default=argparse.SUPPRESS if again else None,
        help="a world of its own in DIR instead of the user's data directory",
    )


def _window(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--full-screen", action="store_true", help="no frame, the whole screen")
    # For `balik bench`: print the instant of the first painted frame and end.
    parser.add_argument("--first-frame", action="store_true", help=argparse.SUPPRESS)


def _data(options: argparse.Namespace) -> Path:
    if options.data is not None:
        chosen: Path = options.data
        return chosen.expanduser().absolute()
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path("balik", appauthor=False)


def _demonstration(options: argparse.Namespace) -> int:
    if not _can_show():
        return _tour_instead(options)
    from core.desk import show_demonstration  # noqa: PLC0415

    return show_demonstration(lambda: _data(options))


def _kiosk(options: argparse.Namespace) -> int:
    if not options.first_frame and not _can_show():
        return _tour_instead(options)
    from core.desk import show_kiosk  # noqa: PLC0415

    return show_kiosk(
        lambda: _data(options),
        full_screen=options.full_screen,
        first_frame_only=options.first_frame,
    )


def _pos(options: argparse.Namespace) -> int:
    if not _can_show():
        return _tour_instead(options)
    from core.desk import show_pos  # noqa: PLC0415

    return show_pos(lambda: _data(options), full_screen=options.full_screen)


def _tour(options: argparse.Namespace) -> int:
    from core.tour import play  # noqa: PLC0415

    page = play(options.to or Path("balik-tour"), _data(options) if options.data else None)
    sys.stdout.write(f"The tour's page: {page}\n")
    return 0


def _tour_instead(options: argparse.Namespace) -> int:
    sys.stdout.write("There is no display here, so Balik plays its tour off-screen.\n")
    options.to = None
    return _tour(options)


def _bench(options: argparse.Namespace) -> int:
    from core.bench.table import run  # noqa: PLC0415

    return run(options.only, quick=options.quick)


def _can_show() -> bool:
    from core.display import check_display_libraries, has_display  # noqa: PLC0415

    if not has_display():
        return False
    check_display_libraries()
    return True


def _say(error: Exception) -> int:
    from core.texts import Texts  # noqa: PLC0415
    from core.trouble import StartupTrouble  # noqa: PLC0415

    if not isinstance(error, StartupTrouble):
        return _bug(error)
    texts = Texts()
    sys.stderr.write(f"{error.sentence(texts)}\n{error.advice(texts)}\n")
    return 1


def _bug(error: BaseException) -> int:
    from core.log import get_logger, where  # noqa: PLC0415

    get_logger("cli").error("command failed", error=type(error).__name__, where=where(error))
    sys.stderr.write("Something went wrong inside Balik. Nothing was changed. Please try again.\n")
    return 70


def _say_missing_libraries(missing: ImportError) -> int:
    sys.stderr.write(
        "Qt cannot start: a system library is missing.\n"
        f"{missing}\n"
        "On Debian or Ubuntu: sudo apt install libgl1 libegl1 libglib2.0-0 libdbus-1-3"
        " libxkbcommon0 libfontconfig1\n"
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
