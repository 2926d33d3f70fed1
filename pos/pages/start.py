"""Before the station is open, and where it cannot be opened."""

from PySide6.QtWidgets import QVBoxLayout

from pos.flow.events import RetryAsked
from pos.flow.states import State, Stopped
from pos.pages.page import Page, card
from pos.widgets.buttons import KeyButton
from pos.widgets.icon_label import IconLabel
from pos.widgets.look import Look
from pos.widgets.words import put_words, words


class StartPage(Page):
    """One sentence in the middle; in trouble also what to do, and "Try again"."""

    def __init__(self) -> None:
        super().__init__()
        sheet = card()
        self._icon = IconLabel(72, stroke=1.8)
        self._headline, self._advice = words("h1"), words("detail")
        self._again = KeyButton("main", "Enter", self.measures)
        self._again.clicked.connect(lambda: self.wished.emit(RetryAsked()))
        column = QVBoxLayout(sheet)
        column.addStretch(1)
        column.addWidget(self._icon)
        column.addWidget(self._headline)
        column.addWidget(self._advice)
        column.addStretch(2)
        column.addWidget(self._again)
        outer = QVBoxLayout(self)
        outer.addWidget(sheet)
        self.measures.layout(outer)
        self.measures.layout(column, (40, 40, 40, 36), 16)

    def show_state(self, state: State, look: Look) -> None:
        """See `Page.show_state`."""
        texts = look.texts
        stopped = isinstance(state.page, Stopped)
        self._again.setVisible(stopped)
        self._again.say(texts("Try again"))
        if not isinstance(state.page, Stopped):
            self._icon.show_icon("hourglass", "green", look)
            put_words(self._headline, texts("The counter opens…"))
            put_words(self._advice, "")
        else:
            self._icon.show_icon("triangle-alert", "amber-ink", look)
            trouble = state.page.trouble
            unknown = texts("Something went wrong inside Balik.")
            put_words(self._headline, trouble.sentence(texts) if trouble else unknown)
            put_words(
                self._advice,
                trouble.advice(texts) if trouble else texts("Nothing was lost. Try again."),
            )
