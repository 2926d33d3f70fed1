"""One line of the day's list: a heading, a figure, or a parcel."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pos.sentences.day import DayLine
from pos.widgets.look import Measures, put_property
from pos.widgets.words import frame, picture, put_words, words


class DayRow:
    """Words at the left, the figure at the right; what stays too long has a sign before it."""

    def __init__(self) -> None:
        self.measures = Measures()
        self.widget: QFrame = frame("row")
        self._icon = picture()
        self._words, self._beside = words("body"), words("small")
        self._figure = words("number", wrap=False)
        column = QVBoxLayout()
        column.addWidget(self._words)
        column.addWidget(self._beside)
        row = QHBoxLayout(self.widget)
        row.addWidget(self._icon)
        row.addLayout(column, 1)
        row.addWidget(self._figure)
        self.measures.icon(self._icon, "triangle-alert", "amber-ink", 20)
        self.measures.layout(column, spacing=1)
        self.measures.layout(row, (22, 9, 22, 9), 12)

    def show_line(self, line: DayLine) -> None:
        """Show this line."""
        put_property(self.widget, "tone", "heading" if line.is_heading else "")
        put_property(self._words, "role", _role(line))
        self._words.setText(line.words)
        put_words(self._beside, line.beside)
        put_words(self._figure, line.figure)
        self._icon.setVisible(line.is_late)

    def forget(self) -> None:
        """See `Row.forget`."""
        for label in (self._words, self._beside, self._figure):
            label.clear()


def _role(line: DayLine) -> str:
    if line.is_heading:
        return "h3"
    return "line" if line.beside else "body"
