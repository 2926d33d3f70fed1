"""Nobody is signed in: clerk number and PIN."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from pos.flow.events import SignInAsked
from pos.flow.states import Locked, LockNote, State
from pos.pages.page import Page, card
from pos.sentences.notes import lock_sentence
from pos.widgets.buttons import KeyButton
from pos.widgets.look import Look, put_property
from pos.widgets.words import frame, picture, rich_words, words

_LONGEST = 12
_KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "C", "0", "⌫")


class LockPage(Page):
    """Two fields, filled from the keyboard or from the keys on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self._tries = 0
        self._current: QLineEdit
        sheet = card()
        row = QHBoxLayout(sheet)
        row.addStretch(1)
        row.addLayout(self._form(), 4)
        row.addLayout(self._keypad())
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addWidget(sheet)
        self.measures.layout(outer)
        self.measures.layout(row, (40, 32, 40, 32), 56)

    def _form(self) -> QVBoxLayout:
        column = QVBoxLayout()
        self._icon = picture()
        self.measures.icon(self._icon, "lock", "green", 44)
        self._headline = words("h1")
        self._number_words, self._pin_words = words("quiet"), words("quiet")
        self._number, self._pin = self._field(), self._field()
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._current = self._number
        self._sentence = words("wrong")
        self._button = KeyButton("main", "Enter", self.measures)
        self._button.clicked.connect(self._sign_in)
        self._hint = frame("note")
        self._hint_words = rich_words("body")
        hint_row = QHBoxLayout(self._hint)
        hint_row.addWidget(self._hint_words)
        column.addStretch(1)
        for widget in (
            self._icon,
            self._headline,
            self._number_words,
            self._number,
            self._pin_words,
            self._pin,
            self._sentence,
            self._button,
            self._hint,
        ):
            column.addWidget(widget)
        column.addStretch(1)
        self.measures.layout(column, spacing=10)
        self.measures.layout(hint_row, (16, 12, 16, 12))
        self.measures.rule(lambda look: self._sentence.setMinimumHeight(look.theme.px(48)))
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        return column

    def _field(self) -> QLineEdit:
        field = QLineEdit()
        field.setMaxLength(_LONGEST)
        field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        field.returnPressed.connect(self._sign_in)
        field.installEventFilter(self)
        self.measures.size(field, height=56)
        return field

    def _keypad(self) -> QVBoxLayout:
        grid = QGridLayout()
        for place, key in enumerate(_KEYS):
            button = QPushButton(key if key != "⌫" else "")
            button.setProperty("kind", "digit")
            button.setProperty("quiet", str(not key.isdigit()).lower())
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, pressed=key: self._press(pressed))
            self.measures.size(button, width=92, height=72)
            grid.addWidget(button, place // 3, place % 3)
            if key == "⌫":
                self._erase = button
                self.measures.button_icon(button, "delete", "ink", 26)
            elif key == "C":
                self._clear = button
        self.measures.layout(grid, spacing=12)
        column = QVBoxLayout()
        column.addStretch(1)
        column.addLayout(grid)
        column.addStretch(1)
        return column

    def show_state(self, state: State, look: Look) -> None:
        """See `Page.show_state`."""
        page, texts = state.page, look.texts
        if not isinstance(page, Locked):
            return
        self._headline.setText(texts("Sign in"))
        for label, field, said in (
            (self._number_words, self._number, texts("Clerk number")),
            (self._pin_words, self._pin, texts("PIN")),
        ):
            label.setText(said)
            field.setAccessibleName(said)
        self._button.say(texts("Sign in"))
        self._clear.setAccessibleName(texts("Clear"))
        self._erase.setAccessibleName(texts("Erase"))
        self._sentence.setText(lock_sentence(page, texts))
        is_wrong = page.note is not None and page.note is not LockNote.SIGN_IN_FIRST
        put_property(self._sentence, "role", "wrong" if is_wrong else "warning")
        demo = state.demo_clerk
        self._hint.setVisible(demo is not None)
        if demo is not None:
            hint = "<b>Demonstration</b>: clerk number <b>{number}</b>, PIN <b>{pin}</b>"
            self._hint_words.setText(texts.rich(hint, number=demo.number, pin=demo.pin))
        if page.tries != self._tries:
            self._tries = page.tries
            self._pin.clear()
            self._pin.setFocus()

    def first_field(self) -> QWidget:
        """See `Page.first_field`."""
        return self._number

    def left(self) -> None:
        """See `Page.left`."""
        self._number.clear()
        self._pin.clear()
        self._current = self._number

    def take_key(self, event: QKeyEvent) -> bool:
        """Digits typed while no field has the focus go to the field that had it last."""
        if event.text().isdigit():
            self._press(event.text())
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Qt calls this for both fields: the keys on the screen write into the last one."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QLineEdit):
            self._current = watched
        return super().eventFilter(watched, event)

    def _press(self, key: str) -> None:
        self._current.setFocus()
        if key == "C":
            self._current.clear()
        elif key == "⌫":
            self._current.backspace()
        else:
            self._current.insert(key)

    def _sign_in(self) -> None:
        """Enter after the number goes on to the PIN, which a clerk is used to from every till."""
        if self._number.text().strip() and not self._pin.text():
            if self._pin.hasFocus():
                self.wished.emit(SignInAsked(self._number.text(), ""))
            self._pin.setFocus()
            return
        self.wished.emit(SignInAsked(self._number.text(), self._pin.text()))
