"""What backstage looks at, on a worker: the parcels, the merchants' inbox, the papers."""

import json
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from core.domain.status import Status
from core.qt.backstage.paper_eyes import PaperEyes
from core.qt.backstage.play_button import Plays
from core.services.backstage import BehindTheStores, BoardParcel, ReadsBoard
from core.services.daily_job import DailyJob
from core.services.recording import Flight
from core.simulator.panel import Panel

Columns = dict[Status, list[BoardParcel]]

_MOST_PAPERS: Final = 200


@dataclass(frozen=True, slots=True)
class BackstageParts:
    """All that backstage moves and looks at.

    Args:
        panel: clock and faults.
        behind: the scans between store and merchant.
        job: the daily one.
        data: the demonstration's data directory.
        store: the code of the store where its kiosk and POS stand.
        plays: plays scenarios, where somebody can.
        flight: where what is done here is recorded, if it is.
    """

    panel: Panel
    behind: BehindTheStores
    job: DailyJob
    data: Path
    store: str
    plays: Plays | None = None
    flight: Flight | None = None

    def note(self, what: str, **facts: object) -> None:
        """Write down that somebody did something here, if this run is recorded."""
        if self.flight is not None:
            self.flight.note("backstage", what, **facts)


@dataclass(frozen=True, slots=True)
class Webhook:
    """One line of the merchants' inbox.

    Args:
        answered: how the site answered.
        genuine: whether its signature was in order.
    """

    status: str
    tracking: str
    at: str
    answered: str
    genuine: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look showed.

    Args:
        columns: the parcels of each status that holds others than before.
        webhooks: new ones, the oldest first.
        papers: pictures of the newest, the newest first.
    """

    columns: Columns
    webhooks: list[Webhook]
    papers: list[Path]


class LatestBoard:
    """The parcels as they are, read again only when the ledger went on; any thread may look.

    Args:
        board: reads them.
    """

    def __init__(self, board: ReadsBoard) -> None:
        self._board: Final = board
        self._one_at_a_time: Final = Lock()
        self._end = -1
        self._parcels: list[BoardParcel] = []

    def look(self) -> list[BoardParcel]:
        """All there are, the oldest first; the same list while nothing moves. Blocks.

        Raises:
            DatabaseTrouble: they cannot be read now.
        """
        with self._one_at_a_time:
            end = self._board.end()
            if end != self._end:
                self._parcels, self._end = self._board.parcels(), end
            return self._parcels


class Eyes:
    """Looks again and again; one look at a time.

    Args:
        parts: what is looked at.

    Attributes:
        board: the parcels, for whoever else wants to see them.
    """

    def __init__(self, parts: BackstageParts) -> None:
        self._parts: Final = parts
        self.board: Final = LatestBoard(parts.behind.board)
        self._shown: list[BoardParcel] | None = None
        self._columns: Columns = {}
        self._papers: Final = PaperEyes(parts.data / "papers")
        self._read = 0

    def look(self) -> Seen:
        """What is there now; blocks."""
        parcels, papers = self.board.look(), self._papers.newest(_MOST_PAPERS)
        webhooks = self._webhooks()
        # Last: where anything else cannot be read, the next look shows what moved.
        return Seen(self._moved(parcels), webhooks, papers)

    def _moved(self, parcels: list[BoardParcel]) -> Columns:
        """Sorted and compared here: among thousands the window's own thread has no time for it."""
        if parcels is self._shown:
            return {}
        columns: Columns = {status: [] for status in Status}
        for parcel in parcels:
            columns[parcel.status].append(parcel)
        before, self._columns, self._shown = self._columns, columns, parcels
        return {status: now for status, now in columns.items() if now != before.get(status)}

    def _webhooks(self) -> list[Webhook]:
        try:
            with (self._parts.data / "merchants-inbox.jsonl").open("rb") as file:
                file.seek(self._read)
                new = file.read()
        except FileNotFoundError:
            return []
        # A line that is still being written waits for the next look.
        whole = new[: new.rfind(b"\n") + 1]
        self._read += len(whole)
        return [_webhook(line) for line in whole.splitlines()]


def _webhook(line: bytes) -> Webhook:
    said = json.loads(line)
    body = json.loads(said["body"])
    return Webhook(
        body["status"],
        body["trackingNumber"],
        body["timestamp"].partition(" ")[2],
        said.get("answered", ""),
        bool(said["genuine"]),
    )
