"""Who wants to be told of something; added to and told from any thread."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

_News = TypeVar("_News")


class Watchers(Generic[_News]):
    """Those who wait for one kind of news."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._watchers: list[Callable[[_News], None]] = []

    def __bool__(self) -> bool:
        """Whether there is anybody."""
        with self._lock:
            return bool(self._watchers)

    def add(self, watcher: Callable[[_News], None]) -> Callable[[], None]:
        """Tell `watcher` from now on; returns how to stop, which may be called twice."""
        with self._lock:
            self._watchers.append(watcher)

        def stop() -> None:
            with self._lock:
                if watcher in self._watchers:
                    self._watchers.remove(watcher)

        return stop

    def tell(self, news: _News) -> None:
        """Tell everybody; no lock is held meanwhile, so a watcher may ask back."""
        with self._lock:
            watchers = list(self._watchers)
        for watcher in watchers:
            watcher(news)
