"""One line of Find's list."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from core.domain.status import Status
from core.services.ecms import ReturnRecord
from pos.flow.states import State
from pos.widgets.buttons import RowButton
from pos.widgets.look import Look, Measures
from pos.widgets.words import put_number, words


class ResultButton(RowButton):
    """Code, merchant and reference, and how far the parcel is."""

    def __init__(self, record: ReturnRecord, state: State, look: Look, measures: Measures) -> None:
        super().__init__("result")
        self.setCheckable(True)
        self.setAutoExclusive(False)
        texts = look.texts
        code, merchant, reference = words("line", wrap=False), words("small"), words("small")
        chip, day = words("chip", wrap=False), words("small", wrap=False)
        code.setText(str(record.code))
        merchant.setText(record.merchant.name)
        put_number(reference, record.reference)
        chip.setText(record.status.value)
        if record.status is not Status.FOR_RETURN:
            chip.setProperty("tone", "green")
        when = ""
        if record.history and state.terminal is not None:
            at = state.terminal.store.local(record.history[0].at)
            when = f"{texts.short_date(at.date())} {texts.time(at)}"
        day.setText(when)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(code)
        left.addWidget(merchant)
        left.addWidget(reference)
        right.addWidget(chip, 0, Qt.AlignmentFlag.AlignRight)
        right.addWidget(day, 0, Qt.AlignmentFlag.AlignRight)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.addLayout(left, 1)
        row.addLayout(right)
        for label in (code, merchant, reference, chip, day):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        measures.layout(left, spacing=1)
        measures.layout(right, spacing=4)
        measures.layout(row, (24, 12, 24, 12), 12)
        self.setAccessibleName(
            ", ".join((str(record.code), record.merchant.name, record.status.value))
        )
