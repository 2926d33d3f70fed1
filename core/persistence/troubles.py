"""What the driver says when the database cannot be used, as a DatabaseTrouble."""

import sqlite3

from core.services.ports import DatabaseTrouble, TroubleKind

_KIND_OF = {
    sqlite3.SQLITE_FULL: TroubleKind.FULL,
    sqlite3.SQLITE_BUSY: TroubleKind.BUSY,
    sqlite3.SQLITE_LOCKED: TroubleKind.BUSY,
    sqlite3.SQLITE_READONLY: TroubleKind.UNWRITABLE,
    sqlite3.SQLITE_PERM: TroubleKind.UNWRITABLE,
    sqlite3.SQLITE_CANTOPEN: TroubleKind.UNREADABLE,
    sqlite3.SQLITE_IOERR: TroubleKind.UNREADABLE,
    sqlite3.SQLITE_CORRUPT: TroubleKind.DAMAGED,
    sqlite3.SQLITE_NOTADB: TroubleKind.DAMAGED,
}


def trouble_of(error: sqlite3.Error) -> DatabaseTrouble | None:
    """The trouble behind a driver's error; None where the error is a mistake of ours."""
    # The low byte is the primary code; the others say which system call it was.
    code = getattr(error, "sqlite_errorcode", None)
    kind = None if code is None else _KIND_OF.get(code & 0xFF)
    return None if kind is None else DatabaseTrouble(kind)
