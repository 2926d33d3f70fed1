"""The few keys of the counter, and what each means on which page."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from core.services.ecms import PaperKind, ParcelFault
from pos.flow import events
from pos.flow.device_events import DevicesAsked, TrialAsked
from pos.flow.device_states import Devices
from pos.flow.office_events import CloseAsked, DayAsked, FileAsked, PrintAsked, PullOutAsked
from pos.flow.office_states import Day, FileForm, PullOut
from pos.flow.states import Accepted, Check, Find, Page, Stopped, Verify

Key = Qt.Key

_ANYWHERE: Final[dict[Key, type]] = {
    Key.Key_F2: events.CounterAsked,
    Key.Key_F3: events.FindAsked,
    Key.Key_F4: PullOutAsked,
    Key.Key_F5: DayAsked,
    Key.Key_F8: events.RefuseAsked,
    Key.Key_F9: events.AcceptAsked,
    Key.Key_F10: DevicesAsked,
    Key.Key_Escape: events.BackAsked,
}
#: In the back office the same keys do to a list or report what they do to a parcel elsewhere.
_OFFICE: Final[dict[Key, Callable[[], events.Event]]] = {
    Key.Key_F6: PrintAsked,
    Key.Key_F7: lambda: FileAsked(FileForm.PDF),
    Key.Key_F8: lambda: FileAsked(FileForm.CSV),
    Key.Key_F9: CloseAsked,
}
_PAPERS: Final = {Key.Key_F6: PaperKind.RECEIPT, Key.Key_F7: PaperKind.LABEL}
_ENTER: Final = frozenset({Key.Key_Return, Key.Key_Enter})


def meaning(event: QKeyEvent, page: Page) -> events.Event | None:
    """What this key asks for on this page, or None where it is no key of ours."""
    key = Key(event.key())
    if event.isAutoRepeat():
        # A key that is held down is one wish.
        return None
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return events.LockAsked() if key is Key.Key_L else None
    if key is Key.Key_F6 and isinstance(page, Devices):
        return TrialAsked()
    if key in _OFFICE and isinstance(page, PullOut | Day):
        return _OFFICE[key]()
    if key is Key.Key_F9 and isinstance(page, Accepted | Find):
        return events.PaperSeen()
    if key in _PAPERS:
        return events.PaperAsked(_PAPERS[key])
    if key in _ENTER:
        return events.RetryAsked() if isinstance(page, Stopped) else events.EnterPressed()
    if key in _ANYWHERE:
        wish: events.Event = _ANYWHERE[key]()
        return wish
    if isinstance(page, Verify) and event.text().isascii() and event.text().isdigit():
        return _numbered(int(event.text()), page)
    return None


def _numbered(number: int, page: Verify) -> events.Event | None:
    if page.choosing:
        faults = list(ParcelFault)
        return events.FaultChosen(faults[number - 1]) if 1 <= number <= len(faults) else None
    return events.CheckToggled(Check(number)) if 1 <= number <= len(Check) else None
