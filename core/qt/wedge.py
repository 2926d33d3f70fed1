"""The scanner as keyboard: its keys become scans and never reach a field or a button."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from core.qt.input_ears import listen
from core.scanning.assembler import (
    ENTER,
    GROUP_SEPARATOR,
    TAB,
    Decision,
    Dropped,
    ScanAssembler,
    Scanned,
    ScannerHabits,
    Typed,
)
from core.scanning.symbology import read_scan

_POINTER_EVENTS: Final = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})
_COMMAND_MODIFIERS: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
#: Scanners press Shift for a capital and Ctrl for a group separator: no end of a scan.
_MODIFIER_KEYS: Final = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
_SUFFIX_KEYS: Final[dict[int, str]] = {
    Qt.Key.Key_Return: ENTER,
    Qt.Key.Key_Enter: ENTER,
    Qt.Key.Key_Tab: TAB,
}
#: They say which way the letters around them run: no code holds them, yet some keyboards' layouts
#: and some codes' makers put them in, unseen.
_DIRECTION_MARKS: Final = frozenset(
    map(chr, (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
#: A pause that is noticed this much too late was the event loop's, not the keyboard's.
_LATE_MS: Final = 15.0


class _Replayed(QKeyEvent):
    """A key given on after it was held back: the filter knows it again and lets it pass."""


@dataclass(slots=True)
class _Held:
    """A key event held back, and who would have got it."""

    event: QKeyEvent
    receiver: QObject
    is_character: bool


def _monotonic_ms() -> float:
    return time.monotonic() * 1000


def _character(event: QKeyEvent) -> str:
    """The character that a key press brings to a scan, or "" for any other key."""
    if event.isAutoRepeat():
        return ""
    text = event.text()
    if text == GROUP_SEPARATOR:
        return text
    if event.modifiers() & _COMMAND_MODIFIERS:
        return ""
    suffix = _SUFFIX_KEYS.get(event.key(), "")
    return suffix or (text if len(text) == 1 and text.isprintable() else "")


def is_held_back(event: QKeyEvent) -> bool:
    """Whether a wedge holds this key back: it comes again, or is part of a scan."""
    return not isinstance(event, _Replayed) and bool(_character(event))


def copied_key(event: QKeyEvent, kind: QEvent.Type | None = None) -> QKeyEvent:
    """The same key once more, for later; no wedge holds it back again.

    Args:
        event: the key.
        kind: what becomes of it, where that is not the same again.
    """
    copy = _Replayed(
        kind or event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    copy.setTimestamp(event.timestamp())
    return copy


class WedgeFilter(QObject):
    """Listens to the keys of one window, takes scans out and gives a person's keys on.

    A person's key is given on after `patience_ms` (35 ms) at most, to the widget that had the
    focus, in order. A mouse press or any other key gives on at once what is held before it.
    `scanned` carries the text as the domain reads it (`core.scanning.symbology`).

    A `QShortcut` on a plain character does not fire in such a window, because a scan must not fire
    it: such keys belong in a `keyPressEvent`.

    Args:
        window: any widget of the window; the filter lives as long as it.
        assembler: tells scans from typing; by default for a scanner that ends with Enter or Tab.
        now_ms: a clock that takes the place of the platform's times, for tests that type slowly.
    """

    scanned = Signal(str)

    def __init__(
        self,
        window: QWidget,
        assembler: ScanAssembler | None = None,
        now_ms: Callable[[], float] | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._assembler = assembler or ScanAssembler()
        self._now_ms = now_ms
        self._held: deque[_Held] = deque()
        self._down: set[int] = set()
        self._last_ms = 0.0
        self._due_ms = 0.0
        self._second_look = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setTimerType(Qt.TimerType.PreciseTimer)
        self._pause.timeout.connect(self._paused)
        listen(self, self._hears)

    @property
    def holds(self) -> bool:
        """Whether keys wait for what follows them; for `patience_ms` at most."""
        return bool(self._held)

    def learn(self, habits: ScannerHabits) -> None:
        """From now on the scanner is one that was set up like this; what is held is settled."""
        if habits != self._assembler.habits:
            self._settle(self._assembler.interrupt())
            self._assembler = ScanAssembler(habits)

    def _hears(self, receiver: QObject, event: QInputEvent) -> bool:
        """Of all the application's input only our window's keys matter."""
        if isinstance(event, _Replayed):
            return False
        kind = event.type()
        if kind in _POINTER_EVENTS:
            if self._held and self._is_ours(receiver):
                self._settle(self._assembler.interrupt())
            return False
        if not isinstance(event, QKeyEvent) or not self._is_ours(receiver):
            return False
        if kind == QEvent.Type.ShortcutOverride:
            return self._override(event)
        if kind == QEvent.Type.KeyRelease:
            return self._release(receiver, event)
        return self._press(receiver, event)

    def _override(self, event: QKeyEvent) -> bool:
        """Claim a character's key, so that no shortcut takes it before it could be held back."""
        character = _character(event)
        if not character or (character in (ENTER, TAB) and not self._held):
            return False
        event.accept()
        return True

    def _press(self, receiver: QObject, event: QKeyEvent) -> bool:
        character = _character(event)
        if self._assembler.holds and event.text() in _DIRECTION_MARKS:
            self._last_ms = self._moment(event)
            self._assembler.pass_over(self._last_ms)
            self._settle(())
            event.accept()
            return True
        if not character:
            if event.key() not in _MODIFIER_KEYS:
                self._settle(self._assembler.interrupt())
            return False
        self._last_ms = self._moment(event)
        decisions = self._assembler.feed(character, self._last_ms)
        self._down.discard(event.key())
        self._hold(receiver, event, is_character=True)
        self._settle(decisions)
        event.accept()
        return True

    def _release(self, receiver: QObject, event: QKeyEvent) -> bool:
        if event.key() in self._down and not event.isAutoRepeat():
            self._down.discard(event.key())
        elif self._held and event.key() not in _MODIFIER_KEYS:
            self._hold(receiver, event, is_character=False)
        else:
            return False
        event.accept()
        return True

    def _hold(self, receiver: QObject, event: QKeyEvent, *, is_character: bool) -> None:
        self._held.append(_Held(copied_key(event), receiver, is_character))

    def _moment(self, event: QKeyEvent) -> float:
        """When the key was pressed: the platform knows it better than a busy event loop."""
        if self._now_ms is not None:
            return self._now_ms()
        if event.timestamp():
            return float(event.timestamp())
        now = _monotonic_ms()
        if self._pause.isActive():
            # No platform event, and the event loop has not turned since the last one: however
            # long the machine took, the two came together.
            return min(now, self._last_ms + self._assembler.habits.longest_gap_ms)
        return now

    def _settle(self, decisions: Iterable[Decision]) -> None:
        self._pause.stop()
        # Taken before anything is given on: a key given on may bring the next ones here at once.
        for decision, keys in [(decision, self._take(decision)) for decision in decisions]:
            match decision:
                case Typed():
                    self._replay(keys)
                case Dropped():
                    self._forget(keys)
                case Scanned(text):
                    self.scanned.emit(read_scan(text).text)
        if not isValid(self):
            return
        if self._assembler.holds:
            patience = self._assembler.patience_ms
            self._due_ms = _monotonic_ms() + patience
            self._second_look = False
            self._pause.start(round(patience))

    def _paused(self) -> None:
        if _monotonic_ms() - self._due_ms > _LATE_MS and not self._second_look:
            # The loop was busy: the rest of a scan may stand in the queue behind this timer.
            self._second_look = True
            self._pause.start(1)
            return
        self._settle(self._assembler.interrupt())

    def _take(self, decision: Decision) -> list[_Held]:
        """The keys a decision is about: so many characters, and the releases up to the next one."""
        match decision:
            case Typed(text):
                characters = len(text)
            case Dropped(count):
                characters = count
            case Scanned():
                return []
        taken: list[_Held] = []
        while self._held and (characters or not self._held[0].is_character):
            held = self._held.popleft()
            characters -= held.is_character
            taken.append(held)
        return taken

    def _forget(self, events: Iterable[_Held]) -> None:
        """Drop a scanner's keys, and remember which of them are still to be released."""
        for held in events:
            if held.is_character:
                self._down.add(held.event.key())
            else:
                self._down.discard(held.event.key())

    def _replay(self, events: Iterable[_Held]) -> None:
        """Give keys on to who had the focus; where one of them moves it, the next go there."""
        focus = QApplication.focusWidget()
        for held in events:
            now_focus = QApplication.focusWidget()
            moved = now_focus is not focus and now_focus is not None
            receiver = now_focus if moved and now_focus is not None else held.receiver
            if isValid(receiver):
                QCoreApplication.sendEvent(receiver, held.event)

    def _is_ours(self, receiver: QObject) -> bool:
        """Whether the receiver is our window, in it, or in a dialog of it.

        The platform's keys come by the native window, before any widget and any other filter on
        widgets can take them for its own.
        """
        if not isValid(self._window):
            return False
        ours = self._window.window()
        if isinstance(receiver, QWindow):
            return receiver is ours.windowHandle()
        widget = receiver if isinstance(receiver, QWidget) else None
        while widget is not None and widget is not ours:
            widget = widget.parentWidget()
        return widget is ours
