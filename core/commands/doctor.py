"""`balik doctor`: what is wrong with this installation, in sentences."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.commands.options import Commands, data_of, say, texts, where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.services.check_installation import Verdict


def add(commands: Commands) -> None:
    """Offer `doctor`."""
    doctor = where(commands.add_parser("doctor", help="what is wrong with this installation"))
    doctor.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Ask all questions; 1 where an answer is bad."""
    from core.services.check_installation import Grade  # noqa: PLC0415 - see the package

    words = texts()
    marks: Final = {
        Grade.GOOD: words("good"),
        Grade.NOTE: words("note"),
        Grade.BAD: words("BAD"),
    }
    counts = dict.fromkeys(Grade, 0)
    for verdict in _verdicts(options):
        counts[verdict.grade] += 1
        say(f"{marks[verdict.grade]}  {words(verdict.message, **verdict.values)}")
        if verdict.advice:
            say(f"      {words(verdict.advice, **verdict.values)}")
    if counts[Grade.BAD]:
        say(words.plural("{n} thing is wrong.", "{n} things are wrong.", counts[Grade.BAD]))
        return 1
    say(words("Nothing is wrong."))
    return 0


def _verdicts(options: argparse.Namespace) -> Iterator[Verdict]:
    from core.commands import checks  # noqa: PLC0415 - see the package
    from core.commands.installation import place_named_by  # noqa: PLC0415
    from core.services.check_installation import Grade  # noqa: PLC0415
    from core.settings import load_settings  # noqa: PLC0415
    from core.trouble import StartupTrouble  # noqa: PLC0415

    data = data_of(options)
    yield checks.check_libraries()
    yield checks.check_fonts()
    yield checks.check_display()
    yield (settings := checks.check_settings(data))
    yield checks.check_directory(data)
    yield checks.check_room(data)
    yield checks.check_papers(data)
    if settings.grade is Grade.BAD:
        return
    try:
        place = place_named_by(options, load_settings(data))
    except StartupTrouble as unknown:
        yield checks.verdict_of(unknown)
        return
    yield (database := checks.check_database(place))
    sound = database.grade is Grade.GOOD
    if isinstance(place, Path):
        if database.grade is Grade.BAD or not place.exists():
            return
        yield (integrity := checks.check_integrity(place))
        sound = sound and integrity.grade is not Grade.BAD
    # The books can be read only where all of these are well; nothing is changed to read them.
    if sound:
        yield from _of_the_books(options, data)


def _of_the_books(options: argparse.Namespace, data: Path) -> Iterator[Verdict]:
    from core.clock import SystemClock  # noqa: PLC0415 - see the package
    from core.commands.installation import installation  # noqa: PLC0415
    from core.services import check_installation as books  # noqa: PLC0415
    from core.settings import load_settings  # noqa: PLC0415
    from core.simulator.demo import DEMO_CLERK, DEMO_CLIENTS  # noqa: PLC0415
    from core.simulator.simulated_clients import simulated_clients  # noqa: PLC0415

    settings = load_settings(data)
    with installation(options) as here:
        roster = here.roster.roster()
        wanted = [f"{settings.store}-{number}" for number in (settings.kiosk, settings.pos)]
        yield books.check_people(roster)
        yield books.check_terminals(roster, wanted)
        yield books.check_time_zones(roster)
        yield books.check_demo_secrets(
            here.storage,
            here.pins,
            (DEMO_CLERK.number, DEMO_CLERK.pin),
            (*DEMO_CLIENTS, *simulated_clients(settings.store, settings.kiosk, settings.pos)),
            is_demonstration=settings.demonstration,
        )
        yield books.check_webhooks(here.books)
        yield books.check_custody(here.custody)
        yield books.check_clock(SystemClock().now(), here.roster.last_event())
