"""A strip under the top bar: what must not be forgotten while another page is open."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from pos.flow.states import State
from pos.sentences.printer import reminder
from pos.sentences.pull_out import late_words
from pos.widgets.look import Look, Measures
from pos.widgets.words import frame, picture, words


class Strip(QFrame):
    """One sentence on amber; hidden where there is nothing to say."""

    def __init__(self, measures: Measures) -> None:
        super().__init__()
        sheet = frame("strip")
        icon = picture()
        measures.icon(icon, "triangle-alert", "amber-ink", 20)
        self._words = words("item")
        inner = QHBoxLayout(sheet)
        inner.addWidget(icon)
        inner.addWidget(self._words, 1)
        outer = QHBoxLayout(self)
        outer.addWidget(sheet)
        measures.layout(inner, (16, 8, 16, 8), 12)
        measures.layout(outer, (24, 12, 24, 0))

    def show_state(self, state: State, look: Look) -> None:
        """Say it, or be gone."""
        # A parcel that is about to be driven away comes before a paper that waits.
        late = () if state.clerk is None else state.late_refusals
        said = late_words(late, look.texts) or reminder(state, look.texts)
        self._words.setText(said)
        self.setVisible(bool(said))
