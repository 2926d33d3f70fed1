"""The numbers that Balik issues, and their check digits (mission.md, "Numbers")."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Self

from core.domain.refusals import NotAReturnCode, NotATrackingNumber, WrongCheckDigit
from core.domain.refusals import ScannedThing as Thing

# The quasigroup of H. Michael Damm's dissertation (Marburg, 2004): it finds every single wrong
# digit and every swap of neighbours.
_DAMM: Final = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)

# Python's \s also takes the separators FS, GS, RS and US, which no person types.
_SEPARATORS: Final = re.compile(r"(?![\x1c-\x1f])[\s\u2010-\u2015-]")


def damm_digit(digits: str) -> str:
    """The Damm check digit of a string of ASCII digits."""
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return str(interim)


def gs1_check_digit(digits: str) -> str:
    """The mod-10 check digit of GS1 General Specifications, 7.9: weights 3, 1 from the right."""
    total = sum(
        int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits))
    )
    return str(-total % 10)


def is_ascii_digits(text: str) -> bool:
    """Whether `text` is one or more of 0 to 9 (`str.isdigit` also takes other scripts' digits)."""
    return text.isascii() and text.isdigit()


@dataclass(frozen=True, slots=True)
class ReturnCode:
    """What the ticket carries: eleven random digits and a Damm check digit.

    Args:
        digits: twelve ASCII digits, already checked.
    """

    digits: str

    @classmethod
    def draw(cls, random_below: Callable[[int], int]) -> Self:
        """Draw a code; `random_below(n)` gives an unguessable integer in [0, n)."""
        body = f"{random_below(10**11):011d}"
        return cls(body + damm_digit(body))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a typed or scanned code; spaces and hyphens are forgiven.

        Raises:
            NotAReturnCode: it is something else, and says what.
            WrongCheckDigit: twelve digits, one of them mistyped.
        """
        # Terminals send bare digits.
        digits = text if is_ascii_digits(text) else _SEPARATORS.sub("", text)
        if not is_ascii_digits(digits) or len(digits) != 12:
            raise NotAReturnCode(thing=recognise(text))
        if damm_digit(digits) != "0":
            raise WrongCheckDigit(entered=digits)
        return cls(digits)

    def __str__(self) -> str:
        """As shown: `1822-1234-2345`."""
        return f"{self.digits[:4]}-{self.digits[4:8]}-{self.digits[8:]}"


@dataclass(frozen=True, slots=True)
class TrackingNumber:
    """The parcel's 17 digits: extension digit, GS1 company prefix and serial.

    Args:
        digits: seventeen ASCII digits, without the check digit.
    """

    digits: str

    @classmethod
    def build(cls, extension: str, company_prefix: str, serial: int) -> Self:
        """Put a number together; the serial fills the places that the prefix leaves of 17.

        Raises:
            ValueError: the serial no longer fits, or a setting is not made of digits.
        """
        places = 17 - len(extension) - len(company_prefix)
        digits = f"{extension}{company_prefix}{serial:0{places}d}"
        if len(extension) != 1 or len(digits) != 17 or not is_ascii_digits(digits):
            raise ValueError(f"no 17-digit tracking number from serial {serial}")
        return cls(digits)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read 17 or 18 digits, plain, with AI (00), with an AIM prefix.

        Raises:
            NotATrackingNumber: it is something else, and says what.
            WrongCheckDigit: 18 digits whose last is wrong.
        """
        digits = _SEPARATORS.sub("", text).removeprefix("]C1")
        if digits.startswith("(00)"):
            digits = digits[4:]
        elif len(digits) == 20 and digits.startswith("00"):
            digits = digits[2:]
        if not is_ascii_digits(digits) or len(digits) not in (17, 18):
            raise NotATrackingNumber(thing=recognise(text))
        if len(digits) == 18 and gs1_check_digit(digits[:17]) != digits[17]:
            raise WrongCheckDigit(entered=digits)
        return cls(digits[:17])

    @property
    def sscc(self) -> str:
        """The SSCC-18 on the label: the 17 digits and their GS1 check digit."""
        return self.digits + gs1_check_digit(self.digits)

    def __str__(self) -> str:
        return self.digits


@dataclass(frozen=True, slots=True)
class ReceiptNumber:
    """The Acknowledgement Receipt's number: store, terminal, a gap-free count per terminal."""

    store: str
    terminal: str
    serial: int

    def __str__(self) -> str:
        """As printed: `0166-02-000418`."""
        return f"{self.store}-{self.terminal}-{self.serial:06d}"

    @property
    def short(self) -> str:
        """The count alone, as the counter shows it: `000418`."""
        return f"{self.serial:06d}"


def recognise(text: str) -> Thing:
    """What a text that is no RETURN CODE most likely is, so that the refusal can say it."""
    if not text.strip():
        return Thing.NOTHING
    if len(text) > 100:
        return Thing.TOO_LONG
    aim, body = ("", text)
    if re.match(r"\][A-Za-z][0-9A-Za-z]", text):
        aim, body = text[:3], text[3:]
    digits = re.sub(r"[\s()\u001d-]", "", body)
    if aim[:2] in {"]E", "]X"}:
        return Thing.PRODUCT
    if not is_ascii_digits(digits):
        if aim == "]C1":
            return Thing.OTHER_GS1
        return Thing.REFERENCE if re.fullmatch(r"[A-Za-z0-9 _./#-]+", body) else Thing.UNREADABLE
    return _recognise_digits(digits, is_gs1=aim == "]C1")


def _recognise_digits(digits: str, *, is_gs1: bool) -> Thing:
    length = len(digits)
    if length == 24 and damm_digit(digits[:12]) == damm_digit(digits[12:]) == "0":
        return Thing.TWO_CODES
    if length == 20 and digits.startswith("00") and gs1_check_digit(digits[2:19]) == digits[19]:
        return Thing.TRACKING_NUMBER
    if length == 18 and gs1_check_digit(digits[:17]) == digits[17]:
        return Thing.TRACKING_NUMBER
    if length == 17:
        return Thing.TRACKING_NUMBER
    if is_gs1:
        return Thing.OTHER_GS1
    if length in {8, 13, 14} and gs1_check_digit(digits[:-1]) == digits[-1]:
        return Thing.PRODUCT
    if length == 12:
        is_code = damm_digit(digits) == "0"
        is_upc = gs1_check_digit(digits[:-1]) == digits[-1]
        return Thing.RETURN_CODE if is_code else Thing.PRODUCT if is_upc else Thing.MISTYPED_CODE
    if length < 12:
        return Thing.INCOMPLETE_CODE
    return Thing.REFERENCE
