"""Many small changes that share one commit, as a protocol.

A durable commit costs a trip to the disk. Changes that arrive together share one: each is wholly
done or wholly undone by itself, and none is answered before the commit that holds it.
"""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol, TypeVar

from core.services.access import AccessStorage

T = TypeVar("T")


class Group(AccessStorage, Protocol):
    """A storage that also commits together; any thread may ask."""

    def run(self, job: Callable[[AccessStorage], T]) -> "Future[T]":
        """Do a change among others.

        The job is given a storage whose writing blocks nest: the outermost may be undone without
        the transaction around it. It may run twice, where a commit failed because of another job,
        so it changes nothing but the storage. It runs on a thread of its own, must not wait for
        anything, and must not use this group itself.

        Args:
            job: the change; what it raises undoes it, and comes back as its answer.

        Returns:
            The job's answer, once it is durable.
        """
        ...
