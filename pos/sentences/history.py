"""The steps of a parcel as lines to read."""

from core.domain.merchants import Store
from core.domain.status import Trigger
from core.services.ecms import HistoryEntry
from core.texts import Texts


def terminal_name(number: str, texts: Texts) -> str:
    """`POS 2` for the terminal `02`, `Kiosk K1` for `K1`."""
    if number[:1].isdigit():
        return texts("POS {number}", number=number.lstrip("0") or number)
    return texts("Kiosk {number}", number=number)


def step_line(entry: HistoryEntry, store: Store, texts: Texts) -> str:
    """`19 Nov 10:07 · Store 0412 · POS 1 · AR 000993`, in the time of `store`."""
    at = store.local(entry.at)
    parts = [f"{texts.short_date(at.date())} {texts.time(at)}"]
    if entry.trigger is Trigger.ECMS_JOB:
        parts.append(texts("ECMS job"))
    elif entry.place.location:
        parts.append(texts("Store {code}", code=entry.place.location))
    if entry.place.terminal:
        parts.append(terminal_name(entry.place.terminal, texts))
    if entry.detail:
        parts.append(_number(entry.detail, texts))
    return " · ".join(parts)


def _number(detail: str, texts: Texts) -> str:
    """A receipt's number in short, where the place is said already; an APO's in full."""
    if detail.startswith("APO"):
        return detail
    return texts("AR {number}", number=detail.rpartition("-")[2])
