"""What stands around every page of the kiosk: the ground, the bar on top, the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QFrame

from kiosk.bar import BAR, TopBar
from kiosk.foot import FOOT, FOOT_LYING, Foot
from kiosk.pages.page import FIRST_SHEET, dress_all

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.qt.theme import Theme
    from kiosk.flow.states import State
    from kiosk.look import Look


class Frame:
    """Shows how far the customer is, and offers the switches.

    Args:
        window: what it is the frame of.
        languages: each with its own name for itself, by its code.
    """

    def __init__(self, window: QWidget, languages: dict[str, str]) -> None:
        # A sheet of the window's own would be tried on everything in it.
        self._ground = QFrame(window)
        self.bar, self.foot = TopBar(), Foot(languages)
        self.bar.setParent(window)
        self.foot.setParent(window)
        self._worn: Theme | None = None

    @property
    def is_dressed(self) -> bool:
        """Whether it has a look yet."""
        return self._worn is not None

    def show_state(self, state: State | None, look: Look) -> None:
        """Say how far the customer is, in this look's words."""
        reached, begun = 0, False
        if state is not None:
            from kiosk.flow.states import begun_on, step_of  # noqa: PLC0415 - see the window

            reached, begun = step_of(state.screen), begun_on(state.screen)
        self.bar.show_look(look, reached)
        self.foot.show_look(look, begun=begun)

    def dress(self, theme: Theme) -> None:
        """Take a palette, text size and scale."""
        if theme == self._worn:
            return
        self._worn = theme
        dress_all(self.bar, theme, FIRST_SHEET)
        dress_all(self.foot, theme, FIRST_SHEET)
        self._ground.setStyleSheet(f"background: {theme.hex('ground')};")

    def place(self, width: int, height: int, look: Look) -> QRect:
        """Lie around a window of this size; the answer is where its page goes."""
        px = look.theme.px
        bar, foot = px(BAR), px(FOOT_LYING if look.landscape else FOOT)
        self._ground.setGeometry(0, 0, width, height)
        self.bar.setGeometry(0, 0, width, bar)
        self.foot.setGeometry(0, height - foot, width, foot)
        return QRect(0, bar, width, height - bar - foot)
