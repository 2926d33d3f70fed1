"""Keys on the screen: letters and digits for a number, digits alone for a mobile number."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QWidget

from core.qt.icons import icon_pixmap
from core.qt.theme import Theme
from core.texts import Texts
from kiosk.widgets.boxes import Dressed
from kiosk.widgets.touch import Touchable

BACKSPACE: Final = "backspace"
CLEAR: Final = "clear"


class Key(Touchable):
    """One key.

    Args:
        means: the sign it types, or `BACKSPACE`, or `CLEAR`.
        big: a larger face, for the digits of a mobile number.
    """

    def __init__(self, means: str, *, big: bool = False) -> None:
        super().__init__("key")
        self.means = means
        self._icon_size = 52 if big else 48
        self.setProperty("big", big)
        if means in {BACKSPACE, CLEAR}:
            self.setProperty("quiet", True)
        if means != BACKSPACE:
            self.setText("C" if means == CLEAR else means)
        self.setAutoRepeat(means == BACKSPACE)

    def dress(self, theme: Theme) -> None:
        """See `Dressed`."""
        super().dress(theme)
        if self.means == BACKSPACE:
            pixmap = icon_pixmap("delete", theme.colour("ink"), theme.px(self._icon_size))
            self.setIcon(QIcon(pixmap))
            self.setIconSize(pixmap.deviceIndependentSize().toSize())


class _Keys(QWidget, Dressed):
    """Rows of keys that fill the room they are given."""

    pressed = Signal(str)

    def __init__(self, rows: tuple[str, ...], *, big: bool = False) -> None:
        super().__init__()
        self._theme = Theme()
        self._rows = tuple(tuple(self._key(sign, big=big) for sign in row) for row in rows)

    def name_them(self, texts: Texts) -> None:
        """Tell a screen reader what each key does."""
        for row in self._rows:
            for key in row:
                names = {BACKSPACE: texts("Delete the last one"), CLEAR: texts("Clear")}
                names["-"] = texts("Hyphen")
                key.setAccessibleName(names.get(key.means, key.means))

    def dress(self, theme: Theme) -> None:
        """See `Dressed`."""
        self._theme = theme
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Qt calls this when the room changes."""
        super().resizeEvent(event)
        self._arrange()

    def _key(self, sign: str, *, big: bool) -> Key:
        key = Key({"<": BACKSPACE, "!": CLEAR}.get(sign, sign), big=big)
        key.setParent(self)
        key.clicked.connect(lambda: self.pressed.emit(key.means))
        return key

    def _arrange(self) -> None:
        raise NotImplementedError


class Keyboard(_Keys):
    """Letters, digits and the hyphen: what a reference is made of."""

    def __init__(self) -> None:
        super().__init__(("1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM-<"))

    def _arrange(self) -> None:
        gap, between = self._theme.px(9), self._theme.px(12)
        height = (self.height() - between * (len(self._rows) - 1)) / len(self._rows)
        # Ten keys a finger wide leave no more than nine pixels between them.
        key = (self.width() - 9 * gap) / 10
        for place, row in enumerate(self._rows):
            y = round(place * (height + between))
            widths = [key] * len(row)
            if row[-1].means == BACKSPACE:
                # The hyphen's row ends flush: what is left goes to the key that is hit most.
                widths[-1] = self.width() - (key + gap) * (len(row) - 1)
            x = (self.width() - sum(widths) - gap * (len(row) - 1)) / 2
            for button, width in zip(row, widths, strict=True):
                button.setGeometry(QRect(round(x), y, round(width), round(height)))
                x += width + gap


class Keypad(_Keys):
    """Ten digits, clear and backspace."""

    def __init__(self) -> None:
        super().__init__(("123", "456", "789", "!0<"), big=True)

    def _arrange(self) -> None:
        gap = self._theme.px(16)
        width = min((self.width() - 2 * gap) / 3, self._theme.px(232))
        height = (self.height() - 3 * gap) / 4
        left = (self.width() - 3 * width - 2 * gap) / 2
        for down, row in enumerate(self._rows):
            for across, button in enumerate(row):
                x, y = left + across * (width + gap), down * (height + gap)
                button.setGeometry(QRect(round(x), round(y), round(width), round(height)))
