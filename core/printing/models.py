"""What is known of each model of printer: data, so that a new model is no new code."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any, Final

from core.assets import asset_path
from core.documents.model import Paper


class Word(Enum):
    """How a printer says that a paper came out."""

    ID = "id"
    SENSOR = "sensor"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Model:
    """One model, or a family that speaks alike; `assets/printers/models.toml` says what each is.

    Args:
        key: what the settings call it.
        name: what a person calls it.
        rolls: dots across the printable width, by the roll's width in mm.
        dpi: dots an inch.
        cuts: it has a knife.
        code_page: the number of `ESC t` and Python's name for it.
        asks: which of `DLE EOT` 1 to 4 it answers.
        is_sure: it is known to answer; else it is believed once it has.
        tells: it tells of changes unasked.
        word: how it says that a paper came out.
        clears: it can throw away what it has not printed yet.
        mm_s: its slowest, millimetres a second.
        draws_bars: it draws Code 128 itself.
        draws_qr: it draws QR codes itself.
    """

    key: str
    name: str
    rolls: Mapping[int, int]
    dpi: int
    cuts: bool
    code_page: tuple[int, str]
    asks: tuple[int, ...]
    is_sure: bool
    tells: bool
    word: Word
    clears: bool
    mm_s: int
    draws_bars: bool
    draws_qr: bool

    def paper(self, roll_mm: int) -> Paper:
        """The widest paper that this model's head prints whole on that roll.

        Papers are laid out for 384 and 576 dots; a head of 512 dots gets the narrower, in the
        middle, because a code that is cut off or squeezed does not scan.

        Raises:
            ValueError: the model takes no such roll, or its head is too narrow for any paper.
        """
        dots = self.dots(roll_mm)
        fitting = [paper for paper in Paper if paper.width_dots <= dots]
        if not fitting:
            raise ValueError(f"{self.name} prints {dots} dots across, which no paper fits")
        return max(fitting, key=lambda paper: paper.width_dots)

    def dots(self, roll_mm: int) -> int:
        """Dots across that roll.

        Raises:
            ValueError: the model takes no such roll.
        """
        if roll_mm not in self.rolls:
            known = ", ".join(f"{mm} mm" for mm in self.rolls)
            raise ValueError(f"{self.name} takes rolls of {known}, not of {roll_mm} mm")
        return self.rolls[roll_mm]


@cache
def models() -> Mapping[str, Model]:
    """Every model, by its key."""
    with asset_path("printers", "models.toml").open("rb") as file:
        return {key: _model(key, facts) for key, facts in tomllib.load(file).items()}


def model_named(key: str) -> Model:
    """One model.

    Raises:
        ValueError: there is none of that name; says which there are.
    """
    known = models()
    if key not in known:
        raise ValueError(f"no printer model {key!r}; there are {', '.join(known)}")
    return known[key]


_KEYS: Final = {"page": "code_page", "sure": "is_sure", "bars": "draws_bars", "qr": "draws_qr"}


def _model(key: str, facts: Mapping[str, Any]) -> Model:
    named = {_KEYS.get(name, name): value for name, value in facts.items()}
    number, page = named.pop("code_page")
    rolls = {int(mm): dots for mm, dots in named.pop("rolls").items()}
    asks, word = tuple(named.pop("asks")), Word(named.pop("word"))
    return Model(key=key, code_page=(number, page), rolls=rolls, asks=asks, word=word, **named)
