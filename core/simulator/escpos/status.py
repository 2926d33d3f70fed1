"""How a condition is said in bits (ESC/POS: `DLE EOT`, automatic status back)."""

from typing import Final

from core.services.ports import PrinterStatus

_ERRORS: Final = {
    PrinterStatus.JAMMED: 0x04,
    PrinterStatus.CUTTER_STUCK: 0x08,
    PrinterStatus.DEFECT: 0x20,
    PrinterStatus.OVERHEATED: 0x40,
}


def answer(number: int, status: PrinterStatus) -> bytes:
    """The byte that answers `DLE EOT` 1 to 4."""
    error = _ERRORS.get(status, 0)
    bits = {
        1: 0 if status.can_print else 0x08,
        2: _cause(status) | (0x40 if error else 0),
        3: error,
        4: _roll(status),
    }
    return bytes([0x12 | bits[number]])


def told(status: PrinterStatus) -> bytes:
    """The four bytes of automatic status back."""
    first = 0x10 | (0 if status.can_print else 0x08)
    if status is PrinterStatus.COVER_OPEN:
        first |= 0x20
    paper = {PrinterStatus.PAPER_LOW: 0x03, PrinterStatus.PAPER_OUT: 0x0F}.get(status, 0)
    return bytes([first, _ERRORS.get(status, 0), paper, 0x0F])


def _cause(status: PrinterStatus) -> int:
    return {PrinterStatus.COVER_OPEN: 0x04, PrinterStatus.PAPER_OUT: 0x20}.get(status, 0)


def _roll(status: PrinterStatus) -> int:
    return {PrinterStatus.PAPER_LOW: 0x0C, PrinterStatus.PAPER_OUT: 0x6C}.get(status, 0)
