"""What each trouble with a database on a server means to the person who starts Balik."""

from typing import assert_never

from core.services.ports import TroubleKind
from core.trouble import StartupTrouble, marked


def server_trouble(kind: TroubleKind, url: str) -> StartupTrouble:
    """The sentence and advice for a PostgreSQL database that cannot be used.

    Args:
        kind: what is the matter.
        url: where it is, without its password.
    """
    match kind:
        case TroubleKind.NEWER:
            message = marked("The returns database was written by a newer version of Balik.")
            advice = marked("Update Balik on this machine. {url} was left as it is.")
        case TroubleKind.NOT_OURS:
            message = marked("The database on the server belongs to another program.")
            advice = marked("Make an empty database for Balik. {url} was left as it is.")
        case TroubleKind.DAMAGED:
            message = marked("The returns database on the server is damaged.")
            advice = marked("Put back the last backup of {url}, made by pg_dump.")
        case TroubleKind.UNWRITABLE:
            message = marked("Balik may not write to its database on the server.")
            advice = marked("Let its user make tables and write in {url}.")
        case TroubleKind.FULL:
            message = marked("There is no room left on the disk of the database server.")
            advice = marked("Free some room there. Nothing was lost in {url}.")
        case TroubleKind.BUSY:
            message = marked("The database server is too busy to answer.")
            advice = marked("Start again in a moment; if it stays so, look after {url}.")
        case TroubleKind.UNREADABLE:
            message = marked("The database server does not answer, or does not let Balik in.")
            advice = marked("Check {url}, its user and password, and whether the server runs.")
        case _:
            assert_never(kind)
    return StartupTrouble(message, advice, url=url)
