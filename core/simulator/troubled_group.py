"""The changes that others ask an ECMS for, with the faults of its disk and its mains."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from typing import Any, Final, TypeVar

from core.services.access import AccessStorage, AccessWork
from core.services.group import Group, Job
from core.services.ports import DatabaseTrouble, TroubleKind
from core.simulator.faults import At, DiskFault, Power, fault_of
from core.simulator.switches import Switchboard

T = TypeVar("T")


class TroubledGroup:
    """A `core.services.group.Group`; what a fault strikes is undone, with all that shares its turn.

    Args:
        group: the real one.
        board: says what strikes.
    """

    def __init__(self, group: Group, board: Switchboard) -> None:
        self._group: Final = group
        self._board: Final = board
        self._locked: Final = fault_of(At.ECMS, DiskFault.LOCKED)
        self._full: Final = fault_of(At.ECMS, DiskFault.FULL)
        self._power: Final = fault_of(At.ECMS, Power.LOST)

    def reading(self) -> AbstractContextManager[AccessWork]:
        """See `AccessStorage.reading`."""
        return self._group.reading()

    def writing(self) -> AbstractContextManager[AccessWork]:
        """See `AccessStorage.writing`; nothing strikes here.

        Tokens are written so, and whoever ordered a fault must come in to switch it off.
        """
        return self._group.writing()

    def run(self, job: Job[T]) -> "Future[T]":
        """See `Group.run`."""
        return self._group.run(self._troubled(job))

    def run_all(self, jobs: Sequence[Job[Any]]) -> "Future[list[Any]]":
        """See `Group.run_all`."""
        return self._group.run_all([self._troubled(job) for job in jobs])

    def _troubled(self, job: Job[T]) -> Callable[[AccessStorage], T]:
        def act(storage: AccessStorage) -> T:
            self._begin()
            done = job(storage)
            self._end()
            return done

        return act

    def _begin(self) -> None:
        if self._board.strikes(self._locked):
            raise DatabaseTrouble(TroubleKind.BUSY)

    def _end(self) -> None:
        if self._board.strikes(self._full):
            raise DatabaseTrouble(TroubleKind.FULL)
        if self._board.strikes(self._power):
            # Everything was written and nothing committed: the worst instant.
            raise DatabaseTrouble(TroubleKind.UNREADABLE)
