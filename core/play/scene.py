"""Where a story takes place: with the ECMS in this process, or at the other end of a socket."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from core.domain.codes import TrackingNumber
from core.services.ecms import Clerk, Ecms
from core.services.handheld import Handheld
from core.services.ports import PrinterAtHand
from core.services.station import DemoClerk, Station
from core.simulator.faults import At
from core.simulator.panel import Panel
from core.simulator.steps import FaultOn, Submit


class Scene(Protocol):
    """A store's two terminals, the ECMS behind them, and all that a simulation moves."""

    @property
    def panel(self) -> Panel:
        """The terminals' clock, and the faults of their devices and links."""
        ...

    @property
    def kiosk(self) -> Station:
        """The kiosk's station."""
        ...

    @property
    def pos(self) -> Station:
        """The POS's."""
        ...

    def start_again(self, at: At) -> None:
        """Kiosk or POS is switched on after a power loss: its station is another one now."""
        ...

    @property
    def record(self) -> Path | None:
        """The file that all at the terminals is recorded to, if it is."""
        ...

    @property
    def books(self) -> Ecms:
        """The ECMS, asked on a way that no fault touches."""
        ...

    @property
    def handheld(self) -> Handheld:
        """Trucker's, back office's and distribution centre's."""
        ...

    @property
    def demo_clerk(self) -> DemoClerk:
        """Who works at the counter, with the PIN."""
        ...

    @property
    def clerk(self) -> Clerk:
        """The same, as on a receipt."""
        ...

    def printer(self, at: str) -> PrinterAtHand:
        """The `kiosk`'s or the `pos`'s."""
        ...

    def switched_on(self) -> tuple[str, ...]:
        """The codes of the faults that are switched on, in force yet or not."""
        ...

    def switch(self, step: FaultOn) -> None:
        """Switch a fault on, from its moment on."""
        ...

    def switch_off(self, code: str | None) -> None:
        """Switch a fault off; all, where none is named."""
        ...

    def takes(self, time: timedelta) -> None:
        """Somebody does something that takes so long, where the shop's clock waits for them."""
        ...

    def pass_time(self, by: timedelta) -> None:
        """Let time pass, with all that is due meanwhile."""
        ...

    def to_next_job(self) -> None:
        """Let time pass until the next daily job has run."""
        ...

    def submit_many(self, orders: Sequence[Submit], merchant: str) -> None:
        """A merchant submits orders."""
        ...

    def cancel(self, merchant: str, uid: str) -> None:
        """A merchant takes an order back."""
        ...

    def told(self, number: TrackingNumber) -> list[str]:
        """The statuses of a parcel whose webhooks the merchants' site has taken, by now."""
        ...

    def ledger(self) -> tuple[int | None, int]:
        """The first entry of the custody ledger that is broken, and how many facts it lacks."""
        ...

    def close(self) -> None:
        """End it."""
        ...
