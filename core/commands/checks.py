"""What is wrong with this machine and this data directory: one question a function."""

import os
import sqlite3
import stat
import sys
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

from core.assets import asset_path
from core.desktop.display import check_display_libraries, has_display
from core.persistence.database import LEAST_FREE_BYTES, REVISIONS, free_bytes
from core.persistence.opening import revision_of_any
from core.services.check_installation import Verdict, bad, good, note
from core.services.ports import DatabaseTrouble
from core.settings import FILE_NAME, load_settings
from core.shop.place import Place, place_trouble
from core.texts import Texts
from core.trouble import StartupTrouble, marked

#: Room that a store fills in some years.
_COMFORTABLE: Final = 1024 * 1024 * 1024
#: A write-ahead log of this size was not folded into the file for a long time.
_LONG_LOG: Final = 256 * 1024 * 1024
_FONTS: Final = (
    "AtkinsonHyperlegibleNext-Regular.ttf",
    "AtkinsonHyperlegibleNext-SemiBold.ttf",
    "AtkinsonHyperlegibleNext-Bold.ttf",
    "AtkinsonHyperlegibleNext-ExtraBold.ttf",
    "AtkinsonHyperlegibleMono-Regular.ttf",
    "AtkinsonHyperlegibleMono-Bold.ttf",
)
#: UPDATE … FROM came with it.
_OLDEST_SQLITE: Final = (3, 33)


def check_settings(data: Path) -> Verdict:
    """Whether the settings can be read."""
    try:
        load_settings(data)
    except StartupTrouble as trouble:
        return verdict_of(trouble)
    file = data / FILE_NAME
    if file.exists():
        return good(marked("The settings in {file} are valid."), file=file)
    return good(marked("There is no {file}; every setting has its default."), file=file)


def check_directory(data: Path) -> Verdict:
    """Whether the data directory can be written to, and by whom it can be read."""
    if not data.exists():
        return note(
            marked("There is no data directory {directory} yet."),
            marked("Balik makes it at its first start."),
            directory=data,
        )
    try:
        with TemporaryFile(dir=data):
            pass
    except OSError as error:
        return bad(
            marked("The data directory {directory} can't be written to: {why}."),
            marked("Let this user write there, or choose another one with --data."),
            directory=data,
            why=error.strerror,
        )
    readable = [
        path.name
        for path in (data / "balik.db", data / "balik.log")
        if path.exists() and path.stat().st_mode & stat.S_IROTH
    ]
    if readable and os.name == "posix" and data.stat().st_mode & stat.S_IXOTH:
        return note(
            marked("Every user of this machine can read {files}, with customers' numbers."),
            marked("chmod 700 {directory}"),
            files=", ".join(readable),
            directory=data,
        )
    return good(marked("The data directory {directory} can be written to."), directory=data)


def check_room(data: Path) -> Verdict:
    """Whether the disk has room."""
    there = next(path for path in (data, *data.parents) if path.exists())
    free = free_bytes(there)
    room = {"free": f"{free / 1e6:,.0f}", "directory": there}
    if free < LEAST_FREE_BYTES:
        return bad(
            marked("The disk of {directory} is full: {free} MB are free."),
            marked("Free some room; nothing can be returned until then."),
            **room,
        )
    if free < _COMFORTABLE:
        return note(
            marked("The disk of {directory} is nearly full: {free} MB are free."),
            marked("Free some room."),
            **room,
        )
    return good(marked("The disk of {directory} has {free} MB free."), **room)


def check_database(place: Place) -> Verdict:
    """Whether the database can be used, and whether it is up to date."""
    try:
        revision = revision_of_any(place)
    except DatabaseTrouble as trouble:
        return verdict_of(place_trouble(trouble.kind, place))
    if not revision:
        return note(
            marked("There is no returns database yet."),
            marked("Balik makes it at its first start."),
        )
    if revision != REVISIONS[-1]:
        return note(
            marked("The returns database stands at {revision}, and this Balik at {newest}."),
            marked("`balik db backup` first, then `balik db upgrade`."),
            revision=revision,
            newest=REVISIONS[-1],
        )
    return good(marked("The returns database is up to date, at {revision}."), revision=revision)


def check_integrity(file: Path) -> Verdict:
    """Whether the database file is sound, and keeps its log as it should."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            sound = database.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
            broken = database.execute("PRAGMA foreign_key_check").fetchone()
            ((journal,),) = database.execute("PRAGMA journal_mode").fetchall()
    except sqlite3.Error:
        sound, broken, journal = False, None, ""
    if not sound or broken is not None:
        return bad(
            marked("The returns database is damaged."),
            marked("Put back the last backup of {file}, and look after this disk."),
            file=file,
        )
    if journal != "wal":
        return bad(
            marked("The returns database does not write ahead, so readers hold writers up."),
            marked("Stop Balik, then: sqlite3 {file} 'PRAGMA journal_mode = WAL'"),
            file=file,
        )
    log = file.with_name(f"{file.name}-wal")
    if log.exists() and log.stat().st_size > _LONG_LOG:
        return note(
            marked("The log of the returns database has grown to {size} MB."),
            marked("A program keeps the file open for long; end it."),
            size=f"{log.stat().st_size / 1e6:,.0f}",
        )
    return good(marked("The returns database is sound."))


def check_libraries() -> Verdict:
    """Whether the libraries are of versions that work together."""
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        return bad(
            marked("SQLite {version} is too old for imports."),
            marked("Use a newer Python; each brings its SQLite."),
            version=sqlite3.sqlite_version,
        )
    try:
        qt = version("pyside6-essentials")
    except PackageNotFoundError:
        return bad(
            marked("PySide6 is not installed, so there are no windows."),
            marked("Install Balik again: pip install ."),
        )
    if sys.version_info < (3, 12) and tuple(map(int, qt.split(".")[:2])) >= (6, 12):
        return bad(
            marked("PySide6 {version} ends with a crash on this Python."),
            marked("pip install 'pyside6-essentials<6.12', or use Python 3.12."),
            version=qt,
        )
    return good(
        marked("Python {python}, PySide6 {qt}, SQLite {sqlite}."),
        python=".".join(map(str, sys.version_info[:3])),
        qt=qt,
        sqlite=sqlite3.sqlite_version,
    )


def check_display() -> Verdict:
    """Whether windows can be opened."""
    if not has_display():
        return note(
            marked("There is no display here."),
            marked("`balik tour` plays the whole flow off-screen; `balik ecms` needs none."),
        )
    try:
        check_display_libraries()
    except StartupTrouble as trouble:
        return verdict_of(trouble)
    return good(marked("Windows can be opened."))


def check_fonts() -> Verdict:
    """Whether the fonts of screens and papers are there."""
    missing = [name for name in _FONTS if not _is_font(asset_path("fonts", name))]
    if missing:
        return bad(
            marked("These fonts are missing or broken: {fonts}."),
            marked("Install Balik again: pip install ."),
            fonts=", ".join(missing),
        )
    return good(marked("All fonts are there."))


def check_papers(data: Path) -> Verdict:
    """Whether the simulated printers can keep their papers."""
    papers = data / "papers"
    there = papers if papers.exists() else data
    if there.exists() and not os.access(there, os.W_OK | os.X_OK):
        return bad(
            marked("The simulated printers can't write to {directory}."),
            marked("Let this user write there."),
            directory=there,
        )
    return good(
        marked("The simulated printers keep their papers in {directory}."), directory=papers
    )


def _is_font(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) in {b"\x00\x01\x00\x00", b"OTTO", b"true"}
    except OSError:
        return False


def verdict_of(trouble: StartupTrouble) -> Verdict:
    """What keeps Balik from starting, as an answer."""
    words = Texts()
    return bad(
        marked("{wrong}"),
        marked("{mend}"),
        wrong=trouble.sentence(words),
        mend=trouble.advice(words),
    )
