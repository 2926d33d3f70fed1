"""Which faults are on: at once, from a moment on, or now and then by a seeded chance."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from threading import RLock, get_ident
from typing import Final

from core.services.watchers import Watchers
from core.simulator.faults import FAULTS, Fault
from core.simulator.steps import FaultOn


@dataclass(frozen=True, slots=True)
class Switch:
    """How a fault is switched on; as it stands, at once and for good.

    Args:
        since: from this moment of the shop's time on.
        until: until this moment.
        chance: how likely it strikes at each opportunity, above 0 and at most 1.
    """

    since: datetime | None = None
    until: datetime | None = None
    chance: float = 1.0

    def __post_init__(self) -> None:
        if not 0 < self.chance <= 1:
            raise ValueError("a chance lies above 0 and is at most 1")

    def is_on(self, now: datetime) -> bool:
        """Whether it is in force."""
        begun = self.since is None or self.since <= now
        return begun and (self.until is None or now < self.until)


ON: Final = Switch()


def switch_of(step: FaultOn, now: datetime) -> Switch:
    """The switch that a step asks for at this moment."""
    begins = now + timedelta(minutes=step.after)
    ends = None if step.minutes is None else begins + timedelta(minutes=step.minutes)
    return Switch(begins if step.after else None, ends, step.chance)


def step_of(code: str, switch: Switch, now: datetime) -> FaultOn | None:
    """The step that switches a fault on at this moment as it stands; None where it is over."""
    begins = now if switch.since is None else max(now, switch.since)
    if switch.until is not None and switch.until <= begins:
        return None
    return FaultOn(
        fault=code,
        chance=switch.chance,
        after=_minutes(begins - now),
        minutes=None if switch.until is None else _minutes(switch.until - begins),
    )


def _minutes(time: timedelta) -> float:
    return time / timedelta(minutes=1)


class UnknownFault(LookupError):  # noqa: N818 - it reads as the fact that it states
    """There is no fault of this code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"there is no fault {code!r}")


class Switchboard:
    """The faults' switches; any thread may use them.

    Args:
        now: the shop's time.
        seed: of the chances: the same seed strikes at the same opportunities.
        changed: called after each change that somebody made.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        seed: int = 0,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._now: Final = now
        self._changed: Final = changed
        self._lock: Final = RLock()
        self._switches: dict[str, Switch] = {}
        self._opportunities: dict[str, int] = {}
        self._in_force: frozenset[str] = frozenset()
        self._watchers: Final = Watchers[frozenset[str]]()
        self._menders: Final = Watchers[frozenset[str]]()
        self._telling: Final[set[int]] = set()
        self.seed = seed

    @property
    def switches(self) -> Mapping[str, Switch]:
        """What is switched on, by code, be it in force yet or not."""
        with self._lock:
            return dict(self._switches)

    def switch(self, code: str, switch: Switch = ON) -> None:
        """Switch a fault on.

        Raises:
            UnknownFault: there is none of this code.
        """
        _known(code)
        with self._lock:
            self._switches[code] = switch
        self._told()

    def off(self, code: str) -> None:
        """Switch a fault off; one that is off stays off.

        Raises:
            UnknownFault: there is none of this code.
        """
        _known(code)
        self._over(code)
        self._menders.tell(frozenset({code}))

    def all_off(self) -> None:
        """Make all well."""
        with self._lock:
            self._switches.clear()
        self._told()
        self._menders.tell(frozenset(FAULTS))

    def follow(self, switches: Mapping[str, Switch]) -> None:
        """Take on what another process has switched."""
        with self._lock:
            self._switches = {code: each for code, each in switches.items() if code in FAULTS}
        self.look()

    def is_on(self, code: str) -> bool:
        """Whether a fault is in force now, for certain and not by chance."""
        switch = self._switches.get(code)
        return switch is not None and switch.chance == 1 and switch.is_on(self._now())

    def strikes(self, fault: Fault | None) -> bool:
        """Whether a fault strikes at this opportunity; one that strikes once is over then."""
        if fault is None or (switch := self._switches.get(fault.code)) is None:
            return False
        if not switch.is_on(self._now()):
            return False
        with self._lock:
            chances = self._opportunities.get(fault.code, 0)
            self._opportunities[fault.code] = chances + 1
            draw = Random(f"{self.seed} {fault.code} {chances}").random()  # noqa: S311 - no secret
        if draw >= switch.chance:
            return False
        if fault.once and switch.chance == 1:
            self._over(fault.code)
        return True

    def look(self) -> None:
        """See whether time has switched something, and tell those who watch.

        Where one of them switches something, the others hear of that after they heard this.
        """
        thread = get_ident()
        if thread in self._telling:
            return
        self._telling.add(thread)
        try:
            while (news := self._news()) is not None:
                self._watchers.tell(news)
        finally:
            self._telling.discard(thread)

    def _news(self) -> frozenset[str] | None:
        with self._lock:
            now = frozenset(code for code in self._switches if self.is_on(code))
            before, self._in_force = self._in_force, now
        return now if now != before else None

    def watch(self, changed: Callable[[frozenset[str]], None]) -> Callable[[], None]:
        """Call `changed` with what is in force, at each change; returns how to stop."""
        return self._watchers.add(changed)

    def watch_mending(self, mended: Callable[[frozenset[str]], None]) -> Callable[[], None]:
        """Call `mended` with what somebody switches off, be it over already; returns how to stop.

        What a fault left behind when it had struck is to be put right then.
        """
        return self._menders.add(mended)

    def _over(self, code: str) -> None:
        with self._lock:
            self._switches.pop(code, None)
        self._told()

    def _told(self) -> None:
        self.look()
        self._changed()


def _known(code: str) -> None:
    if code not in FAULTS:
        raise UnknownFault(code)
