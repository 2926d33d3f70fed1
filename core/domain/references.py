"""What the customer types or scans: a UID, order number or waybill number."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from core.domain.codes import recognise
from core.domain.refusals import ScannedThing, Unreadable

SHORTEST: Final = 3
LONGEST: Final = 40
# Python's \s also takes the separators FS, GS, RS and US, which no person types: a GS1 barcode
# with several fields must not turn into a reference.
_MARKS: Final = re.compile(r"(?![\x1c-\x1f])[\s_./#\u2010-\u2015-]")
_AIM: Final = re.compile(r"\][A-Za-z][0-9A-Za-z]")


class ReferenceKind(Enum):
    """Which of a merchant's numbers a reference matched."""

    UID = "UID"
    ORDER = "Order"
    WAYBILL = "Waybill"


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as it is compared, and as it was given.

    Args:
        key: capital letters and digits only; two references are the same if their keys are.
        entered: as typed or scanned, shortened to what a screen can show.
    """

    key: str
    entered: str


def reference_key(text: str) -> str:
    """The form in which references are stored and compared: no marks, capitals only."""
    return _MARKS.sub("", text).upper()


def parse_reference(text: str) -> Reference:
    """Read what a customer typed or scanned; small letters, spaces and hyphens are forgiven.

    Raises:
        Unreadable: empty, too short or long, or made of signs that no reference has; it says which.
    """
    aim = _AIM.match(text)
    body = text[aim.end() :] if aim else text
    thing = recognise(text)
    if aim and thing in {ScannedThing.PRODUCT, ScannedThing.TRACKING_NUMBER}:
        raise Unreadable(thing=thing)
    key = reference_key(body)
    if not key:
        raise Unreadable(thing=ScannedThing.NOTHING)
    if thing is ScannedThing.OTHER_GS1 and (key.isdecimal() or not key.isalnum()):
        raise Unreadable(thing=thing)
    if not (key.isascii() and key.isalnum()):
        is_label = thing is ScannedThing.TRACKING_NUMBER
        raise Unreadable(thing=thing if is_label else ScannedThing.UNREADABLE)
    if len(key) > LONGEST:
        raise Unreadable(thing=ScannedThing.TOO_LONG)
    if len(key) < SHORTEST:
        raise Unreadable(thing=ScannedThing.INCOMPLETE_CODE)
    return Reference(key=key, entered=body.strip())


def masked(reference: str) -> str:
    """A reference for paper: the last four signs, the rest as dots (`••••4544`)."""
    return "••••" + reference[-4:] if len(reference) > 4 else reference
