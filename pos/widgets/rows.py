"""Columns of rows that are built once and filled again and again.

A widget costs more to build and style than to fill, and lists are filled while a clerk waits.
"""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from pos.widgets.look import Look, Measures, polish


class Row(Protocol):
    """A row of a list: a widget that can forget what it shows."""

    @property
    def measures(self) -> Measures:
        """Its lengths."""
        ...

    @property
    def widget(self) -> QWidget:
        """Itself."""
        ...

    def forget(self) -> None:
        """Nothing of a customer stays."""
        ...


R = TypeVar("R", bound=Row)

#: Rows that are filled before the event loop turns again: more than a list shows at a time.
_AT_ONCE = 7


class Rows(QScrollArea, Generic[R]):
    """A column of rows that scrolls when it must.

    Args:
        make: builds the row of a place, counted from 0.
        usual: how many rows are built ahead, while nothing else is to be done.
    """

    def __init__(self, make: Callable[[int], R], usual: int) -> None:
        super().__init__()
        self._make = make
        self._usual = usual
        self._rows: list[R] = []
        self._look: Look | None = None
        self._count = self._shown = 0
        self._fill: Callable[[R, int], None] = lambda _row, _place: None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("part", "scrolled")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(inner)

    def undress(self) -> None:
        """Give up the rows that are not shown: to build them again one by one is no wait."""
        for row in self._rows[self._shown :]:
            row.widget.setParent(None)
            row.widget.deleteLater()
        del self._rows[self._shown :]

    def dress(self, look: Look) -> None:
        """Take another scale or palette."""
        self._look = look
        for row in self._rows:
            row.measures.apply(look)

    def build_ahead(self) -> bool:
        """Build one row that may soon be needed; False where there are enough."""
        if len(self._rows) >= self._usual:
            return False
        self._add()
        return True

    def show_rows(self, count: int, fill: Callable[[R, int], None]) -> None:
        """Show so many rows: those that a person sees first at once, the others right after.

        Args:
            count: how many; rows beyond are hidden, and forget.
            fill: lets a row show the matter at its place.
        """
        self._count, self._fill = count, fill
        shown, self._shown = self._shown, 0
        for row in self._rows[count:shown]:
            row.forget()
            row.widget.hide()
        self._show_more()

    def forget(self) -> None:
        """Show nothing; nothing of a customer stays."""
        self.show_rows(0, lambda _row, _place: None)

    def row(self, place: int) -> R:
        """A row that is shown, or comes at once because somebody asks for it."""
        self._show_until(place + 1)
        return self._rows[place]

    def _show_more(self) -> None:
        self._show_until(min(self._count, self._shown + _AT_ONCE))
        if self._shown < self._count:
            # Not 0: that is a posted event, which comes before the loop turns.
            QTimer.singleShot(1, self, self._show_more)

    def _show_until(self, end: int) -> None:
        while self._shown < end:
            if self._shown == len(self._rows):
                self._add()
            row = self._rows[self._shown]
            self._fill(row, self._shown)
            row.widget.show()
            self._shown += 1

    def _add(self) -> None:
        row = self._make(len(self._rows))
        row.widget.hide()
        self._column.insertWidget(len(self._rows), row.widget)
        if self._look is not None:
            row.measures.apply(self._look)
        polish(row.widget)
        self._rows.append(row)
