"""What each trouble with the returns database means to the person who starts Balik."""

from pathlib import Path
from typing import assert_never

from core.services.ports import TroubleKind
from core.trouble import StartupTrouble, marked


def database_trouble(kind: TroubleKind, file: Path) -> StartupTrouble:
    """The sentence and advice for a database that cannot be used; the file was left as it is."""
    match kind:
        case TroubleKind.NEWER:
            message = marked("The returns database was written by a newer version of Balik.")
            advice = marked("Update Balik on this machine. {file} was left as it is.")
        case TroubleKind.NOT_OURS:
            message = marked("The file of the returns database belongs to another program.")
            advice = marked("Choose another data directory. {file} was left as it is.")
        case TroubleKind.DAMAGED:
            message = marked("The returns database is damaged.")
            advice = marked("Put back the last backup of {file}, which was left as it is.")
        case TroubleKind.UNWRITABLE:
            message = marked("Balik may not write to its data directory.")
            advice = marked("Let this user write {file}, or choose another directory.")
        case TroubleKind.FULL:
            message = marked("There is no room left on the disk.")
            advice = marked("Free some room on the disk of {file}. Nothing was lost.")
        case TroubleKind.BUSY:
            message = marked("Another program keeps the returns database busy.")
            advice = marked("Close the program that holds {file}, then start again.")
        case TroubleKind.UNREADABLE:
            message = marked("The returns database cannot be read.")
            advice = marked("Check the disk and the rights of {file}.")
        case _:
            assert_never(kind)
    return StartupTrouble(message, advice, file=file)
