"""A terminal's link to an ECMS on another machine, with the faults that are ordered for it."""

from collections.abc import Callable
from typing import Final, Generic, Protocol, TypeVar

from core.domain.refusals import EcmsUnreachable
from core.simulator.faults import At, fault_of
from core.simulator.faults import LinkFault as Fault
from core.simulator.mains import SimulatedMains
from core.simulator.switches import Switchboard
from core.simulator.troubled_storage import NO_ANSWER, SLOW_S

Answer_co = TypeVar("Answer_co", covariant=True)


class Asks(Protocol[Answer_co]):
    """A link; see `core.remote.link.Link`."""

    def get(self, path: str, *, once: bool = False) -> Answer_co:
        """Ask a question."""
        ...

    def post(self, path: str, body: str) -> Answer_co:
        """Have something done."""
        ...

    def knock(self) -> None:
        """Ask whether the ECMS is there."""
        ...

    def hang_up(self) -> None:
        """Wait for no answer any more."""
        ...


class TroubledLink(Generic[Answer_co]):
    """A link that goes down, is slow, or loses answers; any thread may use it.

    Args:
        link: the real one.
        board: says what strikes.
        at: whose link.
        mains: whoever asks has power from there.
        wait: lets so many seconds pass; by default as the mains do.
    """

    def __init__(
        self,
        link: Asks[Answer_co],
        board: Switchboard,
        at: At,
        mains: SimulatedMains,
        wait: Callable[[float], None] | None,
    ) -> None:
        self._link: Final = link
        self._board: Final = board
        self._mains: Final = mains
        self._wait: Final = wait or mains.wait
        self._unanswered: Final = [fault_of(at, fault) for fault in NO_ANSWER]
        self._slow: Final = fault_of(at, Fault.SLOW)
        self._lost: Final = fault_of(at, Fault.ANSWER_LOST)

    def get(self, path: str, *, once: bool = False) -> Answer_co:
        """See `Asks.get`."""
        self._ask()
        answer = self._link.get(path, once=once)
        self._hear()
        return answer

    def post(self, path: str, body: str) -> Answer_co:
        """See `Asks.post`."""
        self._ask()
        answer = self._link.post(path, body)
        if self._board.strikes(self._lost):
            raise EcmsUnreachable
        self._hear()
        return answer

    def knock(self) -> None:
        """See `Asks.knock`; that is no opportunity for chance, which a story's questions are."""
        if any(fault and self._board.is_on(fault.code) for fault in self._unanswered):
            raise EcmsUnreachable
        self._link.knock()

    def hang_up(self) -> None:
        """See `Asks.hang_up`."""
        self._link.hang_up()

    def _hear(self) -> None:
        """Whoever has no power any more does not hear what was done."""
        if self._mains.may_fail():
            raise EcmsUnreachable

    def _ask(self) -> None:
        if self._board.strikes(self._slow):
            self._wait(SLOW_S)
        if self._mains.is_gone or any(self._board.strikes(fault) for fault in self._unanswered):
            raise EcmsUnreachable
