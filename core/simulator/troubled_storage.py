"""A storage whose link and disk can be in trouble, as a terminal and the ECMS meet it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from core.domain.refusals import EcmsUnreachable
from core.services.ports import DatabaseTrouble, TroubleKind
from core.services.storage import Storage, UnitOfWork
from core.simulator.faults import At, DiskFault, LinkFault, Power, fault_of
from core.simulator.mains import SimulatedMains
from core.simulator.switches import Switchboard

SLOW_S: Final = 3.0

#: Whatever the ECMS answers instead of what was asked, the person in front can do nothing about it.
NO_ANSWER: Final = (
    LinkFault.DOWN,
    LinkFault.UNAUTHORISED,
    LinkFault.TOO_MANY,
    LinkFault.BROKEN,
)


class TroubledStorage:
    """A `Storage` of one terminal, with the faults of its link and of the ECMS's disk.

    Args:
        storage: the real one.
        board: says what strikes.
        at: whose link; the ECMS's own has none.
        mains: whoever asks has power from there.
        wait: lets so many seconds pass; by default as the mains do.
    """

    def __init__(
        self,
        storage: Storage,
        board: Switchboard,
        at: At,
        mains: SimulatedMains,
        wait: Callable[[float], None] | None = None,
    ) -> None:
        self._storage: Final = storage
        self._board: Final = board
        self._mains: Final = mains
        self._wait: Final = wait or mains.wait
        self._unanswered: Final = [fault_of(at, link) for link in NO_ANSWER]
        self._slow: Final = fault_of(at, LinkFault.SLOW)
        self._lost: Final = fault_of(at, LinkFault.ANSWER_LOST)
        self._full: Final = fault_of(At.ECMS, DiskFault.FULL)
        self._locked: Final = fault_of(At.ECMS, DiskFault.LOCKED)
        self._power: Final = fault_of(At.ECMS, Power.LOST)

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """See `Storage.reading`."""
        self._ask()
        with self._storage.reading() as work:
            yield work
        self._hear()

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """See `Storage.writing`."""
        self._ask()
        if self._board.strikes(self._locked):
            raise DatabaseTrouble(TroubleKind.BUSY)
        with self._storage.writing() as work:
            yield work
            if self._board.strikes(self._full):
                raise DatabaseTrouble(TroubleKind.FULL)
            if self._board.strikes(self._power):
                # Everything was written and nothing committed: the worst instant.
                raise EcmsUnreachable
        if self._board.strikes(self._lost):
            raise EcmsUnreachable
        self._hear()

    def _hear(self) -> None:
        """Whoever has no power any more does not hear what was done."""
        if self._mains.may_fail():
            raise EcmsUnreachable

    def _ask(self) -> None:
        if self._board.strikes(self._slow):
            self._wait(SLOW_S)
        if self._mains.is_gone or any(self._board.strikes(fault) for fault in self._unanswered):
            raise EcmsUnreachable
