"""A list of hundreds of lines, of which only those in sight have widgets.

`pos.widgets.rows.Rows` builds a widget a line, which is right for a dozen: three hundred take ten
seconds to lay out. Here a screenful of rows is filled anew wherever the list is scrolled to.
"""

from collections.abc import Callable
from typing import Generic

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from pos.widgets.look import Look, polish
from pos.widgets.rows import R


class LongList(QWidget, Generic[R]):
    """A column of whole rows; one that would be cut off waits for the list to be scrolled.

    Args:
        make: builds a row.
        usual: how many rows are built ahead, while nothing else is to be done.
    """

    def __init__(self, make: Callable[[], R], usual: int) -> None:
        super().__init__()
        self._make = make
        self._usual = usual
        self._rows: list[R] = []
        self._look: Look | None = None
        self._count = self._shown = 0
        self._fill: Callable[[R, int], None] = lambda _row, _place: None
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Many a reason comes with others, and a screenful takes long to fill: once for all of them,
        # in a turn of its own. Not 0: that is a posted event, which comes before the loop turns.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(1)
        self._soon.timeout.connect(self._place)
        self._bar.valueChanged.connect(self._soon.start)

    @property
    def count(self) -> int:
        """How many lines there are, in sight or not."""
        return self._count

    def undress(self) -> None:
        """Give up the rows that are not shown."""
        for row in self._rows[self._shown :]:
            row.widget.setParent(None)
            row.widget.deleteLater()
        del self._rows[self._shown :]

    def dress(self, look: Look) -> None:
        """Take another scale or palette."""
        self._look = look
        for row in self._rows:
            row.measures.apply(look)
        self._soon.start()

    def build_ahead(self) -> bool:
        """Build one row that may soon be needed; False where there are enough."""
        if len(self._rows) >= self._usual:
            return False
        self._add()
        return True

    def show_rows(self, count: int, fill: Callable[[R, int], None]) -> None:
        """Show a list of so many lines, from its first.

        Args:
            count: how many.
            fill: lets a row show the matter at its place.
        """
        self._count, self._fill = count, fill
        self._bar.setValue(0)
        self._soon.start()

    def refresh(self, place: int) -> None:
        """The matter at this place has changed: bring it into sight, and fill its row anew."""
        first = self._bar.value()
        if not first <= place < first + self._shown:
            self._bar.setValue(max(0, place - self._shown // 2))
        self._soon.start()

    def scroll_by(self, lines: int) -> None:
        """So many lines down, or up."""
        self._bar.setValue(self._bar.value() + lines)

    def forget(self) -> None:
        """Show nothing; nothing of a customer stays."""
        self._count = 0
        self._place()
        for row in self._rows:
            row.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another height holds another number of rows."""
        super().resizeEvent(event)
        self._soon.start()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """The wheel scrolls from anywhere in the list."""
        self._bar.event(event)

    def _place(self) -> None:
        """Fill as many rows as stand whole in the list, one below the other."""
        tallest = self._lay(self.width())
        if self._shown < self._count:
            tallest = self._lay(self.width() - self._bar.sizeHint().width())
        for row in self._rows[self._shown :]:
            row.forget()
            row.widget.hide()
        self._set_bar(max(1, self.height() // tallest))

    def _lay(self, width: int) -> int:
        """Fill the rows at this width; the height of the tallest."""
        y, tallest, self._shown = 0, 1, 0
        for place in range(self._bar.value(), self._count):
            row = self._row(self._shown)
            self._fill(row, place)
            height = _height(row.widget, width)
            if y + height > self.height():
                break
            row.widget.setGeometry(0, y, width, height)
            row.widget.show()
            y, tallest, self._shown = y + height, max(tallest, height), self._shown + 1
        return tallest

    def _set_bar(self, fitting: int) -> None:
        bar_width = self._bar.sizeHint().width()
        self._bar.setGeometry(self.width() - bar_width, 0, bar_width, self.height())
        self._bar.setPageStep(fitting)
        last = self._count - min(fitting, self._shown or fitting)
        self._bar.setRange(0, max(0, last))
        self._bar.setVisible(last > 0)

    def _row(self, number: int) -> R:
        while number >= len(self._rows):
            self._add()
        return self._rows[number]

    def _add(self) -> None:
        row = self._make()
        row.widget.setParent(self)
        row.widget.hide()
        if self._look is not None:
            row.measures.apply(self._look)
        polish(row.widget)
        self._rows.append(row)


def _height(widget: QWidget, width: int) -> int:
    """How high a row must be at this width, with what it shows now."""
    layout = widget.layout()
    if layout is not None:
        # A column within it forgets how high it was only now, and not yet by another text: the last
        # row would be measured by what it showed before, and be thought too high for the list.
        layout.activate()
    if widget.hasHeightForWidth():
        return widget.heightForWidth(width)
    return widget.sizeHint().height()
