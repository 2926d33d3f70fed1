"""What single keys of a scenario's steps may say: codes, chances, keys, times, sizes."""

import re
from typing import Annotated, Final

from pydantic import AfterValidator, Field

from core.simulator.faults import FAULTS

#: The keys that have a name; all others are named by their sign, `3`, or as `Ctrl+L`.
KEYS: Final = (
    *("Enter", "Tab", "Esc", "Backspace", "Space", "PageUp", "PageDown"),
    *("Up", "Down", "Left", "Right"),
    *(f"F{number}" for number in range(1, 13)),
)
_WITH_CTRL: Final = re.compile(r"Ctrl\+[A-Z0-9]")
#: Ten years: no story lasts longer, and calendars end somewhere.
_MOST_DAYS: Final = 3660


def _known_fault(code: str) -> str:
    if code not in FAULTS:
        raise ValueError(f"there is no fault {code!r}; `balik play --faults` lists all there are")
    return code


def known_key(key: str) -> str:
    """A key that can be pressed.

    Raises:
        ValueError: there is none of this name.
    """
    if len(key) != 1 and key not in KEYS and not _WITH_CTRL.fullmatch(key):
        raise ValueError(f"there is no key {key!r}; keys are {', '.join(KEYS)}, Ctrl+L, or a sign")
    return key


FaultCode = Annotated[str, AfterValidator(_known_fault)]
Chance = Annotated[float, Field(gt=0, le=1)]
Days = Annotated[float, Field(ge=0, le=_MOST_DAYS)]
Hours = Annotated[float, Field(ge=0, le=_MOST_DAYS * 24)]
Minutes = Annotated[float, Field(ge=0, le=_MOST_DAYS * 24 * 60)]
Seconds = Annotated[float, Field(ge=0, le=_MOST_DAYS * 24 * 60 * 60)]
DaysAhead = Annotated[int, Field(ge=1, le=_MOST_DAYS)]
Centimetres = Annotated[int, Field(ge=1, le=1000)]
