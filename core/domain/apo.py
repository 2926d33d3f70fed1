"""An APO list's number, and who takes its parcels away (mission.md, "Numbers")."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from core.domain.pull_out_refusals import BadDriver, BadPlate

_NUMBER: Final = re.compile(
    r"APO-(?P<store>[^-\s]{1,20})-(?P<day>[0-9]{8})(?:-(?P<serial>[1-9][0-9]{0,4}))?"
)
_NAME: Final = re.compile(r"(?! )[^\x00-\x1f\x7f]{2,60}(?<! )")
_PLATE: Final = re.compile(r"(?=.*[0-9])[A-Z0-9]{3,10}")


@dataclass(frozen=True, slots=True, order=True)
class ApoNumber:
    """An APO list's number.

    Args:
        store: the store's code.
        day: the store's day on which the list was built.
        serial: which list of that day, from 1.
    """

    store: str
    day: date
    serial: int = 1

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number as it is printed; small letters are forgiven.

        Raises:
            ValueError: it is no APO number.
        """
        found = _NUMBER.fullmatch(text.strip().upper())
        if found is None or found["serial"] == "1":
            raise ValueError("not an APO number")
        day = date.fromisoformat(found["day"])
        return cls(found["store"], day, int(found["serial"] or 1))

    def __str__(self) -> str:
        """As printed: `APO-0166-20261121`, `APO-0166-20261121-2`."""
        first = f"APO-{self.store}-{self.day:%Y%m%d}"
        return first if self.serial == 1 else f"{first}-{self.serial}"


@dataclass(frozen=True, slots=True)
class Driver:
    """Who takes the parcels away, and in what.

    Args:
        name: as the driver gives it.
        plate: the vehicle's, capitals and digits without spaces: `NBC1234`.
    """

    name: str
    plate: str

    @classmethod
    def parse(cls, name: str, plate: str) -> Self:
        """Read what the clerk typed; spaces around, and in the plate also within, are forgiven.

        Raises:
            BadDriver: the name has not 2 to 60 signs.
            BadPlate: the plate has not 3 to 10 letters and digits, a digit among them.
        """
        tidy = " ".join(name.split())
        if _NAME.fullmatch(tidy) is None:
            raise BadDriver
        letters = re.sub(r"[\s-]", "", plate).upper()
        if _PLATE.fullmatch(letters) is None:
            raise BadPlate
        return cls(tidy, letters)

    def __str__(self) -> str:
        """As in a parcel's history: `J. Cruz, NBC1234`."""
        return f"{self.name}, {self.plate}"
