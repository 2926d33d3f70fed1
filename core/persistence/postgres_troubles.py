"""What PostgreSQL says when it cannot be used, as a DatabaseTrouble."""

from typing import Final

import psycopg
from psycopg import errors
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from core.persistence.kinds import Kind
from core.services.ports import DatabaseTrouble, TroubleKind

#: What driver, engine and pool raise where the server, or a connection to it, fails.
FAILURES: Final = (psycopg.Error, DBAPIError, NoConnectionLeft)

# By the error's class of SQLSTATE, or the whole of it where its class says too little.
_KIND_OF: Final = {
    errors.DiskFull.sqlstate: TroubleKind.FULL,
    errors.LockNotAvailable.sqlstate: TroubleKind.BUSY,
    errors.TooManyConnections.sqlstate: TroubleKind.BUSY,
    errors.ReadOnlySqlTransaction.sqlstate: TroubleKind.UNWRITABLE,
    errors.InsufficientPrivilege.sqlstate: TroubleKind.UNWRITABLE,
    errors.DataCorrupted.sqlstate: TroubleKind.DAMAGED,
    errors.IndexCorrupted.sqlstate: TroubleKind.DAMAGED,
}


def trouble_of(error: psycopg.Error) -> DatabaseTrouble | None:
    """The trouble behind a driver's error; None where the error is a mistake of ours."""
    kind = _KIND_OF.get(error.sqlstate or "")
    if kind is None and isinstance(error, psycopg.OperationalError):
        if isinstance(error, errors.DeadlockDetected | errors.SerializationFailure):
            return DatabaseTrouble(TroubleKind.BUSY)
        # The server is gone, or never answered.
        kind = TroubleKind.UNREADABLE
    return None if kind is None else DatabaseTrouble(kind)


def raise_trouble(error: Exception) -> None:
    """Raise the trouble behind an error; nothing where it is a mistake of ours."""
    if isinstance(error, NoConnectionLeft):
        # All were in use for longer than anybody waits.
        raise DatabaseTrouble(TroubleKind.BUSY) from error
    driver_error = error.orig if isinstance(error, DBAPIError) else error
    trouble = trouble_of(driver_error) if isinstance(driver_error, psycopg.Error) else None
    if trouble is not None:
        raise trouble from error


POSTGRES: Final = Kind(
    psycopg.Error,
    trouble_of,
    has_company=True,
    met=(
        errors.DeadlockDetected,
        errors.SerializationFailure,
        # Both found that something was not there yet, and added it.
        errors.UniqueViolation,
    ),
    # Two groups that wait for each other in a circle would wait for long: whoever does not get a
    # row soon is set aside, and tried by itself once the group has let go of its own.
    hurry="SET LOCAL lock_timeout = '200ms'",
    # Every commit waits for the custody ledger's chain.
    patience="SET LOCAL lock_timeout TO DEFAULT",
)
