"""Collects the changes that requests ask for, so that they share a commit.

Handing each over at once would commit one or two at a time on a busy core, and each commit costs
as much as several changes. So they wait while others are being committed, and until no more
requests are ready, which is at once where there is only one.
"""

import asyncio
from concurrent.futures import Future
from typing import Any, Final

from core.services.group import Group, Job

# A request takes this many turns of the loop from its last byte to the change that it asks for.
_QUIET_TURNS: Final = 3
_MOST_WAITING: Final = 64
# Those who were answered together mostly come back together: worth a short wait, once.
_PATIENCE_S: Final = 0.002


class Gathering:
    """Runs changes through a group; belongs to one event loop.

    Args:
        group: commits together.
    """

    def __init__(self, group: Group) -> None:
        self._group: Final = group
        self._waiting: list[tuple[Job[Any], asyncio.Future[Any]]] = []
        self._at_work = False
        self._seen = 0
        self._quiet = 0
        self._expected = 1
        self._patient = False

    async def run(self, job: Job[Any]) -> Any:
        """Do a change; what it gave, once it is durable."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Any] = loop.create_future()
        self._waiting.append((job, answer))
        if len(self._waiting) == 1 and not self._at_work:
            self._begin(loop)
        return await answer

    def _begin(self, loop: asyncio.AbstractEventLoop) -> None:
        self._at_work = True
        self._seen = self._quiet = 0
        self._patient = True
        loop.call_soon(self._look, loop)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        """Hand over what waits, unless more is coming in."""
        if len(self._waiting) > self._seen:
            self._seen, self._quiet = len(self._waiting), 0
        else:
            self._quiet += 1
        if self._quiet < _QUIET_TURNS and len(self._waiting) < _MOST_WAITING:
            loop.call_soon(self._look, loop)
            return
        if self._patient and len(self._waiting) < self._expected:
            self._patient = False
            loop.call_later(_PATIENCE_S, self._look, loop)
            return
        bunch, self._waiting = self._waiting, []
        self._expected = len(bunch)
        answers = [answer for _, answer in bunch]

        def told(done: Future[list[Any]]) -> None:
            loop.call_soon_threadsafe(self._tell, loop, answers, done.result())

        self._group.run_all([job for job, _ in bunch]).add_done_callback(told)

    def _tell(
        self,
        loop: asyncio.AbstractEventLoop,
        answers: list[asyncio.Future[Any]],
        results: list[Any],
    ) -> None:
        self._at_work = False
        if self._waiting:
            self._begin(loop)
        for answer, result in zip(answers, results, strict=True):
            if answer.cancelled():
                continue
            if isinstance(result, Exception):
                answer.set_exception(result)
            else:
                answer.set_result(result)
