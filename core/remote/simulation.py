"""What moves a simulated ECMS over HTTP: its time, its faults, its merchants, its ledger."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar
from urllib.parse import quote

from core.domain.codes import TrackingNumber
from core.remote.answers import NotOurs, read
from core.remote.link import EcmsLink
from core.wire.base import Wire
from core.wire.imported import ImportedBody
from core.wire.logistics import BuiltBody, PullOutJobBody
from core.wire.simulation import (
    ClockBody,
    FaultBody,
    FaultsBody,
    LedgerBody,
    MoveClockBody,
    SwitchBody,
    WebhookBody,
    WebhooksBody,
)

Body = TypeVar("Body", bound=Wire)

_OURS: Final = "/ecms/api/v1"
_SIMULATOR: Final = f"{_OURS}/simulator"
_LINES: Final = "application/x-ndjson"


class NoSimulation(LookupError):  # noqa: N818 - it reads as the fact that it states
    """The ECMS there does not do this: none of its routes, or not for this client."""


@dataclass(frozen=True, slots=True)
class RemoteSimulation:
    """A simulation at the other end of a link; any thread may call it.

    Every method may raise `EcmsUnreachable` and `NoSimulation`.

    Args:
        link: the simulator's own, with time for a month to pass; stays the caller's to close.
    """

    link: EcmsLink

    def clock(self) -> ClockBody:
        """What time it is there."""
        return self._call("GET", f"{_SIMULATOR}/clock", ClockBody)

    def go_to(self, moment: datetime) -> ClockBody:
        """Let time pass until then, with all that is due meanwhile."""
        return self._call("PUT", f"{_SIMULATOR}/clock", ClockBody, MoveClockBody(now=moment))

    def switched_on(self) -> tuple[str, ...]:
        """The codes of the faults that are switched on."""
        faults = self._call("GET", f"{_SIMULATOR}/faults", FaultsBody).faults
        return tuple(fault.code for fault in faults if fault.switch is not None)

    def switch(self, code: str, switch: SwitchBody) -> None:
        """Switch a fault on."""
        self._call("PUT", _fault(code), FaultBody, switch)

    def off(self, code: str) -> None:
        """Switch a fault off."""
        self._call("DELETE", _fault(code), FaultBody)

    def all_off(self) -> None:
        """Switch every fault off."""
        self._call("DELETE", f"{_SIMULATOR}/faults", FaultsBody)

    def webhooks(self, number: TrackingNumber) -> tuple[WebhookBody, ...]:
        """What the merchants' site was sent about a parcel, the oldest first."""
        path = f"{_SIMULATOR}/webhooks/{number.digits}"
        return self._call("GET", path, WebhooksBody).webhooks

    def ledger(self) -> LedgerBody:
        """What going through the custody ledger shows."""
        return self._call("GET", f"{_SIMULATOR}/ledger", LedgerBody)

    def submit(self, merchant: str, orders: Iterable[Mapping[str, Any]]) -> ImportedBody:
        """Take a merchant's return orders in, each as a line of `balik import`'s JSON lines."""
        path = f"{_OURS}/merchants/{quote(merchant, safe='')}/orders/import"
        lines = "".join(json.dumps(order) + "\n" for order in orders)
        return self._read("POST", path, ImportedBody, lines, _LINES)

    def run_job(self, store: str) -> BuiltBody:
        """Build a store's pull-out list, now."""
        return self._call("POST", f"{_OURS}/jobs/pull-out", BuiltBody, PullOutJobBody(store=store))

    def _call(self, method: str, path: str, kind: type[Body], asked: Wire | None = None) -> Body:
        return self._read(method, path, kind, None if asked is None else asked.text())

    def _read(
        self,
        method: str,
        path: str,
        kind: type[Body],
        body: str | None,
        media_type: str = "application/json",
    ) -> Body:
        try:
            return read(self.link.call(method, path, body, media_type), kind)
        except NotOurs as no:
            raise NoSimulation(f"{method} {path}: {no.code}") from no


def _fault(code: str) -> str:
    return f"{_SIMULATOR}/faults/{quote(code, safe='')}"
