"""Changes that wait for each other, and for nobody who does not come."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future
from typing import Any

from core.api.gather import Gathering


class Counter:
    """A group that commits when it is told to, and remembers how many jobs came together."""

    def __init__(self) -> None:
        self.bunches: list[int] = []
        self._open: list[tuple[Future[list[Any]], int]] = []

    def run_all(self, jobs: Sequence[object]) -> "Future[list[Any]]":
        """See `Group.run_all`."""
        answer: Future[list[Any]] = Future()
        self.bunches.append(len(jobs))
        self._open.append((answer, len(jobs)))
        return answer

    def commit(self) -> None:
        """Answer the oldest bunch."""
        answer, count = self._open.pop(0)
        answer.set_result(list(range(count)))


class Client:
    """Asks for a change, and for the next one when it has its answer."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._asked: asyncio.Task[Any] | None = None

    def ask(self) -> None:
        """Ask."""
        self._asked = asyncio.ensure_future(self._gathering.run(lambda _: None))

    async def answered(self) -> None:
        """Wait for the answer."""
        assert self._asked is not None
        await self._asked


def tell(story: Callable[[Counter, list[Client]], Awaitable[None]]) -> list[int]:
    """How many jobs came together, each time, in a story of three clients."""

    async def run() -> list[int]:
        group = Counter()
        gathering = Gathering(group)  # type: ignore[arg-type]  # it is asked for nothing else
        await asyncio.wait_for(story(group, [Client(gathering) for _ in range(3)]), 10)
        return group.bunches

    return asyncio.run(run())


async def until(true: Callable[[], bool]) -> None:
    """Let the loop turn until something is so."""
    while not true():
        await asyncio.sleep(0)


async def asked_while_another_is_committed(group: Counter, clients: list[Client]) -> None:
    first, *others = clients
    first.ask()
    await until(lambda: group.bunches == [1])
    for client in others:
        client.ask()
    await asyncio.sleep(0)
    assert group.bunches == [1], "they wait for the commit"
    group.commit()
    await first.answered()


def test_who_is_alone_waits_for_nobody_and_who_comes_meanwhile_goes_together() -> None:
    async def story(group: Counter, clients: list[Client]) -> None:
        await asked_while_another_is_committed(group, clients)
        await until(lambda: len(group.bunches) == 2)

    assert tell(story) == [1, 2]


def test_who_was_answered_comes_back_and_is_waited_for() -> None:
    async def story(group: Counter, clients: list[Client]) -> None:
        await asked_while_another_is_committed(group, clients)
        clients[0].ask()
        await until(lambda: len(group.bunches) == 2)
        group.commit()
        for client in clients:
            await client.answered()
        for client in clients:
            client.ask()
            # One after the other, as they come over the wire.
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        await until(lambda: len(group.bunches) == 3)

    assert tell(story) == [1, 3, 3]


def test_who_does_not_come_back_holds_nobody_up_for_long() -> None:
    async def story(group: Counter, clients: list[Client]) -> None:
        await asked_while_another_is_committed(group, clients)
        clients[0].ask()
        await until(lambda: len(group.bunches) == 2)
        group.commit()
        clients[0].ask()
        await until(lambda: len(group.bunches) == 3)
        group.commit()
        await clients[0].answered()
        clients[0].ask()
        await until(lambda: len(group.bunches) == 4)

    assert tell(story) == [1, 3, 1, 1]
