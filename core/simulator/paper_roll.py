"""What ESC/POS bytes leave on the paper: the simulated printer's own reading of them.

It shares no line with the code that makes the bytes, so a paper on the screen is what a printer
would have burned, not what the program meant.
"""

from dataclasses import dataclass
from typing import Final

from PIL import Image

_ESC: Final = 0x1B
_GS: Final = 0x1D
_WHITE: Final = 1


class UnknownCommand(ValueError):  # noqa: N818 - it reads as the fact that it states
    """Bytes that are no command this printer knows."""

    def __init__(self, place: int) -> None:
        super().__init__(f"no command at byte {place}")


@dataclass(slots=True)
class _Reader:
    """Walks through the bytes of one job."""

    data: bytes
    place: int = 0

    def take(self, count: int) -> bytes:
        """The next `count` bytes."""
        taken = self.data[self.place : self.place + count]
        if len(taken) < count:
            raise UnknownCommand(self.place)
        self.place += count
        return taken

    def number(self, count: int) -> int:
        """The next `count` bytes as a number, low byte first."""
        return int.from_bytes(self.take(count), "little")


def burn(data: bytes, width_dots: int) -> Image.Image:
    """The paper that comes out, mode `1`; dots beyond the head's width are lost, as in life.

    Raises:
        UnknownCommand: the bytes are not what this printer prints.
    """
    reader = _Reader(data)
    bands: list[Image.Image] = []
    while reader.place < len(data):
        bands += _obey(reader, width_dots)
    paper = Image.new("1", (width_dots, max(1, sum(band.height for band in bands))), _WHITE)
    top = 0
    for band in bands:
        paper.paste(band, (0, top))
        top += band.height
    return paper


def _obey(reader: _Reader, width_dots: int) -> list[Image.Image]:
    """One command, and what it adds to the paper."""
    start = reader.place
    lead, command = reader.take(2)
    if (lead, command) == (_ESC, ord("@")):
        return []
    if (lead, command) == (_ESC, ord("J")):
        dots = reader.number(1)
        return [Image.new("1", (width_dots, dots), _WHITE)] if dots else []
    if (lead, command) == (_GS, ord("v")) and reader.take(2) == b"0\x00":
        row, rows = reader.number(2), reader.number(2)
        return [Image.frombytes("1", (row * 8, rows), reader.take(row * rows), "raw", "1;I")]
    if (lead, command) == (_GS, ord("V")) and reader.number(1) in {65, 66}:
        reader.take(1)
        return []
    raise UnknownCommand(start)
