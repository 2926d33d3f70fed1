"""Many small changes that share one commit, as a protocol.

A durable commit costs a trip to the disk. Changes that arrive together share one: each is wholly
done or wholly undone by itself, and none is answered before the commit that holds it.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, Protocol, TypeVar

from core.services.access import AccessStorage, AccessWork

T = TypeVar("T")
Job = Callable[[AccessStorage], T]


class Expecting(Protocol):
    """A job that says beforehand what it will ask.

    On a server all that go together are asked on one way what they expect, before the first of them
    runs. So what such a job changes must be nothing that another one expects, but for what it
    expects itself.
    """

    def __call__(self, storage: AccessStorage) -> Any:
        """The change."""
        ...

    def expect(self, work: AccessWork) -> None:
        """Say what will be asked (`Answers.expect`, `Returns.expect_code`, …)."""
        ...


class Group(AccessStorage, Protocol):
    """A storage that also commits together; any thread may ask.

    A job is given a storage whose writing blocks nest; each is undone by an exception that ends it,
    and what it changed is durable when the job is answered. A job may run twice, where a commit
    failed because of another job, so it changes nothing but the storage. It runs on a thread of its
    own, must not wait for anything, and must not use this group itself. It may be `Expecting`.
    """

    def run(self, job: Job[T]) -> "Future[T]":
        """Do a change among others; what the job raises comes back as its answer."""
        ...

    def run_all(self, jobs: Sequence[Job[Any]]) -> "Future[list[Any]]":
        """Do several changes among others, and answer them at once.

        Returns:
            What each job gave, or the exception that it raised, in their order.
        """
        ...
