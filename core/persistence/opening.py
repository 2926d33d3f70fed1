"""The returns database, whichever it is: a SQLite file, or PostgreSQL by its URL."""

from pathlib import Path
from typing import TYPE_CHECKING

from core.persistence.database import Database, open_database, revision_of
from core.services.bulk import BulkOrders

if TYPE_CHECKING:
    from core.persistence.group_commit import GroupCommit


def is_server(where: str | Path) -> bool:
    """Whether this names a database on a server, by its URL."""
    return isinstance(where, str) and where.startswith(("postgresql://", "postgres://"))


def open_any(where: str | Path) -> Database:
    """Open the database that is there, made or brought up to date first.

    Args:
        where: the file, or `postgresql://…`.

    Raises:
        DatabaseTrouble: it can't be used, and says why.
    """
    if isinstance(where, str) and is_server(where):
        # SQLite alone does not load PostgreSQL's driver, nor needs it.
        from core.persistence.postgres import open_postgres  # noqa: PLC0415

        return open_postgres(where)
    return open_database(Path(where))


def revision_of_any(where: str | Path) -> str:
    """The migration a database stands at, "" for one still to be made; touches nothing.

    Raises:
        DatabaseTrouble: it is not ours, is newer, or can't be read.
    """
    if isinstance(where, str) and is_server(where):
        from core.persistence.postgres import revision_at  # noqa: PLC0415 - as above

        return revision_at(where)
    return revision_of(Path(where))


def group_over(database: Database) -> "GroupCommit":
    """What commits changes together on this database."""
    # A kiosk opens a database too, and knows nothing of the network's door.
    from core.persistence.access_work import AccessDatabase  # noqa: PLC0415
    from core.persistence.group_commit import GroupCommit  # noqa: PLC0415

    return GroupCommit(AccessDatabase(database))


def bulk_over(database: Database, *, beside_others: bool = False) -> BulkOrders:
    """What takes many orders at once into this database.

    Args:
        database: an open one.
        beside_others: others write all the time, and never wait long for it.
    """
    if _on_server(database):
        from core.persistence.bulk_postgres import PostgresBulk  # noqa: PLC0415 - as above

        return PostgresBulk(database)
    from core.persistence.bulk_sqlite import SqliteBulk  # noqa: PLC0415 - only an import needs it

    return SqliteBulk(database, beside_others=beside_others)


def _on_server(database: Database) -> bool:
    return database.engine.dialect.name == "postgresql"
