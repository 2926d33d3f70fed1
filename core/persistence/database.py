"""Opens the returns database: makes it, brings it up to date, or says why it can't be used."""

import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import Final

from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from core.persistence.engine import BUSY_TIMEOUT_MS, sqlite_engine
from core.persistence.kinds import SQLITE, Kind
from core.persistence.statements import Phrasebook
from core.persistence.unit_of_work import Reading, Writing, as_trouble, raise_trouble
from core.services.ports import DatabaseTrouble, TroubleKind

# The migrations, oldest first; a test holds them equal to Alembic's. Known here so that a start
# with an up-to-date file need not load Alembic.
REVISIONS: Final = tuple(f"{number:04}" for number in range(1, 11))

APPLICATION_ID: Final = 0x42414C4B  # "BALK", in the file's header
LEAST_FREE_BYTES: Final = 16 * 1024 * 1024

_FILE_HEADER: Final = b"SQLite format 3\x00"
_FRESH: Final = ""


class Database:
    """`core.services.storage.Storage` over one SQLite file; any thread may ask it.

    Attributes:
        kind: what committing together has to know of it.

    Args:
        engine: of a file that is up to date.
        phrasebook: writes statements down, where not as the engine would.
    """

    kind: Kind = SQLITE

    def __init__(self, engine: Engine, phrasebook: Phrasebook | None = None) -> None:
        self.engine: Final = engine
        self._phrasebook: Final = phrasebook or Phrasebook(engine.dialect)

    def reading(self) -> Reading:
        """See `Storage.reading`."""
        return Reading(self.engine, self._phrasebook)

    def writing(self) -> Writing:
        """See `Storage.writing`."""
        return Writing(self.engine, self._phrasebook)

    def alone(self) -> AbstractContextManager[None]:
        """While this block runs, no other process is in such a block.

        For what a first start sets up. On a file it may happen twice: one writer waits for the
        other, and finds it done.
        """
        return nullcontext()

    def close(self) -> None:
        """Close every connection; the last one folds the write-ahead log into the file."""
        self.engine.dispose()


def free_bytes(directory: Path) -> int:
    """Room left on the disk that holds `directory`, in bytes."""
    return shutil.disk_usage(directory).free


def open_database(path: Path, free_bytes: Callable[[Path], int] = free_bytes) -> Database:
    """Open the database file, made or migrated first where that is needed.

    A file that is not ours, or newer than this program, is only ever read.

    Args:
        path: the file; its directory is made where it is missing.
        free_bytes: room left on the disk that holds a directory.

    Raises:
        DatabaseTrouble: it can't be used, and says why.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseTrouble(TroubleKind.UNWRITABLE) from error
    revision = revision_of(path)
    if free_bytes(path.parent) < LEAST_FREE_BYTES:
        raise DatabaseTrouble(TroubleKind.FULL)
    try:
        path.touch()
    except OSError as error:
        raise DatabaseTrouble(TroubleKind.UNWRITABLE) from error
    engine = sqlite_engine(path)
    try:
        if revision != REVISIONS[-1]:
            _migrate(engine)
        _check_writable(engine)
    except BaseException as error:
        engine.dispose()
        if isinstance(error, sqlite3.Error | DBAPIError):
            _raise_trouble_at_the_door(error)
        raise
    return Database(engine)


def revision_of(path: Path) -> str:
    """The migration a file stands at, "" for a file still to be made; touches nothing.

    Raises:
        DatabaseTrouble: NOT_OURS, NEWER, DAMAGED, UNREADABLE.
    """
    try:
        with path.open("rb") as file:
            header = file.read(len(_FILE_HEADER))
    except FileNotFoundError:
        return _FRESH
    except OSError as error:
        raise DatabaseTrouble(TroubleKind.UNREADABLE) from error
    if not header:
        return _FRESH
    if header != _FILE_HEADER:
        raise DatabaseTrouble(TroubleKind.NOT_OURS)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            file.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
            return _revision_in(file)
    except sqlite3.Error as error:
        raise_trouble(error)
        # What SQLite cannot name in a file with its own header, "unsupported file format" for one.
        raise DatabaseTrouble(TroubleKind.DAMAGED) from error


def _revision_in(file: sqlite3.Connection) -> str:
    ((application_id,),) = file.execute("PRAGMA application_id").fetchall()
    ((tables,),) = file.execute("SELECT count(*) FROM sqlite_master").fetchall()
    if tables == 0:
        return _FRESH
    if application_id != APPLICATION_ID:
        raise DatabaseTrouble(TroubleKind.NOT_OURS)
    ((revision,),) = file.execute("SELECT version_num FROM alembic_version").fetchall()
    if revision not in REVISIONS:
        raise DatabaseTrouble(TroubleKind.NEWER)
    return str(revision)


def _migrate(engine: Engine) -> None:
    """Bring the file to the newest migration, in one transaction: wholly or not at all.

    Other tables' foreign keys may refer to a table that is made anew: they are not looked at
    meanwhile, nor rewritten. They hold again for the connections after this one.
    """
    from alembic import command  # noqa: PLC0415 - only a first start needs it
    from alembic.config import Config  # noqa: PLC0415

    _write_ahead(engine)
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        # Neither can be said inside a transaction.
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("PRAGMA legacy_alter_table = ON")
        with connection.begin():
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            config = Config()
            config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    engine.dispose()


def _write_ahead(engine: Engine) -> None:
    """Switch the file to write-ahead logging, which it then keeps.

    SQLite does not wait its usual time for this one, and two programs may start at once.
    """
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        deadline = time.monotonic() + BUSY_TIMEOUT_MS / 1000
        while True:
            try:
                cursor.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.01)
            else:
                return
    finally:
        connection.close()


def _check_writable(engine: Engine) -> None:
    with engine.begin():
        pass


def _raise_trouble_at_the_door(error: Exception) -> None:
    """Raise an error's trouble; at the door, what can't be opened is what may not be written."""
    trouble = as_trouble(error)
    if isinstance(trouble, DatabaseTrouble) and trouble.kind is TroubleKind.UNREADABLE:
        raise DatabaseTrouble(TroubleKind.UNWRITABLE) from error
    raise_trouble(error)
