"""What every page is: it shows a state and says what the clerk wishes, and does nothing itself."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from pos.flow.states import State
from pos.widgets.long_list import LongList
from pos.widgets.look import Look, Measures, polish
from pos.widgets.rows import Rows
from pos.widgets.words import frame


class Page(QWidget):
    """A page of the window. `wished` carries an event of `pos.flow.events`.

    It wears its style sheet itself: another size of the window then costs a page at a time.
    """

    wished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "ground")
        self.measures = Measures()
        self.lists: Sequence[Rows[Any] | LongList[Any]] = ()
        self._worn_sheet = ""

    def show_state(self, state: State, look: Look) -> None:
        """Show what the state says of this page; called at each change while it is on top."""
        raise NotImplementedError

    def dress(self, look: Look) -> None:
        """Take another scale or palette."""
        sheet = look.theme.sheet("pos")
        if sheet != self._worn_sheet:
            self._worn_sheet = sheet
            for rows in self.lists:
                rows.undress()
            self.setStyleSheet(sheet)
            polish(self)
        self.measures.apply(look)
        for rows in self.lists:
            rows.dress(look)

    def build_ahead(self) -> bool:
        """Build a little more of what may soon be needed; False where all of it is there."""
        return any(rows.build_ahead() for rows in self.lists)

    def first_field(self) -> QWidget | None:
        """Who gets the keys when the page appears."""
        return None

    def left(self) -> None:
        """Another page comes on top: nothing of the customer may stay here."""

    def take_key(self, event: QKeyEvent) -> bool:  # noqa: ARG002 - most pages take none
        """A key that no field wanted; whether the page did."""
        return False

    def _two_columns(self, left: QFrame, right: QWidget, *, narrowest: int = 300) -> None:
        """The counter's usual shape: the matter at hand, and beside it what belongs to it.

        Args:
            left: gets what room there is.
            right: 360 design pixels wide, or `narrowest` in a narrow window.
            narrowest: in design pixels.
        """
        row = QHBoxLayout(self)
        row.addWidget(left, 1)
        row.addWidget(right)
        self.measures.layout(row, spacing=20)

        def width(look: Look) -> None:
            right.setFixedWidth(look.theme.px(360 if look.wide else narrowest))

        self.measures.rule(width)


def card(*, tone: str = "") -> QFrame:
    """A sheet that a page lays its matter on."""
    return frame("card", tone=tone)
