"""Runs the pull-out job once a day at its set time, in one of all the processes that could."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import uuid4
from zoneinfo import ZoneInfo

from core.clock import Clock, SystemClock
from core.log import get_logger, where
from core.services.ports import DatabaseTrouble
from core.services.pull_out import Built, build_lists
from core.services.storage import Storage

JOB: Final = "pull-out"
#: For how long of the machine's time a claim holds without being kept.
LEASE: Final = timedelta(minutes=2)

_LOOK_EVERY_S: Final = 20.0
_log: Final = get_logger("job")


@dataclass(frozen=True, slots=True)
class Daily:
    """When a job runs.

    Args:
        at: the time of day.
        time_zone: IANA name of the zone in which it is meant.
    """

    at: time
    time_zone: str

    def due(self, now: datetime) -> date | None:
        """The day whose run is due at an instant; None before the set time."""
        local = now.astimezone(ZoneInfo(self.time_zone))
        return local.date() if local.time() >= self.at else None

    def following(self, now: datetime) -> datetime:
        """The next instant after `now` at which a run falls due."""
        local = now.astimezone(ZoneInfo(self.time_zone))
        today = local.replace(
            hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0, fold=0
        )
        run = today if today > local else today + timedelta(days=1)
        return run.astimezone(now.tzinfo)


def run_if_due(
    storage: Storage, daily: Daily, clock: Clock, wall: Clock, name: str
) -> Built | None:
    """Run today's job, if it is time and nobody else has run it or is running it.

    A process that dies in mid-run loses its claim after the lease, and another goes on: lists that
    are built are whole, and the rest is still to be listed.

    Args:
        storage: where.
        daily: when.
        clock: the shop's, which a simulation may move.
        wall: the machine's, by which leases end.
        name: of this process, unlike all others'.

    Returns:
        What was done, or None where nothing was to be done here.
    """
    day = daily.due(clock.now())
    if day is None:
        return None
    with storage.writing() as work:
        now = wall.now()
        if not work.job_runs.claim(JOB, day, name, now, now + LEASE):
            return None

    def kept(_built: Built) -> bool:
        with storage.writing() as work:
            return work.job_runs.keep(JOB, day, name, wall.now() + LEASE)

    built = build_lists(storage, clock.now, kept)
    with storage.writing() as work:
        work.job_runs.end(JOB, day, name, wall.now())
    return built


class DailyJob:
    """Looks now and then whether the job is due, on a thread of its own.

    Args:
        storage: where.
        daily: when.
        clock: the shop's.
        wall: the machine's.
        ran: hears of each run.
    """

    def __init__(
        self,
        storage: Storage,
        daily: Daily,
        clock: Clock,
        wall: Clock | None = None,
        ran: Callable[[Built], None] = lambda _built: None,
    ) -> None:
        self._storage: Final = storage
        self._daily: Final = daily
        self._clock: Final = clock
        self._wall: Final = wall or SystemClock()
        self._ran: Final = ran
        self._name: Final = uuid4().hex
        self._stopping: Final = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def daily(self) -> Daily:
        """When it runs."""
        return self._daily

    def run_if_due(self) -> Built | None:
        """Look once, here and now; see the function of this name."""
        built = run_if_due(self._storage, self._daily, self._clock, self._wall, self._name)
        if built is not None:
            self._ran(built)
        return built

    def start(self) -> None:
        """Look from now on; started already is started."""
        if self._thread is None:
            self._stopping.clear()
            self._thread = threading.Thread(target=self._look, name="balik-jobs", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End; a run under way ends after the transaction that it is in."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _look(self) -> None:
        while True:
            try:
                built = self.run_if_due()
            except DatabaseTrouble as trouble:
                _log.warning("the job waits for the database", trouble=trouble.kind.name)
            except Exception as error:
                # Logged, and tried again: the stores' parcels must not stay because of one look.
                _log.error("the job failed", error=type(error).__name__, at=where(error))
            else:
                if built is not None:
                    _log.info("lists built", lists=built.list_count, parcels=built.parcels)
            if self._stopping.wait(_LOOK_EVERY_S):
                return
