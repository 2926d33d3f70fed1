"""What is known of a printer's state, who watches it, and the looks at it for their sake."""

import threading
from collections.abc import Callable
from typing import Final

from core.services.ports import PrinterStatus
from core.services.watchers import Watchers


class Rounds:
    """While anybody watches, the printer is looked at again and again; any thread may use it.

    Args:
        look: asks the printer, and says what it answered with `say`.
        every: seconds between two looks.
        ended: called, on the thread of the looks, when nobody watches any more.
    """

    def __init__(
        self, look: Callable[[], object], every: float, ended: Callable[[], None] = lambda: None
    ) -> None:
        self._look: Final = look
        self._every: Final = every
        self._ended: Final = ended
        self._lock: Final = threading.Lock()
        self._watchers: Final[Watchers[PrinterStatus]] = Watchers()
        self._known = PrinterStatus.READY
        self._stopped: threading.Event | None = None

    @property
    def are_made(self) -> bool:
        """Whether the printer is being looked at."""
        return self._stopped is not None

    def watch(self, changed: Callable[[PrinterStatus], None]) -> Callable[[], None]:
        """See `Printer.watch`."""
        with self._lock:
            stop_telling = self._watchers.add(changed)
            if self._stopped is None:
                self._stopped = threading.Event()
                threading.Thread(
                    target=self._go_round, args=(self._stopped,), name="printer", daemon=True
                ).start()

        def stop() -> None:
            stop_telling()
            with self._lock:
                if self._stopped is not None and not self._watchers:
                    self._stopped.set()
                    self._stopped = None

        return stop

    def say(self, status: PrinterStatus) -> bool:
        """Tell the watchers, if that is news; whether it was."""
        with self._lock:
            is_new, self._known = status is not self._known, status
        if is_new:
            self._watchers.tell(status)
        return is_new

    def _go_round(self, stopped: threading.Event) -> None:
        while not stopped.wait(self._every):
            self._look()
        self._ended()
