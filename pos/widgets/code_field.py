"""The manual entry's field: shows what the flow has taken, and tells what the clerk types."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit

from pos.flow.states import CODE_DIGITS
from pos.widgets.look import put_property

_MASK = "____-____-____"
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def is_text(event: QKeyEvent) -> bool:
    """Whether a key brings a sign, be it one that cannot be seen, and no command."""
    is_sign = event.text() >= " " and event.text() != "\x7f"
    return is_sign and not event.modifiers() & _COMMANDS


class CodeField(QLineEdit):
    """Twelve digits in their mask. What is typed goes out as text; only the flow puts digits in."""

    typed = Signal(str)
    erased = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "code")
        self.setPlaceholderText(_MASK)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)

    def show_entry(self, digits: str, *, wrong: bool) -> None:
        """Show the digits taken so far, the rest of the mask behind them."""
        filled = digits + "_" * (CODE_DIGITS - len(digits))
        shown = f"{filled[:4]}-{filled[4:8]}-{filled[8:]}" if digits else ""
        if shown != self.text():
            self.setText(shown)
        self.setCursorPosition(len(digits) + min(2, max(0, len(digits) - 1) // 4) if digits else 0)
        put_property(self, "wrong", wrong)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Qt calls this; keys that are no text are the window's."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.typed.emit(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_Backspace:
            self.erased.emit()
        elif is_text(event):
            self.typed.emit(event.text())
        else:
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """What a virtual keyboard or an input method commits is typing too."""
        if event.commitString():
            self.typed.emit(event.commitString())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click selects the field; there is no place in it to go to."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Not Qt's: the middle button would paste past the flow."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """No selection."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """No selection."""
        event.accept()
