"""What the commands have set: size, place, code page, and what a code is drawn like."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from core.simulator.escpos.drawing import CELLS

#: The tables of `ESC t`, as Epson numbers them, and Star's own two.
CODE_PAGES: Final = {
    0: "cp437",
    2: "cp850",
    3: "cp860",
    4: "cp863",
    5: "cp865",
    16: "cp1252",
    17: "cp866",
    18: "cp852",
    19: "cp858",
    32: "cp1252",
}


class Align(IntEnum):
    """ESC a."""

    LEFT = 0
    CENTRE = 1
    RIGHT = 2


@dataclass(slots=True)
class Setting:
    """As after switching on."""

    font: int = 0
    bold: bool = False
    underline: bool = False
    inverse: bool = False
    across: int = 1
    down: int = 1
    align: Align = Align.LEFT
    margin: int = 0
    spacing: int = 30
    code_page: str = "cp437"
    bar_height: int = 162
    bar_module: int = 3
    bar_words: int = 0
    qr_module: int = 3
    qr_level: int = 48

    @property
    def cell(self) -> tuple[int, int]:
        """Dots that a letter takes across and down."""
        width, height, _ = CELLS[self.font]
        return width * self.across, height * self.down

    def print_mode(self, bits: int) -> None:
        """ESC !: font, boldness, size and underline at once."""
        self.font = bits & 1
        self.bold = bool(bits & 0x08)
        self.down = 2 if bits & 0x10 else 1
        self.across = 2 if bits & 0x20 else 1
        self.underline = bool(bits & 0x80)

    def size(self, bits: int) -> None:
        """GS !: how many times as wide and as high."""
        self.across = (bits >> 4 & 7) + 1
        self.down = (bits & 7) + 1
