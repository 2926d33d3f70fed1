"""What stands behind the API's simulator routes: one world's time, faults, inbox and ledger."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from core.domain.custody import Proof, prove
from core.services.pull_out_books import ReadsCustody
from core.simulator.conductor import Conductor
from core.simulator.merchant_site import Received
from core.simulator.panel import Panel

#: As far as time goes in one call: a month is lived through in a few seconds.
FARTHEST: Final = timedelta(days=40)


class Inbox(Protocol):
    """The merchants' site, as far as it is looked into."""

    @property
    def inbox(self) -> tuple[Received, ...]:
        """Everything that came in, the first first."""
        ...


class TooFar(ValueError):  # noqa: N818 - it reads as the fact that it states
    """That is more time than passes in one call."""


@dataclass(frozen=True, slots=True)
class ServedSimulation:
    """A simulation that others move over the network; any thread may use it.

    Args:
        panel: its clock and faults.
        conductor: lets its time pass.
        site: what its merchants were sent.
        custody: its ledger.
    """

    panel: Panel
    conductor: Conductor
    site: Inbox
    custody: ReadsCustody

    def move(self, moment: datetime | None, rate: float | None) -> None:
        """Set the clock's pace and let time pass; blocks until all is done that is due.

        Args:
            moment: until when time passes, if it does.
            rate: seconds of the shop for one of the machine, if that is to change.

        Raises:
            TooFar: it lies farther away than `FARTHEST`; nothing was changed.
        """
        if moment is not None and moment - self.panel.clock.now() > FARTHEST:
            raise TooFar
        if rate is not None:
            self.panel.clock.run(rate)
        if moment is not None:
            self.conductor.go_to(moment)

    def ledger(self) -> tuple[Proof, int]:
        """The ledger gone through, and how many facts are not in it; blocks."""
        return prove(self.custody.entries()), self.custody.unentered()
