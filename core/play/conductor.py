"""Lets the shop's time pass, and whatever is due meanwhile happen in its order.

A jump of a month must leave the books that a month would have left: lists are built each day,
webhooks are tried again every ten minutes, faults come and go at their moments. So time goes from
one thing that is due to the next, and never over one.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from core.bootstrap import Service
from core.simulator.panel import Panel

#: The least by which time goes on: instants are stored in microseconds.
_MOMENT: Final = timedelta(microseconds=1)


class Conductor:
    """Moves one world's time.

    Args:
        panel: its clock and faults.
        service: opens the ECMS's own work, its jobs and notices; asked when first needed.
    """

    def __init__(self, panel: Panel, service: Callable[[], Service]) -> None:
        self._panel: Final = panel
        self._service: Final = service

    def settle(self) -> None:
        """Do what is due now, and no more."""
        self._panel.look()
        service = self._service()
        service.daily_job.run_if_due()
        service.dispatcher.deliver_due()

    def pass_time(self, by: timedelta) -> None:
        """Let time pass; afterwards nothing is due that was due before its end.

        Raises:
            ValueError: time does not go back.
        """
        end = self._panel.clock.now() + by
        if by < timedelta():
            raise ValueError("time does not go back")
        self.settle()
        while (now := self._panel.clock.now()) < end:
            self._panel.clock.go_to(min(self._next(now), end))
            self.settle()

    def to_next_job(self) -> None:
        """Let time pass until the next daily job has run."""
        now = self._panel.clock.now()
        self.pass_time(self._service().daily_job.daily.following(now) - now)

    def _next(self, now: datetime) -> datetime:
        """The next instant at which something is due."""
        service = self._service()
        moments = [service.daily_job.daily.following(now)]
        due = service.dispatcher.next_due()
        if due is not None:
            moments.append(due)
        for switch in self._panel.faults.switches.values():
            moments += [at for at in (switch.since, switch.until) if at is not None and at > now]
        return max(now + _MOMENT, min(moments))
