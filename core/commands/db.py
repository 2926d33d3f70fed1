"""`balik db`: the returns database is brought up to date, and backed up."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.options import Commands, complain, data_of, say, texts, where

if TYPE_CHECKING:
    from core.texts import Texts


def add(commands: Commands) -> None:
    """Offer `db`."""
    db = commands.add_parser("db", help="bring the returns database up to date, back it up")
    actions = db.add_subparsers(metavar="ACTION", title="actions", required=True)
    upgrade = where(actions.add_parser("upgrade", help="bring it up to date, or make it"))
    upgrade.set_defaults(command=run_upgrade)
    backup = where(actions.add_parser("backup", help="copy it while it is in use, and check it"))
    backup.add_argument("file", type=Path, metavar="FILE", help="must not be there yet")
    backup.add_argument("--force", action="store_true", help="replace a file that is there")
    backup.set_defaults(command=run_backup)


def run_upgrade(options: argparse.Namespace) -> int:
    """Bring the database up to date."""
    from core.commands.installation import installation, place_named_by  # noqa: PLC0415 - slow
    from core.persistence.database import REVISIONS  # noqa: PLC0415 - the same
    from core.persistence.opening import revision_of_any  # noqa: PLC0415
    from core.services.ports import DatabaseTrouble  # noqa: PLC0415
    from core.settings import load_settings  # noqa: PLC0415
    from core.shop.place import place_trouble  # noqa: PLC0415

    words = texts()
    place = place_named_by(options, load_settings(data_of(options)))
    try:
        before = revision_of_any(place)
    except DatabaseTrouble as trouble:
        raise place_trouble(trouble.kind, place) from trouble
    with installation(options):
        pass
    newest = REVISIONS[-1]
    if before == newest:
        say(words("The returns database was up to date, at {revision}.", revision=newest))
    elif before:
        say(
            words(
                "The returns database was brought from {before} to {revision}.",
                before=before,
                revision=newest,
            )
        )
    else:
        say(words("The returns database was made, at {revision}.", revision=newest))
    return 0


def run_backup(options: argparse.Namespace) -> int:
    """Copy the database."""
    from core.commands.installation import place_named_by  # noqa: PLC0415 - slow to import
    from core.persistence.backup import BadCopy, back_up  # noqa: PLC0415 - the same
    from core.services.ports import DatabaseTrouble  # noqa: PLC0415
    from core.settings import load_settings  # noqa: PLC0415
    from core.trouble_texts import database_trouble  # noqa: PLC0415

    words = texts()
    place = place_named_by(options, load_settings(data_of(options)))
    if isinstance(place, str):
        _name_the_servers_tool(words, place, options.file)
        return 1
    file, target = place, options.file.expanduser().absolute()
    if not file.exists():
        complain(words("There is no returns database at {file}.", file=file))
        return 1
    if target.exists() and not options.force:
        complain(words("{file} is there already; --force replaces it.", file=target))
        return 1
    if target.exists() and target.samefile(file):
        complain(words("{file} is the returns database itself.", file=target))
        return 1
    try:
        size = back_up(file, target)
    except DatabaseTrouble as trouble:
        raise database_trouble(trouble.kind, file) from trouble
    except OSError as error:
        why = error.strerror or str(error)
        complain(words("The backup {file} can't be written: {why}.", file=target, why=why))
        return 1
    except BadCopy:
        complain(
            words("The copy is not sound, so it was not kept. `balik doctor` looks for the cause.")
        )
        return 1
    say(
        words(
            "{file} holds the returns database as it was, {size} MB, checked.",
            file=target,
            size=f"{size / 1e6:,.1f}",
        )
    )
    say(words("To put it back: stop Balik, then copy it to {file}.", file=file))
    return 0


def _name_the_servers_tool(words: Texts, url: str, file: Path) -> None:
    """Nobody copies a server's database as well as the server's own program; what to type."""
    import shlex  # noqa: PLC0415 - for this one answer

    from core.persistence.postgres import without_password  # noqa: PLC0415 - slow to import

    where_it_is = shlex.quote(without_password(url))
    copy = shlex.quote(str(file))
    complain(words("A database on a server is backed up by PostgreSQL's own program:"))
    complain(f"  pg_dump --format=custom --file={copy} --dbname={where_it_is}")
    complain(words("To put it back: stop Balik everywhere, then"))
    complain(f"  pg_restore --clean --if-exists --single-transaction --dbname={where_it_is} {copy}")
