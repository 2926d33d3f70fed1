"""The steps of a parcel, newest first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from core.domain.merchants import Store
from core.services.ecms import HistoryEntry
from pos.sentences.history import step_line
from pos.widgets.look import Look, Measures
from pos.widgets.words import rule, words


class Scroller(QScrollArea):
    """A column that scrolls when it must; keys scroll it where nothing else wants them."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column = QWidget()
        self.column.setProperty("part", "scrolled")
        self.rows = QVBoxLayout(self.column)
        self.rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(self.column)

    def empty(self) -> None:
        """Without any row."""
        while (item := self.rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                # Out of the page at once: what was a customer's is not to wait for the event loop.
                widget.setParent(None)
                widget.deleteLater()


class HistoryList(Scroller):
    """Status by status: what, when, where, and the number that belongs to it."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None

    def show_steps(self, steps: tuple[HistoryEntry, ...], store: Store, look: Look) -> None:
        """Show these steps, in the time of `store`."""
        if self._shown == (steps, store, look):
            return
        self._shown = (steps, store, look)
        self.empty()
        measures = Measures()
        measures.layout(self.rows)
        for number, step in enumerate(steps):
            if number:
                self.rows.addWidget(rule())
            self.rows.addWidget(_step(step, store, look, measures))
        measures.apply(look)

    def forget(self) -> None:
        """Nothing of a parcel stays."""
        self._shown = None
        self.empty()


def _step(step: HistoryEntry, store: Store, look: Look, measures: Measures) -> QWidget:
    row = QWidget()
    column = QVBoxLayout(row)
    status, line = words("h3"), words("small")
    status.setText(step.status.value)
    line.setText(step_line(step, store, look.texts))
    column.addWidget(status)
    column.addWidget(line)
    measures.layout(column, (20, 14, 20, 14), 2)
    return row
