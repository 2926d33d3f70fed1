"""Writes down as a scenario what was done in a demonstration: by its people, seen in the ledger."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from core.domain.status import Status
from core.services.backstage import BoardParcel
from core.simulator.line_steps import between, line_steps, way_to, with_choices, with_open_lists
from core.simulator.scenario import Scenario, World
from core.simulator.steps import FaultOn, PassTime, Step
from core.simulator.switches import Switch, step_of


class Recording:
    """What happens from now on.

    Args:
        begins: the shop's time.
        seed: of the faults' chances.
        store: the code of the one where kiosk and POS stand.

    Attributes:
        begins: as above.
        steps: what was done so far.
        left_out: the codes of parcels that moved but are another store's, each with that one's.
    """

    def __init__(self, begins: datetime, seed: int, store: str) -> None:
        self.begins: Final = begins
        self._seed: Final = seed
        self._store: Final = store
        # As they were when all began, by their codes: all of them, and those that moved since.
        self._first: dict[str, BoardParcel] | None = None
        self._touched: Final[dict[str, BoardParcel]] = {}
        self._seen: Final[dict[str, BoardParcel]] = {}
        self._faults: Final[list[FaultOn]] = []
        self.steps: Final[list[Step]] = []
        self.left_out: Final[dict[str, str]] = {}

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
        """Write down what moved parcels since the last look, in the order of the line.

        What the first look sees was there before.
        """
        if self._first is None:
            self._first = {each.code: each for each in parcels}
            self._seen.update(self._first)
            return
        moved: dict[Status, list[BoardParcel]] = {}
        for parcel in parcels:
            before = self._seen.get(parcel.code)
            became = between(None if before is None else before.status, parcel.status)
            # Whatever a store holds is taken by the job, which names no parcel.
            if set(became) - {Status.FOR_PULL_OUT}:
                self._touch(parcel)
            if parcel.store == self._store:
                for status in became:
                    moved.setdefault(status, []).append(parcel)
            self._seen[parcel.code] = parcel
        self.steps.extend(line_steps(moved))

    def _touch(self, parcel: BoardParcel) -> None:
        if parcel.store != self._store:
            self.left_out[parcel.code] = parcel.store
        elif self._first is not None and parcel.code in self._first:
            self._touched[parcel.code] = self._first[parcel.code]

    def scenario(self, title: str) -> Scenario:
        """All of it, after what brings the parcels to where they were when all began."""
        before = way_to(self._touched.values())
        faults, steps = tuple(self._faults), tuple(self.steps)
        if before:
            # The faults were not there yet when the parcels came.
            faults, steps = (), (*before, *faults, *steps)
        return Scenario(
            title=title,
            seed=self._seed,
            world=World(clock=self.begins, store=self._store),
            faults=faults,
            steps=tuple(with_choices(with_open_lists(steps))),
        )
