"""What a scanner's text says, once the marks that only scanners know are read and taken off.

A scanner may begin with an AIM identifier (ISO/IEC 15424): `]C0` Code 128, `]C1` GS1-128, `]E0`
EAN-13, `]Q1` QR. A GS1 code is a row of elements, each with an application identifier (AI) in
front; some carry a number that Balik looks for. Everything else is the domain's business.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from core.domain.codes import is_ascii_digits
from core.scanning.assembler import GROUP_SEPARATOR


class Symbology(Enum):
    """The kinds of code that make a difference to what their text means."""

    PLAIN = "its text is all there is to it"
    GS1 = "a row of elements"
    PRODUCT = "EAN or UPC"


_AIM: Final = re.compile(r"\]([A-Za-z][0-9A-Za-z])")
_GS1_AIMS: Final = frozenset({"C1", "d2", "e0", "Q3", "J1"})

#: Lengths of the elements that need no separator, their AI included, by its first two digits
#: (GS1 General Specifications, "Element strings with pre-defined length").
_FIXED: Final = {
    "00": 20,
    **dict.fromkeys(("01", "02", "03"), 16),
    "04": 18,
    **dict.fromkeys(("11", "12", "13", "14", "15", "16", "17", "18", "19"), 8),
    "20": 4,
    **dict.fromkeys(("31", "32", "33", "34", "35", "36"), 10),
    "41": 16,
}
_THREE_DIGIT_AIS: Final = frozenset({"23", "24", "25", "40", "41", "42", "71"})
_FOUR_DIGIT_AIS: Final = frozenset(
    {"31", "32", "33", "34", "35", "36", "39", "43", "70", "72", "80", "81", "82"}
)

_TRADE_ITEMS: Final = frozenset({"01", "02"})
#: Consignment, shipment, the customer's order, the merchant's own identification, a serial number.
_REFERENCES: Final = ("401", "402", "400", "240", "21")


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan.

    Args:
        text: as the domain reads it: a number, `(00)…` for an SSCC, or where it is a product or
            a GS1 code without any number of ours, all that was sent.
        symbology: what kind of code it came from, as far as that is known.
    """

    text: str
    symbology: Symbology


def read_scan(sent: str) -> Scan:
    """Read what a scanner sent, with or without AIM identifier."""
    aim = _AIM.match(sent)
    if aim is None and not sent.startswith(GROUP_SEPARATOR):
        return Scan(sent, Symbology.PLAIN)
    if aim is not None and aim[1][0] in "EX":
        return Scan(sent, Symbology.PRODUCT)
    if aim is not None and aim[1] not in _GS1_AIMS:
        return Scan(sent[aim.end() :], Symbology.PLAIN)
    elements = gs1_elements(sent[aim.end() :] if aim else sent)
    return Scan(_number_among(elements) or sent, Symbology.GS1)


def gs1_elements(text: str) -> dict[str, str]:
    """The elements of a GS1 code by their AI; empty where `text` is not made of such.

    Args:
        text: without AIM identifier, with group separators where elements of any length end.
    """
    elements: dict[str, str] = {}
    rest = text.strip(GROUP_SEPARATOR)
    while rest:
        family = rest[:2]
        digits = 3 if family in _THREE_DIGIT_AIS else 4 if family in _FOUR_DIGIT_AIS else 2
        end = _FIXED.get(family) or (rest + GROUP_SEPARATOR).index(GROUP_SEPARATOR)
        ai, value = rest[:digits], rest[digits:end]
        if not is_ascii_digits(ai) or len(rest) < end:
            return {}
        elements[ai] = value
        rest = rest[end:].removeprefix(GROUP_SEPARATOR)
    return elements


def _number_among(elements: dict[str, str]) -> str:
    if "00" in elements:
        return f"(00){elements['00']}"
    if _TRADE_ITEMS & elements.keys():
        return ""
    return next((elements[ai] for ai in _REFERENCES if ai in elements), "")
