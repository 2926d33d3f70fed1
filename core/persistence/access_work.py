"""Units of work that know the network door's books too."""

from types import TracebackType
from typing import Final, Protocol

from core.persistence.access import (
    StoredAnswers,
    StoredClients,
    StoredKeys,
    StoredRefreshTokens,
)
from core.persistence.access_channel import StoredChannel
from core.persistence.database import Database
from core.persistence.unit_of_work import Books, Reading


class AccessBooks:
    """`core.services.access.AccessWork`: every repository over one connection."""

    def __init__(self, books: Books) -> None:
        link = books.link
        self.link: Final = link
        self.orders: Final = books.orders
        self.returns: Final = books.returns
        self.counters: Final = books.counters
        self.attempts: Final = books.attempts
        self.directory: Final = books.directory
        self.pull_outs: Final = books.pull_outs
        self.days: Final = books.days
        self.scans: Final = books.scans
        self.pictures: Final = books.pictures
        self.job_runs: Final = books.job_runs
        self.notices: Final = books.notices
        self.clients: Final = StoredClients(link)
        self.refresh_tokens: Final = StoredRefreshTokens(link)
        self.keys: Final = StoredKeys(link)
        self.answers: Final = StoredAnswers(link)
        self.channel: Final = StoredChannel(link)


class AccessUnit(Protocol):
    """A block in which the books may be used."""

    def __enter__(self) -> AccessBooks:
        """Begin."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End."""
        ...


class AccessDatabase:
    """`core.services.access.AccessStorage` over a database; any thread may ask it.

    Args:
        database: an open one; stays the caller's to close.
    """

    def __init__(self, database: Database) -> None:
        self._database: Final = database
        self.kind: Final = database.kind

    def reading(self) -> AccessUnit:
        """See `AccessStorage.reading`."""
        return _WithAccess(self._database.reading())

    def writing(self) -> AccessUnit:
        """See `AccessStorage.writing`."""
        return _WithAccess(self._database.writing())


class _WithAccess:
    def __init__(self, unit: Reading) -> None:
        self._unit: Final = unit

    def __enter__(self) -> AccessBooks:
        return AccessBooks(self._unit.__enter__())

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._unit.__exit__(kind, error, trace)
