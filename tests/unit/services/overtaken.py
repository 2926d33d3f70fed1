"""A database in which another process is quicker."""

from collections.abc import Callable, Mapping
from typing import Final

from small_chain import SmallChain

from core.persistence.access_work import AccessDatabase, AccessUnit


class Overtaken(AccessDatabase):
    """Another process acts just before one of our writing transactions begins.

    Args:
        chain: whose database it is.
        before: what happens before which of our writing transactions, from 1.
    """

    def __init__(self, chain: SmallChain, before: Mapping[int, Callable[[], object]]) -> None:
        super().__init__(chain.storage)
        self._before: Final = before
        self._begun = 0

    def writing(self) -> AccessUnit:
        """See `AccessStorage.writing`."""
        self._begun += 1
        if self._begun in self._before:
            self._before[self._begun]()
        return super().writing()
