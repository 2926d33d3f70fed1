"""Writes down as a scenario what was done in a demonstration: by its people, seen in the ledger."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from core.domain.status import FLOW, Status
from core.services.backstage import BoardParcel
from core.simulator.scenario import Scenario, World
from core.simulator.steps import (
    Accept,
    FaultOn,
    HandOver,
    PassTime,
    RunJob,
    ScanParcel,
    Step,
    TakeCode,
)
from core.simulator.switches import Switch, step_of

_PLACE: Final = {step.status: place for place, step in enumerate(FLOW)}


class Recording:
    """What happens from now on.

    Args:
        begins: the shop's time.
        seed: of the faults' chances.
        parcels: as they are now.

    Attributes:
        begins: as above.
        steps: what was done so far.
    """

    def __init__(self, begins: datetime, seed: int, parcels: Iterable[BoardParcel]) -> None:
        self.begins: Final = begins
        self._seed: Final = seed
        self._seen: dict[str, Status | None] = {each.code: each.status for each in parcels}
        self._faults: Final[list[FaultOn]] = []
        self.steps: Final[list[Step]] = []

    def add(self, step: Step) -> None:
        """Somebody did this backstage."""
        self.steps.append(step)

    def pass_time(self, by: timedelta) -> None:
        """More time passed, since the last step or together with it where that was time as well."""
        last = self.steps[-1] if self.steps else None
        if isinstance(last, PassTime):
            self.steps.pop()
            by += last.time
        self.steps.append(PassTime(seconds=by.total_seconds()))

    def was_on(self, code: str, switch: Switch) -> None:
        """This fault was switched on already; of one that is over there is nothing to tell."""
        if (step := step_of(code, switch, self.begins)) is not None:
            self._faults.append(step)

    def see(self, parcels: Iterable[BoardParcel]) -> None:
        """Write down what moved parcels since the last look, in the order of the line."""
        moved: dict[Status, list[BoardParcel]] = {}
        for parcel in parcels:
            before = self._seen.get(parcel.code)
            for status in _between(before, parcel.status):
                moved.setdefault(status, []).append(parcel)
            self._seen[parcel.code] = parcel.status
        for step in FLOW:
            if step.status in moved:
                self.steps.extend(_steps(step.status, moved[step.status]))

    def scenario(self, title: str) -> Scenario:
        """All of it."""
        world = World(clock=self.begins)
        faults, steps = tuple(self._faults), tuple(self.steps)
        return Scenario(title=title, seed=self._seed, world=world, faults=faults, steps=steps)


def _between(before: Status | None, now: Status) -> list[Status]:
    first = 0 if before is None else _PLACE[before] + 1
    return [step.status for step in FLOW[first : _PLACE[now] + 1]]


def _steps(status: Status, parcels: list[BoardParcel]) -> list[Step]:
    names = tuple(parcel.code for parcel in parcels)
    match status:
        case Status.FOR_RETURN:
            return [TakeCode(reference=parcel.uid, named=parcel.code) for parcel in parcels]
        case Status.RETURNED:
            return [Accept(parcel=name) for name in names]
        case Status.FOR_PULL_OUT:
            return [RunJob()]
        case Status.PULLED_OUT_FROM_STORE:
            return [HandOver(parcels=names)]
        case _:
            return [ScanParcel(parcels=names, status=status)]
