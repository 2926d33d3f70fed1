"""A storage inside an open transaction, whose blocks are undone by themselves."""

from types import TracebackType
from typing import Final

from core.persistence.access_work import AccessBooks
from core.persistence.kinds import Kind


class TransactionLost(Exception):  # noqa: N818 - it is what happened
    """The database itself rolled back, so that nothing of the whole transaction is there.

    Args:
        error: what the driver said.
    """

    def __init__(self, error: Exception) -> None:
        super().__init__(error)
        self.error: Final = error


class NeedsCare(Exception):  # noqa: N818 - it is what happened
    """A block has to be undone by itself, in a transaction without savepoints.

    Nothing of that transaction may stay; all of it can be done again, with care.
    """


class Parts:
    """The storage that one job is given, with a savepoint for each block that may be undone.

    A block that begins where another one began, before anything was changed, shares its savepoint:
    to undo the one is to undo the other.

    Args:
        work: the open transaction.
        kind: the database's.
    """

    def __init__(self, work: AccessBooks, kind: Kind) -> None:
        self.work: Final = work
        self._kind: Final = kind
        self._unchanged_at: int | None = None

    def reading(self) -> "_Open":
        """Questions, answered from within the transaction."""
        return _Open(self)

    def writing(self) -> "_Part":
        """A part of the transaction that is undone by itself."""
        return _Part(self)

    def begin(self) -> bool:
        """Begin a block; whether it has a savepoint of its own."""
        link = self.work.link
        if self._unchanged_at == link.changes:
            return False
        link.say_ahead("SAVEPOINT part")
        self._unchanged_at = link.changes
        return True

    def keep(self, *, own: bool) -> None:
        """End a block that stays; `own` as `begin` said."""
        if own:
            self.work.link.say_ahead("RELEASE part")
            self._unchanged_at = None

    def end_job(self) -> None:
        """A job is at its end: its own mistakes must show now."""
        self.work.link.settle()

    def undo(self, error: BaseException | None, *, own: bool) -> None:  # noqa: ARG002 - BareParts
        """End a block that leaves nothing, because of an error; `own` as `begin` said.

        Raises:
            TransactionLost: a savepoint that is gone took the whole transaction with it. To go on
                would commit each following job by itself, unasked.
            NeedsCare: see there.
        """
        link = self.work.link
        try:
            link.say("ROLLBACK TO part")
            if own:
                link.say("RELEASE part")
        except self._kind.error as lost:
            raise TransactionLost(lost) from lost
        self._unchanged_at = None if own else link.changes


class BareParts(Parts):
    """The same without savepoints, which make SQLite copy every page once more.

    It is for the first try of a group. Mostly a job that says no has changed nothing yet, so that
    there is nothing to undo.
    """

    def __init__(self, work: AccessBooks, kind: Kind) -> None:
        super().__init__(work, kind)
        self._began: Final[list[int]] = []

    def begin(self) -> bool:
        """See `Parts.begin`."""
        self._began.append(self.work.link.changes)
        return True

    def keep(self, *, own: bool) -> None:
        """See `Parts.keep`."""
        if own:
            self._began.pop()

    def end_job(self) -> None:
        """See `Parts.end_job`: whose mistake it was shows the second time, so nobody waits here."""
        self.work.link.send()

    def undo(self, error: BaseException | None, *, own: bool) -> None:  # noqa: ARG002 - always
        """See `Parts.undo`."""
        # After what a database refused, the transaction itself may be gone.
        broken = isinstance(error, self._kind.error)
        if broken or self.work.link.changes != self._began.pop():
            raise NeedsCare from error


class _Open:
    def __init__(self, parts: Parts) -> None:
        self._parts: Final = parts

    def __enter__(self) -> AccessBooks:
        return self._parts.work

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass


class _Part(_Open):
    def __enter__(self) -> AccessBooks:
        self._own = self._parts.begin()
        return self._parts.work

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self._parts.keep(own=self._own)
        else:
            self._parts.undo(error, own=self._own)
