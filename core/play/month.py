"""Many days of a chain in a few seconds: every customer, truck, job, webhook, retry and expiry.

What happens when is an agenda, made from a seed before anything happens. It can be lived through in
jumps, from one thing that is due to the next, or minute by minute; the books must be the same.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random
from typing import Final
from uuid import NAMESPACE_OID, uuid5

from core.domain.apo import Driver
from core.domain.codes import ReturnCode, TrackingNumber
from core.domain.merchants import Store
from core.domain.mobile import MobileNumber
from core.domain.references import parse_reference
from core.domain.refusals import Refusal
from core.domain.status import Status
from core.play.world import PlayWorld
from core.services.ecms import AcceptParcel, RequestReturn, Terminal
from core.services.embedded import EmbeddedEcms
from core.services.embedded_office import EmbeddedOffice
from core.services.handheld import STEPS, EmbeddedHandheld
from core.services.store_office import CloseDay, CloseList, HandOverParcel
from core.simulator.scenario import Scenario, StoreOf, World
from core.simulator.steps import FaultOn, Submit

STORES: Final = ("0166", "0412", "2031", "3050")
_MERCHANTS: Final = ("001", "002")
_DRIVER: Final = Driver("J. Dela Cruz", "NBX4471")
#: In jumps, webhooks go out together with those of so long: the tries of a site that is away are
#: ten minutes apart, and what waits for one parcel's earlier news waits anyway.
_NEWS_WAIT: Final = timedelta(minutes=10)
#: One customer in so many never comes to the counter in time.
_STAYS_AWAY: Final = 10
_VALID_DAYS: Final = 3
_AWAY_MINUTES: Final = 30
_DC_LEGS: Final = {
    Status.ON_VEHICLE_TO_WAREHOUSE: timedelta(hours=1),
    Status.ARRIVED_AT_WAREHOUSE: timedelta(hours=2),
    Status.FOR_RETURN_TO_MERCHANT: timedelta(hours=3),
    Status.RETURNED_TO_MERCHANT: timedelta(hours=4),
    Status.ON_VEHICLE_TO_MERCHANT: timedelta(hours=24),
    Status.ARRIVED_AT_MERCHANT: timedelta(hours=27),
}

Deed = Callable[[], None]


@dataclass(slots=True)
class Tally:
    """What came of it."""

    issued: int = 0
    accepted: int = 0
    expired: int = 0
    handed_over: int = 0
    scans: int = 0


def month_scenario(seed: int = 42) -> Scenario:
    """The chain of four stores that it takes place in."""
    new = StoreOf(code="3050", name="Abreeza", region="Davao")
    return Scenario(title="A month", seed=seed, world=World(stores=(new,)))


class Month:
    """Lives through days of a chain.

    Args:
        world: opened for `month_scenario`.
        days: how many.
        parcels: how many customers a day, over all stores.
        seed: who comes when, and where.
    """

    def __init__(self, world: PlayWorld, days: int, parcels: int, seed: int = 42) -> None:
        self.tally: Final = Tally()
        self._world: Final = world
        self._random: Final = Random(seed)  # noqa: S311 - it must repeat itself
        self._turns: Final = count()
        self._agenda: list[tuple[datetime, int, Deed]] = []
        service = world.service()
        self._ecms: Final[EmbeddedEcms] = service.ecms
        storage, rules, clock = self._ecms.storage, self._ecms.rules, self._ecms.clock
        self._office: Final = EmbeddedOffice(storage, clock, rules)
        self._stores: Final = [self._ecms.terminal(code, "02").store for code in STORES]
        self._handhelds: Final = {
            store.code: EmbeddedHandheld(storage, rules, clock, store) for store in self._stores
        }
        self._clerk: Final = world.clerk
        begin = (
            self._stores[0]
            .local(world.panel.clock.now())
            .replace(hour=8, minute=0, second=0, microsecond=0)
        )
        for day in range(1, days + 1):
            self._plan(begin + timedelta(days=day), parcels)
        self._end: Final = begin + timedelta(days=days + 1)

    def live(self, step: timedelta | None = None) -> Tally:
        """Live through all of it.

        Args:
            step: how far the clock goes at once; to whatever is due next, where None is given.
        """
        clock, conductor = self._world.panel.clock, self._world.conductor
        conductor.news_wait = _NEWS_WAIT if step is None else timedelta()
        with _without_a_line_for_each_webhook():
            while self._agenda:
                at, _, deed = heappop(self._agenda)
                if step is not None:
                    while clock.now() + step < at:
                        conductor.pass_time(step)
                conductor.pass_time(max(timedelta(), at - clock.now()))
                deed()
            conductor.pass_time(max(timedelta(), self._end - clock.now()))
        return self.tally

    def _note(self, at: datetime, deed: Deed) -> None:
        heappush(self._agenda, (at, next(self._turns), deed))

    def _plan(self, morning: datetime, parcels: int) -> None:
        uids = [f"M{morning:%m%d}{number:04d}" for number in range(parcels)]
        self._note(morning, lambda: self._submit(uids))
        # At noon the merchants' site is away: everything is tried again until it is back.
        fault = FaultOn(fault="webhook-500", minutes=_AWAY_MINUTES)
        self._note(morning + timedelta(hours=4), lambda: self._world.switch(fault))
        for uid in uids:
            store = self._random.choice(self._stores)
            at = morning + timedelta(hours=1, seconds=self._random.randrange(11 * 3600))
            stays = self._random.randrange(_STAYS_AWAY) == 0
            way = timedelta(days=_VALID_DAYS + 1) if stays else timedelta(minutes=9)
            self._note(at, self._at_kiosk(uid, store, way))
        for store in self._stores:
            self._note(morning + timedelta(hours=2), self._pull_out(store))
            self._note(morning + timedelta(hours=13, minutes=30), self._close_day(store))

    def _submit(self, uids: list[str]) -> None:
        for merchant, part in zip(_MERCHANTS, (uids[::2], uids[1::2]), strict=True):
            orders = [Submit(merchant=merchant, uid=u, valid_days=_VALID_DAYS) for u in part]
            self._world.submit_many(orders, merchant)

    def _at_kiosk(self, uid: str, store: Store, way: timedelta) -> Deed:
        def deed() -> None:
            terminal = Terminal(store, "K1")
            order = self._ecms.find_orders(parse_reference(uid), terminal)[0]
            mobile = MobileNumber("09123456789")
            request = RequestReturn(order.order_id, mobile, terminal, _attempt(f"kiosk {uid}"))
            issued = self._ecms.request_return(request)
            self.tally.issued += 1
            then = self._world.panel.clock.now() + way
            self._note(then, self._at_counter(uid, issued.code, store))

        return deed

    def _at_counter(self, uid: str, code: ReturnCode, store: Store) -> Deed:
        def deed() -> None:
            terminal = Terminal(store, "02")
            try:
                self._ecms.verify_code(code, terminal)
                self._ecms.accept_parcel(
                    AcceptParcel(code, terminal, self._clerk, _attempt(f"pos {uid}"))
                )
            except Refusal:
                self.tally.expired += 1
            else:
                self.tally.accepted += 1

        return deed

    def _pull_out(self, store: Store) -> Deed:
        def deed() -> None:
            terminal = Terminal(store, "02")
            for listed in self._office.pull_out_lists(terminal):
                if listed.closing is not None:
                    continue
                for line in listed.lines:
                    self._office.hand_over_parcel(
                        HandOverParcel(
                            listed.number, line.tracking_number, _DRIVER, terminal, self._clerk
                        )
                    )
                    self._send_on(store, line.tracking_number, line.merchant_code)
                taken, attempt = len(listed.lines), _attempt(f"close {listed.number}")
                self._office.close_list(
                    CloseList(listed.number, _DRIVER, taken, taken, terminal, self._clerk, attempt)
                )
                self.tally.handed_over += taken

        return deed

    def _send_on(self, store: Store, number: TrackingNumber, merchant: str) -> None:
        now = self._world.panel.clock.now()
        for status in STEPS if merchant == "001" else STEPS[:4]:
            self._note(now + _DC_LEGS[status], self._scan(store, number, status))

    def _scan(self, store: Store, number: TrackingNumber, status: Status) -> Deed:
        def deed() -> None:
            scanned = self._handhelds[store.code].scan(number.sscc, status)
            if scanned.refusal is not None:
                raise scanned.refusal
            self.tally.scans += 1

        return deed

    def _close_day(self, store: Store) -> Deed:
        def deed() -> None:
            now = self._world.panel.clock.now()
            attempt = _attempt(f"day {store.code} {now}")
            self._office.close_day(CloseDay(Terminal(store, "02"), self._clerk, attempt))

        return deed


@contextmanager
def _without_a_line_for_each_webhook() -> Iterator[None]:
    """Tens of thousands of lines that nobody reads would take a fifth of the time."""
    logger = logging.getLogger("balik.notifications")
    before = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(before)


def ledger_of(world: PlayWorld) -> Iterator[str]:
    """The hashes of a world's custody ledger: equal ones say that all facts are equal."""
    return (entry.hash for entry in world.service().custody.entries())


def _attempt(what: str) -> str:
    return str(uuid5(NAMESPACE_OID, what))
