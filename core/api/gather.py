"""Collects the changes that requests ask for, so that they share a commit.

Handing each over at once would commit one or two at a time on a busy core, and each commit costs
as much as several changes. So they wait while others are being committed, and then for those who
were answered with the last commit, as long as these keep coming.
"""

import asyncio
from concurrent.futures import Future
from typing import Any, Final

from core.services.group import Group, Job

_MOST_WAITING: Final = 64
# Those who were answered together mostly come back together: worth a short wait for each.
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
        self._expected = 1
        self._seen = 0
        self._patience: asyncio.TimerHandle | None = None

    async def run(self, job: Job[Any]) -> Any:
        """Do a change; what it gave, once it is durable."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Any] = loop.create_future()
        self._waiting.append((job, answer))
        if not self._at_work:
            self._at_work = True
            loop.call_soon(self._look, loop)
        elif self._patience is not None and len(self._waiting) >= self._expected:
            self._patience.cancel()
            self._patience = None
            loop.call_soon(self._look, loop)
        return await answer

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        """Hand over what waits, unless more is to be expected."""
        if self._seen < len(self._waiting) < self._expected:
            self._seen = len(self._waiting)
            self._patience = loop.call_later(_PATIENCE_S, self._look, loop)
            return
        self._patience, self._seen = None, 0
        bunch, self._waiting = self._waiting, []
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
        # Who was answered comes back, and joins who came meanwhile.
        self._expected = min(len(answers) + len(self._waiting), _MOST_WAITING)
        self._at_work = bool(self._waiting)
        if self._at_work:
            loop.call_soon(self._look, loop)
        for answer, result in zip(answers, results, strict=True):
            if answer.cancelled():
                continue
            if isinstance(result, Exception):
                answer.set_exception(result)
            else:
                answer.set_result(result)
