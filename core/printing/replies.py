"""What a printer says, byte by byte (ESC/POS: "Transmission status identification").

The fixed bits of each byte say which question it answers: `0xx1xx10` is `DLE EOT`, `0xx1xx00` opens
four bytes of automatic status, `0xx0xxxx` answers `GS r`, and `7"` opens a process id of `GS ( H`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from core.services.ports import PrinterStatus

_BLOCK: Final = 0x37
_PROCESS: Final = 0x22
_LONGEST_BLOCK: Final = 80


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to one `DLE EOT`; which one it was, only the order of asking tells."""

    byte: int


@dataclass(frozen=True, slots=True)
class Told:
    """Its whole condition, told unasked."""

    status: PrinterStatus


@dataclass(frozen=True, slots=True)
class Came:
    """It worked off all that was sent before a request for its word.

    Args:
        process: the number that the request had, or None where it has no numbers.
    """

    process: bytes | None


Reply = Answered | Told | Came


class Replies:
    """Puts the bytes together that one printer says."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, said: bytes) -> Iterator[Reply]:
        """What the printer said with these bytes and with those before them."""
        self._rest += said
        while self._rest:
            reply, taken = _first(self._rest)
            if not taken:
                return
            self._rest = self._rest[taken:]
            if reply is not None:
                yield reply

    def forget(self) -> None:
        """Throw away the beginning of what was never finished."""
        self._rest = b""


def _first(said: bytes) -> tuple[Reply | None, int]:
    """The first reply and how many bytes it took; 0 where it is not whole yet."""
    first = said[0]
    if first == _BLOCK:
        return _block(said)
    if first & 0x93 == 0x12:
        return Answered(first), 1
    if first & 0x93 == 0x10:
        rest = said[1:4]
        if any(byte & 0x90 for byte in rest):
            # Somebody else's byte came in between: this one was no beginning.
            return None, 1
        return (Told(status_told(said[:4])), 4) if len(rest) == 3 else (None, 0)
    if first & 0x90 == 0:
        return Came(None), 1
    return None, 1  # XON, XOFF and noise


def _block(said: bytes) -> tuple[Reply | None, int]:
    end = said.find(0)
    if end < 0:
        return (None, 0) if len(said) < _LONGEST_BLOCK else (None, 1)
    is_process = end == 6 and said[1] == _PROCESS
    return (Came(said[2:6]) if is_process else None), end + 1


def status_told(four: bytes) -> PrinterStatus:
    """The condition in the four bytes of an automatic status (`GS a`)."""
    printer, trouble, paper, _ = four
    return _worst(
        cover=bool(printer & 0x20),
        no_paper=bool(paper & 0x0C),
        errors=trouble,
        is_offline=bool(printer & 0x08),
        is_low=bool(paper & 0x03),
    )


def status_answered(answers: dict[int, int]) -> PrinterStatus:
    """The condition in the answers to `DLE EOT`, by the number that was asked."""
    printer, cause = answers.get(1, 0), answers.get(2, 0)
    errors, paper = answers.get(3, 0), answers.get(4, 0)
    return _worst(
        cover=bool(cause & 0x04),
        no_paper=bool(cause & 0x20 or paper & 0x60),
        errors=errors,
        is_offline=bool(printer & 0x08),
        is_low=bool(paper & 0x0C),
    )


def _worst(
    *, cover: bool, no_paper: bool, errors: int, is_offline: bool, is_low: bool
) -> PrinterStatus:
    """What is to be done first: an open printer has no paper under its head either."""
    conditions = (
        (cover, PrinterStatus.COVER_OPEN),
        (no_paper, PrinterStatus.PAPER_OUT),
        (errors & 0x20, PrinterStatus.DEFECT),
        (errors & 0x08, PrinterStatus.CUTTER_STUCK),
        (errors & 0x04, PrinterStatus.JAMMED),
        (errors & 0x40, PrinterStatus.OVERHEATED),
        (is_offline, PrinterStatus.OFFLINE),
        (is_low, PrinterStatus.PAPER_LOW),
    )
    return next((status for holds, status in conditions if holds), PrinterStatus.READY)
