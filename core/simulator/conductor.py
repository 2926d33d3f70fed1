"""Lets the shop's time pass, and whatever is due meanwhile happen in its order.

A jump of a month must leave the books that a month would have left: lists are built each day,
webhooks are tried again every ten minutes, faults come and go at their moments. So time goes from
one thing that is due to the next, and never over one.
"""

import asyncio
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from threading import RLock
from typing import Final, Protocol

from core.log import get_logger, where
from core.services.daily_job import DailyJob
from core.services.ports import DatabaseTrouble
from core.simulator.panel import Panel

#: The least by which time goes on: instants are stored in microseconds.
_MOMENT: Final = timedelta(microseconds=1)
_LOOK_EVERY_S: Final = 0.5
_log: Final = get_logger("simulator")


class Tells(Protocol):
    """What tells merchants; see `core.notifications.dispatcher.Dispatcher`."""

    def deliver_due(self, runner: asyncio.Runner | None = None) -> int:
        """Try whatever is due now, and wait for it."""
        ...

    def has_due(self) -> bool:
        """Whether anything is due now."""
        ...

    def next_due(self) -> datetime | None:
        """When the next try is due that is not due yet; None for never."""
        ...


class OwnWork(Protocol):
    """What an ECMS does by itself; see `core.bootstrap.Service`."""

    @property
    def daily_job(self) -> DailyJob:
        """Builds the stores' lists."""
        ...

    @property
    def dispatcher(self) -> Tells:
        """Tells merchants."""
        ...


class Conductor:
    """Moves one world's time; any thread may ask, and waits for its turn.

    Args:
        panel: its clock and faults.
        service: opens the ECMS's own work, its jobs and notices; asked when first needed.
        news_wait: how long a webhook may wait for others to go out with; nothing else waits.
    """

    def __init__(
        self,
        panel: Panel,
        service: Callable[[], OwnWork],
        news_wait: timedelta = timedelta(),
    ) -> None:
        self._panel: Final = panel
        self._service: Final = service
        self.news_wait = news_wait
        self._job_done: date | None = None
        self._news_due = panel.clock.now()
        self._runner: Final = asyncio.Runner()
        self._one_at_a_time: Final = RLock()
        self._stopping: Final = threading.Event()
        self._thread: threading.Thread | None = None

    def settle(self) -> None:
        """Do what is due now, and no more."""
        with self._one_at_a_time:
            self._settle()

    def _settle(self) -> None:
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
        if by < timedelta():
            raise ValueError("time does not go back")
        self.go_to(self._panel.clock.now() + by)

    def go_to(self, moment: datetime) -> None:
        """The same, until a moment; where that is past already, what is due now is done."""
        with self._one_at_a_time:
            self._settle()
            while (now := self._panel.clock.now()) < moment:
                self._panel.clock.go_to(min(self._next(now), moment))
                self._settle()

    def to_next_job(self) -> None:
        """Let time pass until the next daily job has run."""
        self.go_to(self.next_job())

    def next_job(self) -> datetime:
        """When the next daily job falls due."""
        return self._service().daily_job.daily.following(self._panel.clock.now())

    def start(self) -> None:
        """Do what falls due, on a thread of its own, until `close`: for a clock that runs."""
        self._thread = threading.Thread(target=self._watch, name="balik-conductor", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Do no more, and let go of what webhooks are sent with."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        self._runner.close()

    def _watch(self) -> None:
        while not self._stopping.wait(_LOOK_EVERY_S):
            try:
                self.settle()
            except DatabaseTrouble as trouble:
                _log.warning("the simulation waits for the database", trouble=trouble.kind.name)
            except Exception as error:
                # Logged, and tried again: one bad look must not stop the shop's time.
                _log.error("the simulation failed", error=type(error).__name__, at=where(error))

    def _tell(self, service: OwnWork, now: datetime) -> None:
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
