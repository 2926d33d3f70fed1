"""Copies the returns database while it is in use, and makes sure that the copy is whole."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from core.persistence.database import revision_of
from core.persistence.troubles import trouble_of


class BadCopy(Exception):  # noqa: N818 - it reads as the fact that it states
    """The copy is not sound, so it was not kept."""


def back_up(database: Path, target: Path) -> int:
    """Copy a database file as it is at one instant; others read and write on meanwhile.

    The copy takes its name only when it was read back and found sound.

    Args:
        database: the file.
        target: the copy; replaced if it is there.

    Returns:
        The size of the copy, in bytes.

    Raises:
        DatabaseTrouble: the database can't be read.
        OSError: the copy can't be written.
        BadCopy: it is not sound.
    """
    revision_of(database)
    part = target.with_name(f".{target.name}.part")
    # Made by us, so that nobody else may read it at any time.
    os.close(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
    try:
        _copy(database, part)
        _check(part)
        with part.open("rb") as copy:
            os.fsync(copy.fileno())
        part.replace(target)
    finally:
        for rest in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm"))):
            rest.unlink(missing_ok=True)
    return target.stat().st_size


def _copy(database: Path, part: Path) -> None:
    source = f"{database.absolute().as_uri()}?mode=ro"
    try:
        with (
            closing(sqlite3.connect(source, uri=True)) as original,
            closing(sqlite3.connect(part)) as copy,
        ):
            # All pages in one step: between two steps a writer would send it back to the start.
            original.backup(copy)
            # So that it is one file, which may be carried away alone.
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
            raise OSError("no room left") from error
        raise trouble_of(error) or error from error


def _check(part: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{part.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            sound = copy.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
            broken = copy.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        raise BadCopy from error
    if not sound or broken is not None:
        raise BadCopy
