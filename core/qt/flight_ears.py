"""The flight recorder's ears and eyes at one window: touches, keys, scans, events, the screen.

What is seen of a screen is where its parts are and what they say; the recorder keeps of that only
what the catalogue says by itself. Keys are noted by their kind: a digit, a letter, Enter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QInputEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from core.qt.input_ears import listen
from core.qt.wedge import WedgeFilter, is_held_back
from core.services.recording import Plain, Read

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from core.services.recording import Flight

#: A page takes a moment to be laid out; pictures in between tell nothing.
_SETTLED_MS: Final = 80
#: Positions are thousandths of the window.
_SCALE: Final = 1000
_MOST_PARTS: Final = 220
_ROUGH: Final = 20
#: As many buttons of one sign side by side are the keys that a number is entered with.
_KEYS: Final = 8
#: Keys and touches have entries of their own; seconds pass for everybody.
_UNTOLD: Final = frozenset(
    {"Touched", "SecondPassed", "ReferenceEdited", "MobileEdited", "Typed", "Scanned"}
)

#: Kind, left, top, width, height, height of its letters, words.
Shape = tuple[Plain, int, int, int, int, int, str]


class FlightEars(QObject):
    """Listens at a window for as long as it lives.

    Args:
        window: the kiosk's or the POS's.
        where: which of them.
        flight: where to.
        happened: a signal with each event of its flow.
        page: the name of what it shows.
    """

    def __init__(
        self,
        window: QWidget,
        where: str,
        flight: Flight,
        happened: SignalInstance,
        page: Callable[[], str],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._where = where
        self._flight = flight
        self._page = page
        self._seen: list[Shape] = []
        self._has_wedge = window.findChild(WedgeFilter) is not None
        self._look_later = QTimer(self)
        self._look_later.setSingleShot(True)
        self._look_later.setInterval(_SETTLED_MS)
        self._look_later.timeout.connect(self.look)
        happened.connect(self._heard)
        listen(self, self._hears)
        self._look_later.start()

    def look(self) -> None:
        """Note what the screen shows, if that is new."""
        shapes = _shapes(self._window)
        if shapes != self._seen:
            self._seen = shapes
            size = self._window.size()
            self._note(
                "screen",
                page=Plain(self._page()),
                width=size.width(),
                height=size.height(),
                shapes=shapes,
            )

    def _hears(self, watched: QObject, event: QInputEvent) -> bool:
        """Note touches and keys in the window, each once, and let them pass."""
        if isinstance(watched, QWidget):
            if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
                self._touched(watched, event.position().toPoint())
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                self._pressed(watched, event)
        return False

    def _heard(self, event: object) -> None:
        name = type(event).__name__
        if name == "Scanned":
            self._note("scan", read=Read(getattr(event, "text", "")))
        elif name not in _UNTOLD:
            self._note("event", event=event)
        self._look_later.start()

    def _touched(self, widget: QWidget, at: QPoint) -> None:
        # A press that nobody wants goes on to the widget around; only the first one is a touch.
        if widget.childAt(at) is not None or not self._is_ours(widget):
            return
        words = _words(widget)
        if (button := self._button_of(widget)) is not None:
            widget, at = button, button.mapFrom(self._window, widget.mapTo(self._window, at))
            words = words or _words(button)
        if (keys := _keys_around(widget)) is not None:
            # Where on its keys somebody touches is what they enter.
            widget, at, words = keys, keys.rect().center(), Plain("key")
        place, size = widget.mapTo(self._window, at), self._window.size()
        self._note(
            "touch",
            on=Plain(type(widget).__name__),
            words=words,
            x=_part(place.x(), size.width()),
            y=_part(place.y(), size.height()),
        )

    def _pressed(self, widget: QWidget, event: QKeyEvent) -> None:
        focused = QApplication.focusWidget()
        first = focused if focused is not None and self._is_ours(focused) else self._window
        if widget is first and not (self._has_wedge and is_held_back(event)):
            self._note("key", key=Plain(_kind(event)))

    def _button_of(self, widget: QWidget) -> QWidget | None:
        """Whoever touches a button's words or picture touches the button."""
        touched: QWidget | None = widget
        while touched is not None and touched is not self._window:
            if isinstance(touched, QAbstractButton):
                return touched
            touched = touched.parentWidget()
        return None

    def _is_ours(self, widget: QWidget) -> bool:
        return widget is self._window or self._window.isAncestorOf(widget)

    def _note(self, what: str, **facts: Any) -> None:
        self._flight.note(self._where, what, **facts)


def _keys_around(widget: QWidget) -> QWidget | None:
    """The keyboard or keypad on the screen that a widget is a key of, or is itself."""
    for around in (widget, widget.parentWidget()):
        if around is None:
            continue
        buttons = (child for child in around.children() if isinstance(child, QAbstractButton))
        if sum(len(button.text()) == 1 for button in buttons) >= _KEYS:
            return around
    return None


def _kind(event: QKeyEvent) -> str:
    text = event.text()
    if len(text) == 1 and text.isprintable():
        return "digit" if text.isdigit() else "letter" if text.isalpha() else "sign"
    return Qt.Key(event.key()).name.removeprefix("Key_") if event.key() else "sign"


def _shapes(window: QWidget) -> list[Shape]:
    """The parts in sight that say something, from the back to the front."""
    size = window.size()
    shapes: list[Shape] = []
    for widget in window.findChildren(QWidget):
        kind = _kind_of(widget)
        if kind is None or not widget.isVisible():
            continue
        at = widget.mapTo(window, QPoint(0, 0))
        across = _part(widget.width(), size.width())
        shapes.append(
            (
                Plain(kind),
                _part(at.x(), size.width()),
                _part(at.y(), size.height()),
                _roughly(across) if kind == "label" else across,
                _part(widget.height(), size.height()),
                _part(widget.fontInfo().pixelSize(), size.height()),
                _words(widget),
            )
        )
        if len(shapes) == _MOST_PARTS:
            break
    return shapes


def _kind_of(widget: QWidget) -> str | None:
    match widget:
        case QAbstractButton():
            return "button"
        case QLineEdit():
            return "field"
        case QLabel():
            return "label" if widget.text() else "picture" if not widget.pixmap().isNull() else None
        case _:
            return None


def _words(widget: QWidget) -> str:
    """What a part says, never what somebody entered; one sign alone says nothing of anybody."""
    if isinstance(widget, QAbstractButton):
        said = widget.text() or widget.accessibleName()
    else:
        said = widget.text() if isinstance(widget, QLabel) else ""
    return Plain(said) if len(said) <= 1 else said


def _roughly(width: int) -> int:
    """A width that does not say how wide the word was that is concealed."""
    return -(-width // _ROUGH) * _ROUGH


def _part(length: int, whole: int) -> int:
    return round(length * _SCALE / whole) if whole else 0
