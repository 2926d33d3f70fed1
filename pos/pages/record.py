"""The whole of one return: its numbers, its history, its papers again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.services.ecms import PaperKind, ReturnRecord
from core.texts import Texts
from pos.flow.events import PaperAsked, PaperSeen
from pos.flow.states import Find, State
from pos.flow.tray import Phase, Tray
from pos.sentences.notes import reprint_sentence
from pos.sentences.printer import papers_note
from pos.widgets.buttons import KeyButton
from pos.widgets.history_list import HistoryList
from pos.widgets.look import Look, Measures, put_property
from pos.widgets.words import frame, keep_height, put_number, put_words, rule, words


class RecordCard(QFrame):
    """What Find shows of the chosen return. `wished` carries an event of `pos.flow.events`."""

    wished = Signal(object)

    def __init__(self, measures: Measures) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self._code = words("line")
        self._none = words("quiet")
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.history = HistoryList()
        head = QVBoxLayout()
        head.addWidget(self._code)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self._none, 1)
        column.addWidget(self._facts(measures))
        self._line = rule()
        column.addWidget(self._line)
        column.addWidget(self.history, 1)
        column.addWidget(self._papers(measures))
        measures.layout(head, (20, 16, 20, 16))
        measures.layout(column, (1, 1, 1, 1))
        measures.rule(lambda look: self._none.setContentsMargins(*(look.theme.px(20),) * 4))
        self._show_parts(shown=False)

    def _facts(self, measures: Measures) -> QWidget:
        self._about = QWidget()
        keep_height(self._about)
        column = QVBoxLayout(self._about)
        self._names: list[QLabel] = []
        self._values: list[QLabel] = []
        for place in range(5):
            name, value = words("small", wrap=False), words("raw" if place else "item")
            measures.size(name, width=78)
            row = QHBoxLayout()
            row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(value, 1)
            column.addLayout(row)
            self._names.append(name)
            self._values.append(value)
            measures.layout(row, spacing=8)
        measures.layout(column, (20, 14, 20, 14), 5)
        return self._about

    def _papers(self, measures: Measures) -> QWidget:
        self._paper_part = QWidget()
        keep_height(self._paper_part)
        self._receipt = KeyButton("quiet", "F6", measures, height=52)
        self._label = KeyButton("quiet", "F7", measures, height=52)
        self._receipt.clicked.connect(lambda: self.wished.emit(PaperAsked(PaperKind.RECEIPT)))
        self._label.clicked.connect(lambda: self.wished.emit(PaperAsked(PaperKind.LABEL)))
        self._note = frame("note")
        self._happened, self._to_do = words("body"), words("item")
        self._yes = KeyButton("quiet", "F9", measures, height=52)
        self._yes.clicked.connect(lambda: self.wished.emit(PaperSeen()))
        note = QVBoxLayout(self._note)
        note.addWidget(self._happened)
        note.addWidget(self._to_do)
        note.addWidget(self._yes)
        column = QVBoxLayout(self._paper_part)
        column.addWidget(self._note)
        column.addWidget(self._receipt)
        column.addWidget(self._label)
        measures.layout(note, (14, 10, 14, 10), 2)
        measures.layout(column, (20, 12, 20, 18), 10)
        return self._paper_part

    def show_record(self, page: Find, state: State, look: Look) -> None:
        """Show the chosen return, or that none is."""
        record, texts = page.record, look.texts
        put_words(self._none, "" if record else texts("The parcel’s whole history stands here."))
        if record is None or state.terminal is None:
            self._show_parts(shown=False)
            self._code.setText(texts("No parcel chosen"))
            put_property(self._code, "role", "h3")
            return
        self._code.setText(str(record.code))
        put_property(self._code, "role", "line")
        for name, value, (said, fact) in zip(
            self._names, self._values, _facts_of(record, texts), strict=True
        ):
            name.setText(said)
            put_number(value, fact)
        self.history.show_steps(record.history, state.terminal.store, look)
        self._show_papers(page, record, state, texts)
        # Last: whatever is shown in a part that is seen already lays the whole page out anew.
        self._show_parts(shown=True)

    def _show_parts(self, *, shown: bool) -> None:
        for widget in (self._about, self._line, self.history, self._paper_part):
            widget.setVisible(shown)

    def _show_papers(self, page: Find, record: ReturnRecord, state: State, texts: Texts) -> None:
        tray = state.tray(record.code)
        has_papers = record.receipt is not None or tray is not None
        for kind, button in (
            (PaperKind.RECEIPT, self._receipt),
            (PaperKind.LABEL, self._label),
        ):
            button.setVisible(has_papers)
            button.setEnabled(not state.is_busy(record.code, kind))
        self._receipt.say(_button_words(PaperKind.RECEIPT, tray, texts))
        self._label.say(_button_words(PaperKind.LABEL, tray, texts))
        happened, to_do = papers_note(tray, state.printer, texts) if tray else ("", "")
        if not happened:
            happened = reprint_sentence(page.note, texts)
        self._yes.say(texts("Yes"))
        self._yes.setVisible(tray is not None and not tray.failed and tray.asked is not None)
        put_words(self._happened, happened)
        put_words(self._to_do, to_do)
        self._note.setVisible(bool(happened))

    def forget(self) -> None:
        """Nothing of the customer stays."""
        for label in (self._code, *self._values):
            label.clear()
            label.setAccessibleName("")
        self.history.forget()
        self._show_parts(shown=False)


def _facts_of(record: ReturnRecord, texts: Texts) -> tuple[tuple[str, str], ...]:
    receipt = texts("AR {number}", number=record.receipt) if record.receipt else "–"
    return (
        (texts("Merchant"), record.merchant.name),
        (texts("Reference"), record.reference),
        (texts("Customer"), record.mobile.masked),
        (texts("Tracking"), str(record.tracking_number)),
        (texts("Receipt"), receipt),
    )


def _button_words(kind: PaperKind, tray: Tray | None, texts: Texts) -> str:
    missing = tray is not None and not tray.paper(kind).came_out
    if tray is not None and tray.paper(kind).phase is Phase.PRINTING:
        return texts("Printing…")
    if tray is not None and tray.paper(kind).phase is Phase.ASKED:
        return texts("No, print it again")
    if kind is PaperKind.RECEIPT:
        return texts("Print receipt") if missing else texts("Print receipt again")
    return texts("Print label") if missing else texts("Print label again")
