"""Claims due notices, sends them, writes down what came of it."""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar
from uuid import uuid4

from core.clock import Clock, SystemClock
from core.log import get_logger, where
from core.notifications.lines import Lines
from core.notifications.payloads import body_of
from core.notifications.schedule import TEN_TRIES_TEN_MINUTES_APART, Schedule, verdict
from core.notifications.signing import signature_headers
from core.services.notify import Claimed, Outbox, Outcome, Posts, Result, Tried
from core.services.ports import DatabaseTrouble

T = TypeVar("T")

_log: Final = get_logger("notifications")
_FORGET_EVERY: Final = timedelta(days=1)
_FORGET_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a dispatcher takes on.

    Args:
        per_merchant: tries of one merchant at once; a site that hangs holds up no more than these.
        at_once: tries in all at once; they wait on sockets, not on threads.
        lease: for how long of the machine's time a claim holds; a killed process's claims come
            back after it. Longer than a try, and than machines' clocks differ.
        look_every: how often to look for work, in seconds.
        grace: how long stopping waits for tries under way, in seconds.
        kept: for how long of the shop's time a delivered notice and its tries stay on record.
    """

    per_merchant: int = 4
    at_once: int = 256
    lease: timedelta = timedelta(seconds=60)
    look_every: float = 0.5
    grace: float = 2.0
    kept: timedelta = timedelta(days=90)


class Dispatcher:
    """Tells merchants. Several, in several processes, may work over one database.

    No network is waited for inside a transaction: a claim is one short transaction, what came of
    the tries that ended together another one.

    Args:
        outbox: the books.
        transport: sends.
        clock: the shop's clock, by which the schedule runs.
        wall: the machine's clock, by which leases end and signatures are dated.
        schedule: when to try again.
        limits: how much to take on.
    """

    def __init__(
        self,
        outbox: Outbox,
        transport: Posts,
        clock: Clock,
        wall: Clock | None = None,
        schedule: Schedule = TEN_TRIES_TEN_MINUTES_APART,
        limits: Limits = Limits(),
    ) -> None:
        self._outbox: Final = outbox
        self._transport: Final = transport
        self._clock: Final = clock
        self._wall: Final = wall or SystemClock()
        self._schedule: Final = schedule
        self._limits: Final = limits
        self._lines: Final = Lines(limits.per_merchant, limits.at_once)
        self._thread: threading.Thread | None = None
        self._stopping: Final = threading.Event()
        self._forget_at: datetime | None = None

    def deliver_due(self, runner: asyncio.Runner | None = None) -> int:
        """Try whatever is due at the clock's present instant, and wait for it.

        Args:
            runner: its loop is used; one for this call alone, where None is given.

        Returns:
            How many tries it was.

        Raises:
            DatabaseTrouble: the books cannot be used.
        """
        return (asyncio.run if runner is None else runner.run)(self._until_idle())

    def has_due(self) -> bool:
        """Whether anything is due at the clock's present instant; raises as `deliver_due`."""
        due = self._outbox.due(self._clock.now(), self._wall.now())
        return due.unlisted or bool(due.merchants)

    def next_due(self) -> datetime | None:
        """When the next try is due that is not due yet, by the shop's clock; None for never.

        Raises:
            DatabaseTrouble: the books cannot be used.
        """
        return self._outbox.next_due(self._clock.now())

    def start(self) -> None:
        """Work on a thread of its own until `stop`; started already is started."""
        if self._thread is None:
            self._stopping.clear()
            # A daemon: a process that dies does not wait for a merchant; its claims come back.
            self._thread = threading.Thread(
                target=lambda: asyncio.run(self._until_stopped()), name="webhooks", daemon=True
            )
            self._thread.start()

    def stop(self) -> None:
        """End the thread; tries that don't end within the grace are given back."""
        if self._thread is not None:
            self._stopping.set()
            self._thread.join()
            self._thread = None

    async def _until_idle(self) -> int:
        # Whoever called waits for the books anyway, and a hop to a thread takes as long as they do.
        work = _Work(books_aside=False)
        tries = 0
        while True:
            await self._record(work)
            listed = await self._take_on(work)
            if not (listed or work.under_way):
                return tries
            if work.under_way:
                tries += await work.wait_for_one(timeout=None)

    async def _until_stopped(self) -> None:
        work = _Work(books_aside=True)
        while not self._stopping.is_set():
            busy = False
            try:
                # What is not on record keeps new work away: it could be the same work.
                await self._record(work)
                busy = await self._take_on(work)
                await self._forget_old(work)
            except DatabaseTrouble as trouble:
                _log.warning("webhooks wait for the database", trouble=trouble.kind.name)
            except Exception as error:  # this thread must outlive a bug
                _log.error("webhooks met a fault", error=type(error).__name__, at=where(error))
            if not busy:
                await work.wait_for_one(timeout=self._limits.look_every)
        await self._wind_up(work)

    async def _wind_up(self, work: "_Work") -> None:
        if work.under_way:
            await asyncio.wait(work.under_way, timeout=self._limits.grace)
        for task in work.under_way:
            task.cancel()
        await asyncio.gather(*work.under_way, return_exceptions=True)
        for task, (claimed, began) in work.under_way.items():
            interrupted = self._tried(claimed, Result(Outcome.INTERRUPTED), began)
            work.ended.append(interrupted if task.cancelled() else task.result())
        work.under_way.clear()
        try:
            await self._record(work)
        except DatabaseTrouble as trouble:
            # The leases end by themselves; what was sent meanwhile is sent once more.
            _log.warning("webhooks stop without the database", trouble=trouble.kind.name)

    async def _record(self, work: "_Work") -> None:
        if work.ended:
            await work.books(self._outbox.record, tuple(work.ended))
            work.ended.clear()

    async def _forget_old(self, work: "_Work") -> None:
        """Once a day, a few at each look: drop what was delivered long ago."""
        now = self._clock.now()
        if self._forget_at is not None and now < self._forget_at:
            return
        old = now - self._limits.kept
        forgotten = await work.books(self._outbox.forget, old, _FORGET_AT_ONCE)
        if forgotten < _FORGET_AT_ONCE:
            self._forget_at = now + _FORGET_EVERY

    async def _take_on(self, work: "_Work") -> bool:
        """List what is new, claim what is due, begin to send it; whether to look again at once."""
        now, wall = self._clock.now(), self._wall.now()
        due = await work.books(self._outbox.due, now, wall)
        listed = 0
        if due.unlisted:
            listed = await work.books(self._outbox.enlist, now)
            due = await work.books(self._outbox.due, now, wall)
        room = self._lines.share(due.merchants, work.of_merchant())
        if room:
            claimed = await work.books(
                self._outbox.claim, room, now, wall, self._limits.lease, uuid4().hex
            )
            for notice in claimed:
                began = time.monotonic()
                work.under_way[asyncio.create_task(self._try(notice, began))] = (notice, began)
        return listed > 0

    async def _try(self, claimed: Claimed, began: float) -> Tried:
        notice, endpoint = claimed.notice, claimed.endpoint
        try:
            body = body_of(notice)
            wall = self._wall.now()
            secrets = endpoint.secrets(wall)
            headers = signature_headers(notice.webhook_id, wall, body, secrets)
            result = await self._transport.post(endpoint, headers, body)
        except Exception as error:  # one notice's fault must not stop the others
            _log.error("a webhook met a fault", error=type(error).__name__, at=where(error))
            result = Result(Outcome.FAULT)
        return self._tried(claimed, result, began)

    def _tried(self, claimed: Claimed, result: Result, began: float) -> Tried:
        follows = verdict(result, claimed.failures, claimed.at, self._schedule)
        took = timedelta(seconds=time.monotonic() - began)
        _log.info(
            "webhook tried",
            merchant=claimed.endpoint.merchant_code,
            number=claimed.number,
            outcome=result.outcome.value,
            http_status=result.http_status,
            follows=type(follows).__name__,
        )
        return Tried(claimed, result, follows, took, self._clock.now())


class _Work:
    """Tries under way (each with what it sends and when it began), and ended but not on record.

    Args:
        books_aside: the books are asked on a thread, so that answers are heard meanwhile.
    """

    def __init__(self, *, books_aside: bool) -> None:
        self._books_aside: Final = books_aside
        self.under_way: Final[dict[asyncio.Task[Tried], tuple[Claimed, float]]] = {}
        self.ended: Final[list[Tried]] = []

    async def books(self, question: Callable[..., T], *asked: Any) -> T:
        """What the books answer."""
        if self._books_aside:
            return await asyncio.to_thread(question, *asked)
        return question(*asked)

    def of_merchant(self) -> Counter[str]:
        """How many tries of each merchant are under way."""
        return Counter(claimed.endpoint.merchant_code for claimed, _ in self.under_way.values())

    async def wait_for_one(self, timeout: float | None) -> int:
        """Wait until a try ends, or for so many seconds; how many ended."""
        if not self.under_way:
            await asyncio.sleep(timeout or 0)
            return 0
        done, _ = await asyncio.wait(
            self.under_way, timeout=timeout, return_when=asyncio.FIRST_COMPLETED
        )
        for task in done:
            del self.under_way[task]
            self.ended.append(task.result())
        return len(done)
