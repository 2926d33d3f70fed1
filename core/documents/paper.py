"""The rolls, the type that is set on them, and the refusal of what they cannot hold."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from core.documents.letters import Face, width_of


class DoesNotFit(ValueError):  # noqa: N818 - it reads as the fact that it states
    """A paper that would come out cut off; nothing of it was drawn.

    Args:
        what: the kind of block, never its content.
        needs: dots that it takes.
        has: dots that there are.
    """

    def __init__(self, what: str, needs: int, has: int) -> None:
        super().__init__(f"{what} takes {needs} dots of {has}")
        self.what = what
        self.needs = needs
        self.has = has


class Paper(Enum):
    """The two rolls at 203 dpi, by their printable dots."""

    MM_58 = 384
    MM_80 = 576

    @property
    def width_dots(self) -> int:
        """Dots across."""
        return self.value

    @property
    def margin(self) -> int:
        """White dots left and right of everything but a code's own quiet zone."""
        return 6

    @property
    def inner(self) -> int:
        """Dots between the margins."""
        return self.width_dots - 2 * self.margin


@dataclass(frozen=True, slots=True)
class Type:
    """A face at a size in dots."""

    face: Face
    size: int

    @property
    def line_height(self) -> int:
        """Dots from one baseline to the next."""
        return round(self.size * 1.3)

    @property
    def ascent(self) -> int:
        """Dots from a line's top to its baseline."""
        return self.size

    def width(self, letters: str) -> int:
        """Dots that printable letters take."""
        return width_of(letters, self.face, self.size)


@dataclass(frozen=True, slots=True)
class Style:
    """A face at the size that each roll has room for.

    Args:
        face: the typeface.
        narrow: dots on 58 mm.
        wide: dots on 80 mm.
    """

    face: Face
    narrow: int
    wide: int

    def on(self, paper: Paper) -> Type:
        """What it is on this roll."""
        return Type(self.face, self.narrow if paper is Paper.MM_58 else self.wide)


BODY: Final = Style(Face.TEXT, 24, 28)
STRONG: Final = Style(Face.BOLD, 24, 28)
LARGE: Final = Style(Face.BOLD, 30, 36)
TITLE: Final = Style(Face.BOLD, 34, 40)
NUMBER: Final = Style(Face.CODE, 20, 26)
