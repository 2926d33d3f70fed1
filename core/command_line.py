"""The commands of `balik`. Each imports what it needs when it is called, and nothing before."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.options import (
    FAR_OPTIONS,
    RECORD,
    data_of,
    far,
    record_of,
    recordable,
    terminal_shop,
)
from core.desktop.display import can_show
from core.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.bootstrap import Shop


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the answer is the process's exit status."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    return command(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="balik",
        description="Returns kiosk and POS. Alone: the demonstration, both side by side.",
    )
    parser.add_argument("--version", action="version", version=f"Balik {VERSION}")
    _shared(parser)
    recordable(parser)
    parser.set_defaults(command=_demonstration)
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")

    kiosk = commands.add_parser("kiosk", help="the customer's kiosk alone")
    _shared(kiosk, again=True)
    recordable(kiosk, again=True)
    _window(kiosk)
    kiosk.add_argument(
        "--locked",
        action="store_true",
        help="for a machine of its own: only staff may end it, and it starts again after a crash",
    )
    far(kiosk)
    kiosk.set_defaults(command=_kiosk)

    pos = commands.add_parser("pos", help="the clerk's POS alone")
    _shared(pos, again=True)
    recordable(pos, again=True)
    _window(pos)
    far(pos)
    pos.set_defaults(command=_pos)

    backstage = commands.add_parser(
        "backstage", help="the demonstration's clock, parcels, faults, webhooks and papers"
    )
    _shared(backstage, again=True)
    recordable(backstage, again=True)
    backstage.set_defaults(command=_backstage)

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

    # Light: the work of each is imported when it is run.
    from core.commands import (  # noqa: PLC0415
        admin,
        bulk,
        db,
        devices,
        doctor,
        ecms,
        history,
        job,
        play,
        printer,
        replay,
        scanner,
        scans,
    )

    shop = (ecms, play, replay, bulk, job, history, scans)
    groups = (*shop, devices, printer, scanner, admin, db, doctor)
    for group in groups:
        group.add(commands)
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


def _demonstration(options: argparse.Namespace) -> int:
    if not can_show():
        return _tour_instead(options)
    from core.desktop.desk import show_demonstration  # noqa: PLC0415

    return show_demonstration(lambda: _shop(options))


def _shop(options: argparse.Namespace) -> Shop:
    from core.bootstrap import Shop  # noqa: PLC0415 - after the first frame

    return Shop(data_of(options), record=record_of(options))


def _kiosk(options: argparse.Namespace) -> int:
    if options.locked:
        from core.keeper.locked_kiosk import keep_kiosk  # noqa: PLC0415

        return keep_kiosk(_words(options))
    if not options.first_frame and not can_show():
        return _tour_instead(options)
    from core.desktop.desk import show_kiosk  # noqa: PLC0415

    return show_kiosk(
        lambda: terminal_shop("kiosk", _words(options)),
        full_screen=options.full_screen,
        first_frame_only=options.first_frame,
    )


def _pos(options: argparse.Namespace) -> int:
    if not can_show():
        return _tour_instead(options)
    from core.desktop.desk import show_pos  # noqa: PLC0415

    return show_pos(lambda: terminal_shop("pos", _words(options)), full_screen=options.full_screen)


def _backstage(options: argparse.Namespace) -> int:
    if not can_show():
        return _tour_instead(options)
    from core.desktop.desk import show_backstage  # noqa: PLC0415

    return show_backstage(lambda: _shop(options))


def _words(options: argparse.Namespace) -> dict[str, str]:
    """A terminal's options with what follows each, as `core.cli` finds them without a parser."""
    values = {
        name: getattr(options, name.removeprefix("--").replace("-", "_"))
        for name in ("--data", RECORD, *(option[0] for option in FAR_OPTIONS))
    }
    return {name: str(value) for name, value in values.items() if value is not None}


def _tour(options: argparse.Namespace) -> int:
    from core.tour import play  # noqa: PLC0415

    page = play(options.to or Path("balik-tour"), data_of(options) if options.data else None)
    sys.stdout.write(f"The tour's page: {page}\n")
    return 0


def _tour_instead(options: argparse.Namespace) -> int:
    sys.stdout.write("There is no display here, so Balik plays its tour off-screen.\n")
    options.to = None
    return _tour(options)


def _bench(options: argparse.Namespace) -> int:
    from core.bench.table import run  # noqa: PLC0415

    return run(options.only, quick=options.quick)
