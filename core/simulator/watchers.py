"""Who wants to be told of something."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

News = TypeVar("News")


class Watchers(Generic[News]):
    """Who wants to be told; added to and told from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._watchers: list[Callable[[News], None]] = []

    def add(self, watcher: Callable[[News], None]) -> Callable[[], None]:
        """Tell `watcher` from now on; returns how to stop, which may be called twice."""
        with self._lock:
            self._watchers.append(watcher)

        def stop() -> None:
            with self._lock:
                if watcher in self._watchers:
                    self._watchers.remove(watcher)

        return stop

    def tell(self, news: News) -> None:
        """Tell everybody; no lock is held meanwhile, so a watcher may ask back."""
        with self._lock:
            watchers = list(self._watchers)
        for watcher in watchers:
            watcher(news)
