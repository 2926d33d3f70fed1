"""What a paper is made of once everything has its place: marks, in dots from the top left."""

from dataclasses import dataclass
from enum import Enum
from typing import Final, Self

from core.documents.letters import Face
from core.domain.codes import ReturnCode, TrackingNumber, is_ascii_digits

QUIET_BARS: Final = 10  # modules of white on either side, ISO/IEC 15417 and GS1 5.4.3
QUIET_QR: Final = 4  # ISO/IEC 18004, 6.3.8
_LONGEST_QR: Final = 17  # digits in a version 1 symbol of level H


class Symbology(Enum):
    """The kinds of code that Balik prints."""

    CODE_128_C = "Code 128"
    GS1_128 = "GS1-128"
    QR = "QR"


@dataclass(frozen=True, slots=True)
class Code:
    """A code on paper, and what a scanner must answer when it reads it.

    Args:
        symbology: how it is drawn.
        digits: what it carries; an even number of ASCII digits in a bar code.
    """

    symbology: Symbology
    digits: str

    def __post_init__(self) -> None:
        if not is_ascii_digits(self.digits):
            raise ValueError("a code on paper is made of digits")
        if self.symbology is Symbology.QR and len(self.digits) > _LONGEST_QR:
            raise ValueError(f"a QR code on paper holds {_LONGEST_QR} digits")
        if self.symbology is not Symbology.QR and len(self.digits) % 2:
            raise ValueError("a bar code on paper is made of pairs of digits")

    @classmethod
    def bars_of(cls, code: ReturnCode) -> Self:
        """The RETURN CODE as Code 128 subset C."""
        return cls(Symbology.CODE_128_C, code.digits)

    @classmethod
    def qr_of(cls, code: ReturnCode) -> Self:
        """The RETURN CODE as a QR code, for a telephone or a two-dimensional scanner."""
        return cls(Symbology.QR, code.digits)

    @classmethod
    def sscc_of(cls, number: TrackingNumber) -> Self:
        """The tracking number as GS1-128 with AI (00)."""
        return cls(Symbology.GS1_128, "00" + number.sscc)

    @property
    def modules(self) -> int:
        """How many modules it is wide, without the quiet zones."""
        if self.symbology is Symbology.QR:
            return 21
        signs = len(self.digits) // 2 + (self.symbology is Symbology.GS1_128)
        start_and_check, stop = 22, 13
        return signs * 11 + start_and_check + stop

    @property
    def scanned(self) -> str:
        """What a scanner sends for it, with the AIM identifier of ISO/IEC 15424 in front."""
        aim = {Symbology.CODE_128_C: "]C0", Symbology.GS1_128: "]C1", Symbology.QR: "]Q1"}
        return aim[self.symbology] + self.digits


@dataclass(frozen=True, slots=True)
class Run:
    """Letters on a baseline, black, or white on a box."""

    x: int
    baseline: int
    letters: str
    face: Face
    size: int
    white: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A black rectangle."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Dashes:
    """A dashed line, two dots thick."""

    x: int
    y: int
    width: int


@dataclass(frozen=True, slots=True)
class Disc:
    """A black disc; `x` and `y` are those of the square around it."""

    x: int
    y: int
    diameter: int


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar code; `x` is that of its first bar, `module` the dots of its narrowest."""

    x: int
    y: int
    module: int
    height: int
    code: Code

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Squares:
    """A QR code; `x` and `y` are those of its first square, `module` the dots of one."""

    x: int
    y: int
    module: int
    code: Code

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.y + self.code.modules * self.module


Mark = Run | Box | Dashes | Disc | Bars | Squares

#: What a block puts on the paper, and how many dots high it is.
Placed = tuple[list[Mark], int]
