"""Numbers to try, beside the demonstration's kiosk: a choice holds one under its scanner."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QVBoxLayout, QWidget

from core.qt.theme import Theme
from core.texts import Texts

_SPACE = 12


class DemoNumbers(QFrame):
    """A button with a menu of the demonstration's numbers.

    Args:
        numbers: each with the message of what it shows.
    """

    chosen = Signal(str)

    def __init__(
        self,
        numbers: tuple[tuple[str, str], ...],
        texts: Texts,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("part", "strip")
        self.setStyleSheet(theme.sheet("paper_roll"))
        button = QToolButton()
        button.setProperty("kind", "printer")
        button.setText(texts("Numbers to try"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for number, shows in numbers:
            action = menu.addAction(f"{number}   {texts(shows)}")
            action.triggered.connect(lambda _=False, chosen=number: self.chosen.emit(chosen))
        button.setMenu(menu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(_SPACE), theme.px(_SPACE), theme.px(_SPACE), 0)
        layout.addWidget(button)
