"""The counter waits for a RETURN CODE; beside it, the day so far."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.services.ecms import AcceptedLine, Terminal
from pos.flow.events import Erased, LookUpAsked, Typed
from pos.flow.states import EntryNote, Looking, Ready, State
from pos.pages.page import Page, card
from pos.sentences.notes import entry_sentence
from pos.widgets.buttons import KeyButton
from pos.widgets.code_field import CodeField, is_text
from pos.widgets.look import Look, Measures
from pos.widgets.rows import Rows
from pos.widgets.words import frame, keep_height, picture, put_words, rule, words

_WRONG = (EntryNote.WRONG_DIGIT,)
#: `core.services.ecms.CounterToday.last` is at most so long.
_USUAL = 8


class AcceptedRow:
    """One line of "Last accepted"."""

    def __init__(self) -> None:
        self.measures = Measures()
        self.widget: QFrame = frame("row")
        icon = picture()
        self._code, self._merchant = words("line", wrap=False), words("small")
        self._time = words("small", wrap=False)
        column = QVBoxLayout()
        column.addWidget(self._code)
        column.addWidget(self._merchant)
        row = QHBoxLayout(self.widget)
        row.addWidget(icon)
        row.addLayout(column, 1)
        row.addWidget(self._time)
        self.measures.icon(icon, "circle-check", "green", 20)
        self.measures.layout(column)
        self.measures.layout(row, (20, 12, 20, 12), 14)

    def show_line(self, line: AcceptedLine, terminal: Terminal, look: Look) -> None:
        """Show this parcel, in the terminal's time."""
        texts = look.texts
        self._code.setText(str(line.code))
        self._merchant.setText(
            texts(
                "{merchant} · AR {number}", merchant=line.merchant_name, number=line.receipt.short
            )
        )
        self._time.setText(texts.time(terminal.store.local(line.at)))

    def forget(self) -> None:
        """See `Row.forget`."""
        for label in (self._code, self._merchant, self._time):
            label.clear()


class ReadyPage(Page):
    """The words "Scan the RETURN CODE", and a field for the ticket that does not scan."""

    def __init__(self) -> None:
        super().__init__()
        side = QWidget()
        column = QVBoxLayout(side)
        column.addWidget(self._figures())
        column.addWidget(self._last(), 1)
        self.measures.layout(column, spacing=16)
        self._two_columns(self._counter(), side)

    def _counter(self) -> QFrame:
        sheet = card()
        disc = frame("disc")
        icon = picture()
        QVBoxLayout(disc).addWidget(icon, 0, Qt.AlignmentFlag.AlignCenter)
        self.measures.icon(icon, "scan-barcode", "green", 76, stroke=1.9)
        self.measures.size(disc, 148, 148)
        self.measures.rule(
            lambda look: disc.setStyleSheet(f"border-radius: {look.theme.px(148) // 2}px")
        )
        self._headline, self._lead = words("h1"), words("lead")
        self._field = CodeField()
        self._field.typed.connect(lambda text: self.wished.emit(Typed(text)))
        self._field.erased.connect(lambda: self.wished.emit(Erased()))
        self._look_up = KeyButton("main", "", self.measures)
        self._look_up.clicked.connect(lambda: self.wished.emit(LookUpAsked()))
        self.measures.size(self._field, width=330, height=60)
        self.measures.least(self._look_up, width=150)
        self._sentence = words("wrong")
        for label in (self._headline, self._lead, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        entry = QHBoxLayout()
        entry.addStretch(1)
        entry.addWidget(self._field)
        entry.addWidget(self._look_up)
        entry.addStretch(1)
        column = QVBoxLayout(sheet)
        column.addStretch(3)
        column.addWidget(disc, 0, Qt.AlignmentFlag.AlignHCenter)
        self._gap(column, 16)
        column.addWidget(self._headline)
        column.addWidget(self._lead)
        self._gap(column, 16)
        column.addLayout(entry)
        column.addWidget(self._sentence)
        column.addStretch(2)
        self.measures.layout(entry, spacing=12)
        self.measures.layout(column, (28, 20, 28, 20), 12)
        self.measures.rule(lambda look: self._sentence.setMinimumHeight(look.theme.px(48)))
        return sheet

    def _gap(self, column: QVBoxLayout, height: int) -> None:
        gap = QWidget()
        self.measures.size(gap, height=height)
        column.addWidget(gap)

    def _figures(self) -> QFrame:
        sheet = card()
        keep_height(sheet)
        self._accepted_words, self._accepted = words("quiet"), words("figure", wrap=False)
        self._beside = words("quiet")
        row = QHBoxLayout()
        row.addWidget(self._accepted, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._beside, 1, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(sheet)
        column.addWidget(self._accepted_words)
        column.addLayout(row)
        self.measures.layout(row, spacing=12)
        self.measures.layout(column, (20, 18, 20, 14), 0)
        self.measures.rule(lambda look: self._beside.setContentsMargins(0, 0, 0, look.theme.px(11)))
        return sheet

    def _last(self) -> QFrame:
        sheet = card()
        self._last_words = words("h3")
        self._list = Rows(lambda _place: AcceptedRow(), _USUAL)
        self.lists = (self._list,)
        self._none = words("quiet")
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        head.addWidget(self._last_words)
        column = QVBoxLayout(sheet)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self._none, 1)
        column.addWidget(self._list, 1)
        self.measures.layout(head, (20, 16, 20, 16))
        self.measures.layout(column, (1, 1, 1, 1))
        self.measures.rule(lambda look: self._none.setContentsMargins(*(look.theme.px(20),) * 4))
        return sheet

    def show_state(self, state: State, look: Look) -> None:
        """See `Page.show_state`."""
        page, texts = state.page, look.texts
        looking = page.code if isinstance(page, Looking) else None
        self._headline.setText(
            texts("Looking up {code}…", code=looking) if looking else texts("Scan the RETURN CODE")
        )
        self._lead.setText(texts("Scan at any time. No field needs to be selected."))
        self._look_up.say(texts("Look up"))
        self._field.setAccessibleName(texts("RETURN CODE, 12 digits"))
        if isinstance(page, Ready):
            self._field.show_entry(page.entry, wrong=page.note in _WRONG)
            self._sentence.setText(entry_sentence(page, texts))
        today = state.today
        self._accepted_words.setText(texts("Accepted today"))
        self._accepted.setText(str(today.accepted) if today else "–")
        parcels = texts.plural("parcel", "parcels", today.accepted if today else 0)
        self._beside.setText(
            texts("{parcels} · {n} waiting for pull-out", parcels=parcels, n=today.waiting)
            if today
            else ""
        )
        self._last_words.setText(texts("Last accepted"))
        lines = today.last if today else ()
        put_words(self._none, "" if lines else texts("Nothing yet at this counter."))
        self._list.setVisible(bool(lines))
        if (terminal := state.terminal) is not None:
            self._list.show_rows(
                len(lines), lambda row, place: row.show_line(lines[place], terminal, look)
            )

    def left(self) -> None:
        """See `Page.left`."""
        self._field.show_entry("", wrong=False)
        self._list.forget()

    def first_field(self) -> QWidget:
        """See `Page.first_field`."""
        return self._field

    def take_key(self, event: QKeyEvent) -> bool:
        """Digits typed while no field has the focus are meant for the only one."""
        if is_text(event):
            self._field.setFocus()
            self.wished.emit(Typed(event.text()))
            return True
        if event.key() == Qt.Key.Key_Backspace:
            self.wished.emit(Erased())
            return True
        return False
