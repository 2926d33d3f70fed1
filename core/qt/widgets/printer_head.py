"""The simulated printer itself: its name, its state in words, and what a hand can do to it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, assert_never

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from core.qt.icons import icon_pixmap
from core.qt.theme import Theme
from core.services.ports import PrinterStatus
from core.texts import Texts
from core.trouble import marked

_STATE_WORDS: Final[Mapping[PrinterStatus, str]] = MappingProxyType(
    {
        PrinterStatus.READY: marked("Ready"),
        PrinterStatus.PAPER_LOW: marked("Paper low"),
        PrinterStatus.PAPER_OUT: marked("Out of paper"),
        PrinterStatus.COVER_OPEN: marked("Cover open"),
        PrinterStatus.JAMMED: marked("Paper jammed"),
        PrinterStatus.CUTTER_STUCK: marked("Knife stuck"),
        PrinterStatus.OVERHEATED: marked("Too hot"),
        PrinterStatus.DEFECT: marked("Defect"),
        PrinterStatus.OFFLINE: marked("Offline"),
        PrinterStatus.SILENT: marked("Does not answer"),
    }
)
#: What a hand can do; a jam happens to the next paper.
_CONDITIONS: Final = (
    PrinterStatus.READY,
    PrinterStatus.PAPER_LOW,
    PrinterStatus.PAPER_OUT,
    PrinterStatus.COVER_OPEN,
    PrinterStatus.OFFLINE,
)


def _look(status: PrinterStatus) -> tuple[str, str, str]:
    """The mood of a state for the style sheet, its icon and the icon's colour."""
    match status:
        case PrinterStatus.READY:
            return "well", "printer", "green"
        case PrinterStatus.PAPER_LOW:
            return "warned", "triangle-alert", "amber-ink"
        case (
            PrinterStatus.PAPER_OUT
            | PrinterStatus.COVER_OPEN
            | PrinterStatus.JAMMED
            | PrinterStatus.CUTTER_STUCK
            | PrinterStatus.OVERHEATED
            | PrinterStatus.DEFECT
            | PrinterStatus.OFFLINE
            | PrinterStatus.SILENT
        ):
            return "stopped", "printer-x", "red"
        case _:
            assert_never(status)


class PrinterHead(QFrame):
    """Stands on top of a paper roll.

    Args:
        title: what the printer is called, `Kiosk printer`.
    """

    condition_chosen = Signal(object)
    jam_chosen = Signal()

    def __init__(self, title: str, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self.setProperty("part", "printer")
        self._texts, self._theme = texts, theme
        name = QLabel(title)
        name.setProperty("role", "printer-name")
        name.setWordWrap(True)
        self._icon = QLabel()
        self._state = QLabel()
        self._state.setProperty("role", "printer-state")
        state = QHBoxLayout()
        state.setSpacing(theme.px(6))
        state.addWidget(self._icon)
        state.addWidget(self._state, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(12))
        layout.setSpacing(theme.px(6))
        layout.addWidget(name)
        layout.addLayout(state)
        layout.addWidget(self._menu_button())
        self.show_status(PrinterStatus.READY)

    def show_status(self, status: PrinterStatus) -> None:
        """Say this state."""
        mood, icon, colour = _look(status)
        self._say(self._texts(_STATE_WORDS[status]), mood, icon, colour)
        for condition, action in self._actions.items():
            action.setChecked(condition is status)

    def show_jam_ahead(self) -> None:
        """Say that the next paper will jam; the next state takes its place."""
        self._say(self._texts("The next paper jams"), "warned", "triangle-alert", "amber-ink")

    def _say(self, words: str, mood: str, icon: str, colour: str) -> None:
        size = self._theme.px(18)
        self._icon.setPixmap(icon_pixmap(icon, self._theme.colour(colour), size))
        self._state.setText(words)
        self._state.setProperty("mood", mood)
        self._state.style().unpolish(self._state)
        self._state.style().polish(self._state)
        self._button.setAccessibleDescription(words)

    def _menu_button(self) -> QToolButton:
        self._button = button = QToolButton()
        button.setProperty("kind", "printer")
        button.setText(self._texts("Change its state"))
        button.setAccessibleName(self._texts("Change the simulated printer's state"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        menu = QMenu(button)
        group = QActionGroup(menu)
        group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        self._actions: dict[PrinterStatus, QAction] = {}
        for condition in _CONDITIONS:
            action = menu.addAction(self._texts(_STATE_WORDS[condition]))
            action.setCheckable(True)
            action.triggered.connect(self._chooser(condition))
            group.addAction(action)
            self._actions[condition] = action
        menu.addSeparator()
        menu.addAction(self._texts("Jam the next paper")).triggered.connect(self.jam_chosen)
        button.setMenu(menu)
        return button

    def _chooser(self, condition: PrinterStatus) -> Callable[[], None]:
        return lambda: self.condition_chosen.emit(condition)
