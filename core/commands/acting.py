"""How `balik admin` acts: on an installation, and every no of it as one sentence."""

import re
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from core.commands.installation import installation
from core.commands.options import complain, texts
from core.services.set_up_chain import NotThere
from core.shop.installation import Installation
from core.trouble import marked


class Unfit(ValueError):  # noqa: N818 - what was typed is unfit, and the text says why
    """What a person typed can't be used."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a code or a name may look like.

    Args:
        pattern: all of it.
        otherwise: a message of the catalogue.
    """

    pattern: re.Pattern[str]
    otherwise: str


MERCHANT: Final = Shape(
    re.compile(r"[A-Za-z0-9-]{1,20}"),
    marked("A merchant's code has 1 to 20 letters, digits and hyphens: 001."),
)
STORE: Final = Shape(re.compile(r"[0-9]{4}"), marked("A store's code has four digits: 0166."))
TERMINAL: Final = Shape(
    re.compile(r"[A-Z0-9]{1,4}"),
    marked("A terminal's number has 1 to 4 capitals and digits: K1 a kiosk, 02 a POS."),
)
CLERK: Final = Shape(re.compile(r"[0-9]{1,12}"), marked("A clerk's number has 1 to 12 digits."))
CLIENT: Final = Shape(
    re.compile(r"[A-Za-z0-9._-]{1,64}"),
    marked("A client's id has 1 to 64 letters, digits, dots, hyphens and underscores."),
)
NAME: Final = Shape(
    re.compile(r"(?! )[^\x00-\x1f\x7f]{1,100}(?<! )"),
    marked("A name has 1 to 100 signs, no spaces around it."),
)


def fitting(shape: Shape, text: str) -> str:
    """The text, which has this shape.

    Raises:
        Unfit: it has not.
    """
    if shape.pattern.fullmatch(text) is None:
        raise Unfit(texts()(shape.otherwise))
    return text


def acting(options: Namespace, act: Callable[[Installation], None]) -> int:
    """Act on the installation that the options name; the exit status.

    Raises:
        StartupTrouble: it can't be used.
    """
    try:
        with installation(options) as here:
            act(here)
    except Unfit as unfit:
        complain(str(unfit))
        return 1
    except NotThere as missing:
        complain(texts()("{code} is not set up.", code=missing.code))
        return 1
    return 0
