"""Where the returns database is: a file in the data directory, or a server's URL.

One place decides it, for windows, server and commands alike.
"""

from pathlib import Path
from typing import Final

from core.persistence.opening import is_server
from core.services.ports import TroubleKind
from core.settings import Settings
from core.shop.trouble_server import server_trouble
from core.trouble import StartupTrouble, marked
from core.trouble_texts import database_trouble

DATABASE_FILE: Final = "balik.db"

#: The file, or the URL.
Place = Path | str


def place_of(data: Path, settings: Settings, chosen: str = "") -> Place:
    """Where the database is: what was chosen, or else what the settings say, or else the file.

    Args:
        data: the data directory.
        settings: of this installation.
        chosen: the command line's URL; "" for none.

    Raises:
        StartupTrouble: the URL is no URL of a database server.
    """
    url = chosen or settings.database
    if not url:
        return data / DATABASE_FILE
    if not is_server(url):
        raise StartupTrouble(
            marked("The database is named in a way that Balik does not know."),
            marked("Write it like postgresql://balik@db.example/balik, or leave it out."),
        )
    return url


def place_trouble(kind: TroubleKind, place: Place) -> StartupTrouble:
    """The sentence and advice for a database that cannot be used; never with its password."""
    if isinstance(place, Path):
        return database_trouble(kind, place)
    from core.persistence.postgres import without_password  # noqa: PLC0415 - only for a server

    return server_trouble(kind, without_password(place))
