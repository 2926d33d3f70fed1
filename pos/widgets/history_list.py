"""The steps of a parcel, newest first."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from core.domain.merchants import Store
from core.services.ecms import HistoryEntry
from pos.sentences.history import step_line
from pos.widgets.look import Look, Measures
from pos.widgets.rows import Rows
from pos.widgets.words import frame, words

#: Every status there is.
_USUAL = 10


class StepRow:
    """One step: its status, and when, where and under which number."""

    def __init__(self) -> None:
        self.measures = Measures()
        self.widget: QFrame = frame("row")
        self._status, self._line = words("h3"), words("small")
        column = QVBoxLayout(self.widget)
        column.addWidget(self._status)
        column.addWidget(self._line)
        self.measures.layout(column, (20, 13, 20, 13), 2)

    def show_step(self, step: HistoryEntry, store: Store, look: Look) -> None:
        """Show this step in the time of `store`."""
        self._status.setText(step.status.value)
        self._line.setText(step_line(step, store, look.texts))

    def forget(self) -> None:
        """See `Row.forget`."""
        self._status.clear()
        self._line.clear()


class HistoryList(Rows[StepRow]):
    """Status by status: what, when, where, and the number that belongs to it."""

    def __init__(self) -> None:
        super().__init__(lambda _place: StepRow(), _USUAL)

    def show_steps(self, steps: tuple[HistoryEntry, ...], store: Store, look: Look) -> None:
        """Show these steps, in the time of `store`."""
        self.show_rows(len(steps), lambda row, place: row.show_step(steps[place], store, look))
