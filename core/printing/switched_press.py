"""A press that can be given another printer while screens work with it and watch it."""

import threading
from collections.abc import Callable

from core.documents.model import Document, Paper
from core.services.ports import Press, PrinterStatus, PrintOutcome
from core.services.watchers import Watchers


class SwitchedPress:
    """Prints with whichever press was chosen last; any thread may use it.

    Args:
        press: the first one.
    """

    def __init__(self, press: Press) -> None:
        self._press = press
        self._lock = threading.Lock()
        self._watchers: Watchers[PrinterStatus] = Watchers()
        self._stop: Callable[[], None] | None = None

    @property
    def paper(self) -> Paper:
        """See `Press.paper`."""
        return self._press.paper

    def switch(self, press: Press) -> None:
        """Print with this one from now on; a paper under way comes out where it began."""
        with self._lock:
            stop, self._stop = self._stop, None
            self._press = press
            if stop is not None:
                stop()
                self._stop = press.watch(self._watchers.tell)
        self._watchers.tell(press.status())

    def picture(self, document: Document) -> bytes:
        """See `Press.picture`."""
        return self._press.picture(document)

    def print(self, document: Document, name: str) -> PrintOutcome:
        """See `Press.print`."""
        return self._press.print(document, name)

    def status(self) -> PrinterStatus:
        """See `Press.status`."""
        return self._press.status()

    def watch(self, changed: Callable[[PrinterStatus], None]) -> Callable[[], None]:
        """See `Press.watch`."""
        remove = self._watchers.add(changed)
        with self._lock:
            if self._stop is None:
                self._stop = self._press.watch(self._watchers.tell)

        def stop() -> None:
            remove()
            with self._lock:
                if not self._watchers and self._stop is not None:
                    self._stop()
                    self._stop = None

        return stop
