"""`balik job`: what the ECMS does by itself, done now."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.options import Commands, complain, say, texts, where

if TYPE_CHECKING:
    from core.services.pull_out import Built
    from core.shop.installation import Installation


def add(commands: Commands) -> None:
    """Offer `job`."""
    job = commands.add_parser("job", help="do now what the ECMS does by itself every day")
    jobs = job.add_subparsers(metavar="JOB", title="jobs", required=True)
    pull_out = where(jobs.add_parser("pull-out", help="put what stores hold on their APO lists"))
    pull_out.add_argument("--store", metavar="CODE", help="one store's alone")
    pull_out.add_argument(
        "--files", type=Path, metavar="DIR", help="write each new list there, as CSV"
    )
    pull_out.set_defaults(command=run_pull_out)


def run_pull_out(options: argparse.Namespace) -> int:
    """Build lists; says how many."""
    from core.commands.installation import installation  # noqa: PLC0415 - slow to import

    words = texts()
    with installation(options) as here:
        built = _build(here, options)
    if built is None:
        complain(words("There is no store {code}.", code=options.store))
        return 1
    say(
        words(
            "Lists built: {lists}. Parcels on them: {parcels}.",
            lists=f"{built.list_count:,}",
            parcels=f"{built.parcels:,}",
        )
    )
    return 0


def _build(here: Installation, options: argparse.Namespace) -> Built | None:
    from core.clock import SystemClock  # noqa: PLC0415 - slow to import
    from core.services.pull_out import build_list, build_lists  # noqa: PLC0415 - the same

    clock = SystemClock()
    progress = _Progress(here, options.files)
    if not options.store:
        built = build_lists(here.storage, clock.now, progress)
        progress.end()
        return built
    with here.storage.reading() as work:
        store = work.directory.store(options.store)
    if store is None:
        return None
    built = build_list(here.storage, store, clock.now())
    progress(built)
    progress.end()
    return built


class _Progress:
    """One line that says how far the job is, where somebody watches; and the lists' files.

    Args:
        here: where lists are read again for their files.
        files: their directory, or None.
    """

    def __init__(self, here: Installation, files: Path | None) -> None:
        self._here = here
        self._files = files
        self._is_watched = sys.stderr.isatty()

    def __call__(self, built: Built) -> bool:
        """One transaction is durable; the job goes on."""
        if self._files is not None and built.lists:
            from core.list_files import write_list_files  # noqa: PLC0415 - only where asked

            write_list_files(self._here.storage, built.lists, self._files)
        if self._is_watched:
            sys.stderr.write(
                "\r"
                + texts()(
                    "{stores} stores, {lists} lists, {parcels} parcels",
                    stores=f"{built.stores:,}",
                    lists=f"{built.list_count:,}",
                    parcels=f"{built.parcels:,}",
                )
            )
        return True

    def end(self) -> None:
        """Leave the line."""
        if self._is_watched:
            sys.stderr.write("\n")
