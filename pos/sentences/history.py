"""The steps of a parcel as lines to read."""

from typing import Final

from core.domain.merchants import Store
from core.domain.status import Trigger
from core.services.ecms import HistoryEntry
from core.texts import Texts

#: Whose scans happen between the stores; their places have codes, and hand-helds no counter's name.
_ON_THE_WAY: Final = frozenset({Trigger.TRUCKER, Trigger.DC})
#: Who the parcel was with from then on; a clerk's number says nothing to another clerk.
_BY_DRIVER: Final = frozenset({Trigger.SBS, *_ON_THE_WAY})


def terminal_name(number: str, texts: Texts) -> str:
    """`POS 2` for the terminal `02`, `Kiosk K1` for `K1`."""
    if number[:1].isdigit():
        return texts("POS {number}", number=number.lstrip("0") or number)
    return texts("Kiosk {number}", number=number)


def step_line(entry: HistoryEntry, store: Store, texts: Texts) -> str:
    """`19 Nov 10:07 · Store 0412 · POS 1 · AR 000993`, in the time of `store`."""
    at, place = store.local(entry.at), entry.place
    parts = [f"{texts.short_date(at.date())} {texts.time(at)}"]
    if entry.trigger is Trigger.ECMS_JOB:
        parts.append(texts("ECMS job"))
    elif place.location and entry.trigger in _ON_THE_WAY:
        parts.append(place.location)
    elif place.location:
        parts.append(texts("Store {code}", code=place.location))
    if place.terminal and entry.trigger not in _ON_THE_WAY:
        parts.append(terminal_name(place.terminal, texts))
    if place.person and entry.trigger in _BY_DRIVER:
        parts.append(place.person)
    if entry.detail:
        parts.append(_number(entry.detail, texts))
    return " · ".join(parts)


def _number(detail: str, texts: Texts) -> str:
    """A receipt's number in short, where the place is said already; an APO's in full."""
    if detail.startswith("APO"):
        return detail
    return texts("AR {number}", number=detail.rpartition("-")[2])
