"""Find: one field, what it found, and the whole of one return beside it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos.flow.events import ChoiceMoved, RecordChosen, SearchAsked
from pos.flow.states import Find, State
from pos.pages.page import Page, card
from pos.pages.record import RecordCard
from pos.pages.result import ResultRow
from pos.sentences.notes import find_sentence
from pos.widgets.buttons import KeyButton
from pos.widgets.code_field import is_text
from pos.widgets.later import ShownLater
from pos.widgets.look import Look
from pos.widgets.rows import Rows
from pos.widgets.words import picture, put_words, rule, words

_LONGEST = 2000
_USUAL = 20
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}


class FindPage(Page):
    """Up and Down choose, F6 and F7 print again."""

    def __init__(self) -> None:
        super().__init__()
        self._asked = 0
        self._chosen = 0
        self._listed: object = None
        self._record = RecordCard(self.measures)
        self._record.wished.connect(self.wished)
        self._later = ShownLater(self, self._show_record)
        sheet = card()
        column = QVBoxLayout(sheet)
        column.addLayout(self._search())
        column.addWidget(rule())
        column.addWidget(self._nothing(), 1)
        self._list = Rows(self._new_row, _USUAL)
        self.lists = (self._list, self._record.history)
        column.addWidget(self._list, 1)
        self.measures.layout(column, (1, 1, 1, 1))
        self._two_columns(sheet, self._record, narrowest=350)

    def _search(self) -> QVBoxLayout:
        self._name = words("h3")
        self._field = QLineEdit()
        self._field.setMaxLength(_LONGEST)
        self._field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._button = KeyButton("main", "Enter", self.measures, height=56)
        self._field.returnPressed.connect(self._ask)
        self._button.clicked.connect(self._ask)
        self.measures.size(self._field, height=56)
        row = QHBoxLayout()
        row.addWidget(self._field, 1)
        row.addWidget(self._button)
        column = QVBoxLayout()
        column.addWidget(self._name)
        column.addLayout(row)
        self.measures.layout(row, spacing=12)
        self.measures.layout(column, (24, 20, 24, 20), 10)
        return column

    def _nothing(self) -> QWidget:
        """The empty list has a face too."""
        self._empty = QWidget()
        icon = picture()
        self.measures.icon(icon, "package-search", "green", 64, stroke=1.8)
        self._headline, self._advice = words("h2"), words("lead")
        for label in (self._headline, self._advice):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self._empty)
        column.addStretch(2)
        column.addWidget(icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._headline)
        column.addWidget(self._advice)
        column.addStretch(3)
        self.measures.layout(column, (48, 24, 48, 24), 12)
        return self._empty

    def show_state(self, state: State, look: Look) -> None:
        """See `Page.show_state`."""
        page, texts = state.page, look.texts
        if not isinstance(page, Find):
            return
        self._name.setText(texts("Code, tracking number, reference or last four digits"))
        self._field.setAccessibleName(texts("What to find"))
        self._button.say(texts("Find"))
        if page.asked != self._asked:
            self._asked = page.asked
            self._field.setText(page.query)
            self._field.selectAll()
        headline, advice = find_sentence(page, texts)
        if page.ticket and not page.results:
            headline, advice = texts("Looking…"), ""
        self._headline.setText(headline)
        put_words(self._advice, advice)
        self._empty.setVisible(not page.results)
        self._list.setVisible(bool(page.results))
        self._show_results(page, state, look)
        self._later.show_state(state, look)

    def _show_record(self, state: State, look: Look) -> None:
        if isinstance(state.page, Find):
            self._record.show_record(state.page, state, look)

    def _new_row(self, place: int) -> ResultRow:
        row = ResultRow()
        row.widget.clicked.connect(lambda: self.wished.emit(RecordChosen(place)))
        return row

    def _show_results(self, page: Find, state: State, look: Look) -> None:
        results, terminal = page.results or (), state.terminal
        if terminal is not None and self._listed is not page.results:
            self._listed, self._chosen = page.results, 0
            self._list.show_rows(
                len(results),
                lambda row, place: row.show_record(
                    results[place], terminal, look, chosen=place == self._chosen
                ),
            )
        if results and terminal is not None:
            self._list.row(self._chosen).choose(chosen=False)
            self._chosen = page.chosen
            row = self._list.row(page.chosen)
            row.choose(chosen=True)
            self._list.ensureWidgetVisible(row.widget, 0, 0)

    def first_field(self) -> QWidget:
        """See `Page.first_field`."""
        return self._field

    def left(self) -> None:
        """See `Page.left`."""
        self._field.clear()
        self._asked = 0
        self._listed = None
        self._later.forget()
        self._list.forget()
        self._record.forget()

    def take_key(self, event: QKeyEvent) -> bool:
        """Up and Down from the field; text that no field got goes to the only one."""
        move = _MOVES.get(Qt.Key(event.key()))
        if move is not None:
            self.wished.emit(ChoiceMoved(move))
            return True
        if is_text(event):
            self._field.setFocus()
            self._field.insert(event.text())
            return True
        return False

    def _ask(self) -> None:
        self.wished.emit(SearchAsked(self._field.text()))
