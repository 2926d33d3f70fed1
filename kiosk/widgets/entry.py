"""The field into which a customer types, and what clears it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QIcon, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from core.qt.icons import icon_pixmap
from core.qt.theme import Theme, mono_font
from kiosk.widgets.boxes import Dressed
from kiosk.widgets.touch import FINGER, Touchable

#: More than any number has; what is longer is refused with a sentence, not kept in a field.
LONGEST_TYPED = 200


class Entry(QLineEdit, Dressed):
    """One line of large letters, for a finger's keyboard and a real one alike.

    Args:
        design: the letters' size, in design pixels.
        height: of the field, in design pixels.
        mono: in the fixed-width face.
        clearable: with a cross that empties it.
    """

    submitted = Signal()
    cleared = Signal()

    def __init__(
        self, *, design: float, height: float = 154, mono: bool = False, clearable: bool = False
    ) -> None:
        super().__init__()
        self.setObjectName("box-entry")
        self.setMaxLength(LONGEST_TYPED)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self._design, self._height, self._mono = design, height, mono
        self._theme = Theme()
        self._clear = _ClearButton(self) if clearable else None
        if self._clear is not None:
            self._clear.clicked.connect(self.cleared)
        self.returnPressed.connect(self.submitted)

    def name_it(self, name: str, clear: str = "") -> None:
        """Tell a screen reader what is typed here, and what the cross does."""
        self.setAccessibleName(name)
        if self._clear is not None:
            self._clear.setAccessibleName(clear)

    def show_text(self, text: str) -> None:
        """Show what was entered so far, the cursor behind it."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(len(text))
        if self._clear is not None:
            self._clear.setVisible(bool(text))

    def dress(self, theme: Theme) -> None:
        """See `Dressed`."""
        self._theme = theme
        self.setFixedHeight(theme.px(self._height))
        font = mono_font(theme.font_px(self._design)) if self._mono else QFont(self.font())
        font.setPixelSize(theme.font_px(self._design))
        font.setWeight(QFont.Weight.DemiBold)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, theme.px(2))
        self.setFont(font)
        right = theme.px(FINGER + 24) if self._clear is not None else 0
        self.setTextMargins(0, 0, right, 0)
        if self._clear is not None:
            self._clear.dress(theme)
            self._place_clear()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802 - Qt's names
        """See `Touchable.focusNextPrevChild`."""
        if self.isVisible():
            self.window().setProperty("by_keyboard", True)
        return super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Up and down leave the field, since nothing in it lies above or below."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.window().setProperty("by_keyboard", True)
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A caret that is seen from where a customer stands; Qt's own is one pixel wide."""
        super().paintEvent(event)
        if not self.hasFocus() or self.isReadOnly():
            return
        place, width = self.cursorRect(), self._theme.px(4)
        painter = QPainter(self)
        left = place.center().x() - width // 2 + self._theme.px(2)
        painter.fillRect(left, place.top(), width, place.height(), self._theme.colour("green"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Qt calls this when the room changes."""
        super().resizeEvent(event)
        self._place_clear()

    def _place_clear(self) -> None:
        if self._clear is None:
            return
        side = self._theme.px(FINGER)
        left = self.width() - side - self._theme.px(28)
        self._clear.setGeometry(left, (self.height() - side) // 2, side, side)


class _ClearButton(Touchable):
    """A cross in a circle at the field's end."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__("bare")
        self.setParent(field)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._radius = 44
        self.hide()

    def dress(self, theme: Theme) -> None:
        """See `Dressed`."""
        super().dress(theme)
        pixmap = icon_pixmap("circle-x", theme.colour("muted"), theme.px(56))
        self.setIcon(QIcon(pixmap))
        self.setIconSize(pixmap.deviceIndependentSize().toSize())
