"""Buttons that show the key which does the same."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.qt.icons import icon_pixmap
from pos.widgets.look import Look, Measures, put_property
from pos.widgets.words import picture, words


class RowButton(QPushButton):
    """A button with a layout inside; its size is the layout's."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        # A click must not take the focus from the field that the clerk types into.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As much as the layout wants."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As much as the layout needs."""
        layout = self.layout()
        return layout.minimumSize() if layout else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Words that wrap make a button higher."""
        layout = self.layout()
        return bool(layout and layout.hasHeightForWidth())

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """How high it must be when it is `width` wide."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout else super().heightForWidth(width)


def key_cap() -> QLabel:
    """The picture of a key."""
    cap = words("key", wrap=False)
    cap.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return cap


#: The bundled faces have no arrows, and the face that Qt would take instead is another on every
#: machine.
_DRAWN: Final = {"←": "arrow-left", "→": "arrow-right"}


def _lets_through(*widgets: QWidget) -> None:
    for widget in widgets:
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class KeyButton(RowButton):
    """A button with its words and its key in the middle.

    Args:
        kind: `main`, `quiet`, `refuse`, `done`, `on-green`.
        key: as printed on the key, `F9`.
    """

    def __init__(self, kind: str, key: str, measures: Measures, height: int = 60) -> None:
        super().__init__(kind)
        self._key = key
        self._words = words("button", wrap=False)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        cap = key_cap()
        if key in _DRAWN:
            measures.icon(cap, _DRAWN[key], "green" if kind == "quiet" else "on-green", 16)
        elif key:
            cap.setText(key)
        else:
            cap.hide()
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(self._words)
        row.addWidget(cap)
        row.addStretch(1)
        _lets_through(self._words, cap)
        measures.layout(row, (10, 0, 10, 0), 10)
        measures.size(self, height=height)

    def say(self, text: str) -> None:
        """What the button does."""
        self._words.setText(text)
        self.setAccessibleName(f"{text}, {self._key}" if self._key else text)


class CheckButton(RowButton):
    """A row with a box that is ticked, or a reason to choose, and the key that does it."""

    def __init__(self, key: str, measures: Measures, *, ticks: bool) -> None:
        super().__init__("check")
        self.setCheckable(ticks)
        self._key = key
        self._box = picture()
        if not ticks:
            self._box.hide()
        self._words = words("row")
        cap = key_cap()
        cap.setText(key)
        row = QHBoxLayout(self)
        row.addWidget(self._box)
        row.addWidget(self._words, 1)
        row.addWidget(cap)
        _lets_through(self._box, self._words, cap)
        measures.layout(row, (20, 6, 20, 6), 16)
        measures.least(self, height=58 if ticks else 50)

    def say(self, text: str) -> None:
        """What is checked, or the reason."""
        self._words.setText(text)
        self.setAccessibleName(f"{text}, {self._key}")

    def tick(self, look: Look, *, ticked: bool) -> None:
        """Show the box ticked or empty."""
        self.setChecked(ticked)
        put_property(self, "ticked", ticked)
        name, colour = ("square-check-big", "green") if ticked else ("square", "line-strong")
        self._box.setPixmap(icon_pixmap(name, look.theme.colour(colour), look.theme.px(24)))


class IconButton(RowButton):
    """A place of the rail: an icon, its name, and its key."""

    def __init__(self, icon_name: str, key: str, measures: Measures) -> None:
        super().__init__("rail")
        self._key = key
        self._icon = picture()
        self._words = words("rail", wrap=False)
        cap = words("key", wrap=False)
        cap.setText(key)
        column = QVBoxLayout(self)
        for label in (self._icon, self._words, cap):
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        _lets_through(self._icon, self._words, cap)
        measures.layout(column, (4, 10, 4, 8), 4)
        measures.icon(self._icon, icon_name, "on-rail", 26)
        measures.size(self, width=80)
        measures.least(self, height=84)

    def say(self, text: str) -> None:
        """The name of the place."""
        self._words.setText(text)
        self.setAccessibleName(f"{text}, {self._key}")
