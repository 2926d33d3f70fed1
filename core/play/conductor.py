"""Lets the shop's time pass, and whatever is due meanwhile happen in its order.

A jump of a month must leave the books that a month would have left: lists are built each day,
webhooks are tried again every ten minutes, faults come and go at their moments. So time goes from
one thing that is due to the next, and never over one.
"""

import asyncio
from collections.abc import Callable
from datetime import date, datetime, timedelta
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
        news_wait: how long a webhook may wait for others to go out with; nothing else waits.
    """

    def __init__(
        self,
        panel: Panel,
        service: Callable[[], Service],
        news_wait: timedelta = timedelta(),
    ) -> None:
        self._panel: Final = panel
        self._service: Final = service
        self.news_wait = news_wait
        self._job_done: date | None = None
        self._news_due = panel.clock.now()
        self._runner: Final = asyncio.Runner()

    def settle(self) -> None:
        """Do what is due now, and no more."""
        self._panel.look()
        service, now = self._service(), self._panel.clock.now()
        day = service.daily_job.daily.due(now)
        if day is not None and day != self._job_done:
            service.daily_job.run_if_due()
            self._job_done = day
        if now >= self._news_due:
            self._tell(service, now)

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

    def close(self) -> None:
        """Let go of what webhooks are sent with."""
        self._runner.close()

    def _tell(self, service: Service, now: datetime) -> None:
        if service.dispatcher.has_due():
            service.dispatcher.deliver_due(self._runner)
            self._news_due = now + self.news_wait

    def _next(self, now: datetime) -> datetime:
        """The next instant at which something is due."""
        service = self._service()
        moments = [service.daily_job.daily.following(now)]
        if self._news_due > now and service.dispatcher.has_due():
            moments.append(self._news_due)
        due = service.dispatcher.next_due()
        if due is not None:
            moments.append(max(due, self._news_due))
        for switch in self._panel.faults.switches.values():
            moments += [at for at in (switch.since, switch.until) if at is not None and at > now]
        return max(now + _MOMENT, min(moments))
