"""Makes of whatever a run noted what may stand in a file: by type, and nothing by default."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any, Final

from core.documents.model import Document
from core.domain.apo import ApoNumber
from core.domain.codes import ReceiptNumber, ReturnCode, TrackingNumber
from core.domain.merchants import Merchant, Store
from core.domain.mobile import MobileNumber
from core.domain.references import Reference, parse_reference
from core.domain.refusals import Refusal
from core.flight.pseudonyms import Pseudonyms
from core.flight.wording import HIDDEN, Wording
from core.services.access import ApiClient
from core.services.ecms import Clerk, FoundOrder, Terminal
from core.services.recording import Plain, Read

_DEEPEST: Final = 4
_MOST: Final = 250


class Facts:
    """Conceals facts.

    Args:
        names: whom and what has a name already.
        wording: tells our words from others'.
    """

    def __init__(self, names: Pseudonyms, wording: Wording) -> None:
        self._names: Final = names
        self._wording: Final = wording

    def conceal(self, fact: object, depth: int = 0) -> Any:
        """What JSON can hold of it."""
        match fact:
            case Enum():
                # Before texts and numbers, which some of them are as well.
                return fact.name
            case None | bool() | int() | float():
                return fact
            case Plain():
                return str(fact)
            case Read():
                return self._read(fact)
            case str():
                return self._wording.conceal(fact)
            case bytes():
                return {"bytes": len(fact)}
            case datetime() | date():
                return fact.isoformat()
            case timedelta():
                return fact.total_seconds()
            case Refusal():
                return fact.code.value
            case _:
                return self._named(fact) or self._parts(fact, depth)

    def _named(self, fact: object) -> str | None:
        """What has a name of its own: a pseudonym, or the shop's."""
        names = self._names
        match fact:
            case ReturnCode():
                return names.of("code", fact.digits, str(fact))
            case TrackingNumber():
                return names.of("parcel", fact.digits, fact.sscc, f"00{fact.sscc}")
            case Reference():
                return names.of("reference", fact.key, fact.entered)
            case MobileNumber():
                return names.of("person", fact.digits, fact.masked)
            case Clerk():
                return names.of("clerk", fact.number, fact.name)
            case ApiClient():
                return names.of(fact.role.value, fact.client_id, fact.name)
            case ReceiptNumber():
                return names.of("receipt", str(fact))
            case _:
                return self._own(fact)

    def _own(self, fact: object) -> str | None:
        """What names no person: codes of shops, terminals, merchants and lists."""
        match fact:
            case ApoNumber():
                return str(fact)
            case Terminal():
                self._own(fact.store)
                return f"{fact.store.code}-{fact.number}"
            case Store():
                return self._names.call(fact.name, f"store {fact.code}")
            case Merchant():
                return self._names.call(fact.name, f"merchant {fact.code}")
            case _:
                return None

    def _parts(self, fact: object, depth: int) -> Any:
        if depth >= _DEEPEST or isinstance(fact, Document):
            return type(fact).__name__
        if is_dataclass(fact) and not isinstance(fact, type):
            self._meet(fact)
            parts = {each.name: getattr(fact, each.name) for each in fields(fact)}
            said = {name: self.conceal(part, depth + 1) for name, part in parts.items()}
            kept = {name: part for name, part in said.items() if part not in (HIDDEN, "", None)}
            return {"is": type(fact).__name__, **kept}
        if isinstance(fact, Mapping):
            return {
                str(key): self.conceal(part, depth + 1)
                for key, part in fact.items()
                if isinstance(key, Plain | Enum)
            }
        if isinstance(fact, Sequence | AbstractSet):
            return [self.conceal(part, depth + 1) for part in list(fact)[:_MOST]]
        return type(fact).__name__

    def _meet(self, fact: object) -> None:
        """Give those numbers a name that are plain texts in the answers."""
        number = getattr(fact, "number" if isinstance(fact, FoundOrder) else "reference", None)
        if isinstance(number, str):
            self._read(number)

    def _read(self, text: str) -> str:
        known = self._names.known(text)
        if known is not None:
            return known
        for kind in (ReturnCode, TrackingNumber):
            try:
                return self._named(kind.parse(text)) or HIDDEN
            except Refusal:
                continue
        try:
            return self._named(parse_reference(text)) or HIDDEN
        except Refusal:
            return HIDDEN
