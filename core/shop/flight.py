"""A shop's flight recorder: whether there is one, and which parts it listens to."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeVar

from core.log import get_logger
from core.trouble import StartupTrouble

if TYPE_CHECKING:
    from pathlib import Path

    from core.clock import Clock
    from core.flight.recorder import FlightRecorder
    from core.remote.link import Exchange
    from core.services.notify import Posts
    from core.settings import Settings
    from core.shop.devices import ChosenPrinter
    from core.simulator.panel import Panel

T = TypeVar("T")

#: Where the setting puts recordings, in the data directory.
FOLDER: Final = "flights"

_log: Final = get_logger("flight")


class ShopFlight:
    """Listens to whatever is handed to it, if this shop is recorded; else hands it back as it is.

    Nothing of the recorder's is loaded where there is none.

    Args:
        data: the data directory.
        record: the file, where somebody named one.
    """

    def __init__(self, data: Path, record: Path | None) -> None:
        self._data: Final = data
        self._record: Final = record
        self._lock: Final = Lock()
        self._is_settled = False
        self.recorder: FlightRecorder | None = None

    def open(self, settings: Settings, whose: str, clock: Clock, panel: Panel | None) -> None:
        """Begin to record, if that is wanted; a second time changes nothing.

        Args:
            settings: may want it.
            whose: who opened the shop first, for the file's name.
            clock: the shop's.
            panel: moves the demonstration's faults.

        Raises:
            StartupTrouble: the file that somebody named cannot be recorded to.
        """
        with self._lock:
            if self._is_settled or not (self._record or settings.record):
                return
            self.recorder = self._opened(whose, clock)
            self._is_settled = True
        if self.recorder is not None and panel is not None:
            from core.services.recording import Plain  # noqa: PLC0415 - for shops that record

            recorder = self.recorder
            panel.faults.watch(
                lambda on: recorder.note("shop", "faults", on=[Plain(code) for code in sorted(on)])
            )

    def printer(self, chosen: ChosenPrinter, whose: str) -> ChosenPrinter:
        """The same printer, its papers recorded."""
        if self.recorder is None:
            return chosen
        from core.flight.recorded import RecordedPrinter  # noqa: PLC0415 - for shops that record
        from core.printing.press import compose  # noqa: PLC0415 - the same

        make = chosen.make or compose
        printer = RecordedPrinter(chosen.printer, make, self.recorder, whose)
        return replace(chosen, printer=printer, make=printer.make)

    def calls(self, part: T, whose: str) -> T:
        """The same part, its calls recorded."""
        if self.recorder is None:
            return part
        from core.flight.recorded import recorded_calls  # noqa: PLC0415 - for shops that record

        return recorded_calls(part, self.recorder, whose)

    def posts(self, posts: Posts) -> Posts:
        """The same sender of webhooks, recorded."""
        if self.recorder is None:
            return posts
        from core.flight.recorded import RecordedPosts  # noqa: PLC0415 - for shops that record

        return RecordedPosts(posts, self.recorder)

    def heard(self, exchange: Exchange) -> None:
        """A terminal asked the ECMS over the network."""
        if self.recorder is not None:
            from core.flight.recorded import note_exchange  # noqa: PLC0415 - for those that record

            note_exchange(self.recorder, exchange)

    def close(self) -> None:
        """Write what waits, and end."""
        with self._lock:
            if self.recorder is not None:
                self.recorder.close()

    def _opened(self, whose: str, clock: Clock) -> FlightRecorder | None:
        from core.flight.papers import Papers  # noqa: PLC0415 - for shops that record
        from core.flight.recorder import FlightRecorder  # noqa: PLC0415 - the same
        from core.printing.press import compose_unproved  # noqa: PLC0415 - the same

        file = self._record or self._data / FOLDER / f"{whose}.jsonl"
        try:
            return FlightRecorder(file, clock.now, Papers(compose_unproved))
        except StartupTrouble:
            if self._record is not None:
                raise
            # A store must not stand still because its recorder does.
            _log.warning("not recorded")
            return None
