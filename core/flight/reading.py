"""Reads a recording again; whoever wrote it, a foreign or torn file ends in one sentence."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from core.trouble import StartupTrouble, marked

#: The key of a recording's first line, and the only format so far.
MARK: Final = "balik-flight"
FORMAT: Final = 1

_LARGEST_FILE: Final = 200_000_000
_HEADER_BYTES: Final = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened.

    Args:
        number: counted from 1 over the whole run.
        at: the shop's time, aware, UTC.
        seconds: since the run began.
        where: `kiosk`, `pos`, …
        what: as in `Flight.note`.
        facts: concealed.
    """

    number: int
    at: datetime
    seconds: float
    where: str
    what: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recording:
    """A run that was recorded.

    Args:
        version: of the Balik that recorded it.
        begins: the shop's time.
        zone: of the shop's time.
        entries: in their order.
        torn_at: the line from which on it cannot be read, or None.
        has_earlier: entries before these were left behind to bound the file.
    """

    version: str
    begins: datetime
    zone: ZoneInfo
    entries: tuple[Entry, ...]
    torn_at: int | None = None
    has_earlier: bool = False


def earlier_of(file: Path) -> Path:
    """Where the part before this one is."""
    return file.with_name(f"{file.name}.earlier")


def is_flight(file: Path) -> bool:
    """Whether a file is a recording, of whichever version; raises OSError."""
    with file.open("rb") as lines:
        return _header(lines.readline(_HEADER_BYTES)) is not None


def read_recording(file: Path) -> Recording:
    """Read a recording, and the part before it where the run was longer than one.

    Raises:
        StartupTrouble: it is none, or cannot be read; says why.
    """
    newest = _read(file)
    earlier = earlier_of(file)
    if newest.has_earlier and earlier.exists():
        before = _read(earlier)
        first = newest.entries[0].number if newest.entries else 0
        # Another run's would be no part of this one.
        if before.entries and before.entries[-1].number + 1 == first:
            return Recording(
                newest.version,
                before.begins,
                newest.zone,
                before.entries + newest.entries,
                newest.torn_at,
                before.has_earlier,
            )
    return newest


def _read(file: Path) -> Recording:
    try:
        if file.stat().st_size > _LARGEST_FILE:
            raise _foreign(file)
        with file.open("rb") as lines:
            header = _header(lines.readline(_HEADER_BYTES))
            rest = lines.read().split(b"\n") if header is not None else []
    except OSError as trouble:
        raise StartupTrouble(
            marked("{file} cannot be read."),
            marked("Check its name and who may read it: {why}"),
            file=file,
            why=trouble.strerror or type(trouble).__name__,
        ) from None
    if header is None:
        raise _foreign(file)
    if header[MARK] != FORMAT:
        raise StartupTrouble(
            marked("{file} was recorded by another version of Balik."),
            marked("Replay it with Balik {version}."),
            file=file,
            version=str(header.get("version"))[:20],
        )
    try:
        begins, part = datetime.fromisoformat(header["at"]), int(header.get("part", 1))
        version, zone = str(header["version"]), ZoneInfo(header["zone"])
    except (KeyError, TypeError, ValueError, OSError):
        raise _foreign(file) from None
    *whole, tail = rest
    entries: list[Entry] = []
    # A line without its end was being written when the run was cut off.
    torn_at = len(whole) + 2 if tail else None
    for number, line in enumerate(whole, 2):
        entry = _entry(line)
        if entry is None:
            torn_at = number
            break
        entries.append(entry)
    return Recording(version, begins, zone, tuple(entries), torn_at, part > 1)


def _header(line: bytes) -> dict[str, Any] | None:
    said = _object(line)
    return said if said is not None and MARK in said else None


def _entry(line: bytes) -> Entry | None:
    said = _object(line)
    if said is None:
        return None
    try:
        at = datetime.fromisoformat(said.pop("at"))
        if at.tzinfo is None:
            return None
        return Entry(
            int(said.pop("n")),
            at,
            float(said.pop("s")),
            str(said.pop("where")),
            str(said.pop("what")),
            said,
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _foreign(file: Path) -> StartupTrouble:
    return StartupTrouble(
        marked("{file} is no recording of Balik’s."),
        marked("Record one with: balik --record FILE"),
        file=file,
    )
