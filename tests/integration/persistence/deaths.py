"""A process that accepts parcels dies, over and over; what it told, and what it left behind."""

import os
import random
import select
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from core.domain.codes import ReturnCode

#: Where a life ends that ends at a random moment.
AT_RANDOM = -1
#: What a life begins with, so that nobody waits for what is not looked at.
READY = b"ready\n"
PARCELS = 2  # in one life

#: Every fact of an acceptance is there, or none.
_ALL_FACTS = 5

#: Accepts these parcels and tells of each through this pipe, until it dies before a certain place.
Live = Callable[[list[ReturnCode], int, int], object]
#: How many facts of an acceptance there are, of each of these codes.
Facts = Callable[[list[str]], dict[str, int]]


@dataclass
class Deaths:
    """Lives one after the other, and what was found after each.

    Args:
        live: one life.
        facts: looks at the books as after a restart.
        places: how many places there are to die at.
        life_s: how long a life lasts.
        codes: of parcels that wait to be accepted.
    """

    live: Live
    facts: Facts
    places: int
    life_s: float
    codes: list[ReturnCode]
    told: set[str] = field(default_factory=set)

    def report(self, trials: int, seed: int) -> Counter[str]:
        """Kill and look; every second life ends at each place in turn, the others at random."""
        dice = random.Random(seed)  # noqa: S311 - moments to die at are no secrets
        report = Counter({"whole": 0, "half": 0, "none": 0, "failed": 0, "lost": 0})
        waiting = [self.codes.pop() for _ in range(PARCELS)]
        for number in range(trials):
            place = AT_RANDOM if number % 2 else (seed + number // 2) % (self.places + 1)
            heard, failed = self._one_death(waiting, place, dice.uniform(0, self.life_s))
            self.told |= heard
            facts = self.facts([code.digits for code in waiting])
            for count in facts.values():
                report["whole" if count == _ALL_FACTS else "half" if count else "none"] += 1
            report["failed"] += failed
            report["lost"] += sum(facts[code] == 0 for code in heard)
            # What a death left at the counter comes again.
            waiting = [code for code in waiting if facts[code.digits] == 0]
            waiting += [self.codes.pop() for _ in range(PARCELS - len(waiting))]
        report["lost"] += sum(count == 0 for count in self.facts([*self.told]).values())
        report["places"], report["told"] = self.places, len(self.told)
        return report

    def _one_death(
        self, codes: list[ReturnCode], place: int, delay_s: float
    ) -> tuple[set[str], bool]:
        """The codes that were told as accepted, and whether the process failed by itself."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            failed = 1
            try:
                self.live(codes, writing, place)
                failed = 0
            finally:
                os._exit(failed)
        os.close(writing)
        told = os.read(reading, len(READY))
        if place == AT_RANDOM:
            select.select([], [], [], delay_s)
            os.kill(child, signal.SIGKILL)
        with os.fdopen(reading, "rb") as pipe:
            told += pipe.read()
        _, status = os.waitpid(child, 0)
        return set(told.decode().split()) - {"ready"}, os.waitstatus_to_exitcode(status) > 0


def is_gapless(serials: list[int]) -> bool:
    """Whether receipt numbers count from 1."""
    return serials == [*range(1, len(serials) + 1)]
