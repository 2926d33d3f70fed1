"""One line of Find's list."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from core.domain.status import Status
from core.services.ecms import ReturnRecord, Terminal
from pos.widgets.buttons import RowButton
from pos.widgets.look import Look, Measures, put_property
from pos.widgets.words import put_number, words


class ResultRow:
    """Code, merchant and reference, and how far the parcel is."""

    def __init__(self) -> None:
        self.measures = Measures()
        self.widget = RowButton("result")
        self.widget.setCheckable(True)
        self._code, self._merchant = words("line", wrap=False), words("small")
        self._reference, self._day = words("small"), words("small", wrap=False)
        self._chip = words("chip", wrap=False)
        left, right = QVBoxLayout(), QVBoxLayout()
        for label in (self._code, self._merchant, self._reference):
            left.addWidget(label)
        for label in (self._chip, self._day):
            right.addWidget(label, 0, Qt.AlignmentFlag.AlignRight)
        right.addStretch(1)
        row = QHBoxLayout(self.widget)
        row.addLayout(left, 1)
        row.addLayout(right)
        for label in self._labels:
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.measures.layout(left, spacing=1)
        self.measures.layout(right, spacing=4)
        self.measures.layout(row, (24, 12, 24, 12), 12)

    @property
    def _labels(self) -> tuple[QLabel, ...]:
        return (self._code, self._merchant, self._reference, self._chip, self._day)

    def show_record(
        self, record: ReturnRecord, terminal: Terminal, look: Look, *, chosen: bool
    ) -> None:
        """Show this return."""
        self.choose(chosen=chosen)
        self._code.setText(str(record.code))
        self._merchant.setText(record.merchant.name)
        put_number(self._reference, record.reference)
        self._chip.setText(record.status.value)
        put_property(self._chip, "tone", "" if record.status is Status.FOR_RETURN else "green")
        when = ""
        if record.history:
            at = terminal.store.local(record.history[0].at)
            when = f"{look.texts.short_date(at.date())} {look.texts.time(at)}"
        self._day.setText(when)
        self.widget.setAccessibleName(
            ", ".join((str(record.code), record.merchant.name, record.status.value))
        )

    def choose(self, *, chosen: bool) -> None:
        """Show whether it is the one that stands beside the list in full."""
        self.widget.setChecked(chosen)
        put_property(self.widget, "ticked", chosen)

    def forget(self) -> None:
        """See `Row.forget`."""
        for label in self._labels:
            label.clear()
            label.setAccessibleName("")
        self.widget.setAccessibleName("")
