"""The bar on top: store, terminal, printer, link, clerk, time; always there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from core.texts import Texts
from pos.flow.states import Link, State
from pos.sentences.history import terminal_name
from pos.sentences.printer import printer_words
from pos.widgets.icon_label import IconLabel
from pos.widgets.look import Look, Measures, put_property
from pos.widgets.words import picture, put_words, words

_COLOURS = {"good": "green", "amber": "amber-ink", "red": "red", "quiet": "muted"}

#: Design pixels that a store's name may take before it goes on in a second line.
_STORE_WIDTH = 260


class TopBar(QFrame):
    """A fault says what to do, in words and by its icon, not by colour alone."""

    def __init__(self, measures: Measures) -> None:
        super().__init__()
        self.setProperty("part", "top")
        self._store, self._terminal = words("store"), words("terminal", wrap=False)
        self._printer_icon, self._printer = IconLabel(20), words("state", wrap=False)
        self._link_icon, self._link = IconLabel(20), words("state", wrap=False)
        self._clerk_icon, self._clerk = picture(), words("clerk", wrap=False)
        self._clock = words("clock", wrap=False)
        measures.icon(self._clerk_icon, "user", "muted", 20)
        row = QHBoxLayout(self)
        row.addWidget(self._store)
        row.addWidget(self._terminal)
        row.addStretch(1)
        for icon, label in (
            (self._printer_icon, self._printer),
            (self._link_icon, self._link),
            (self._clerk_icon, self._clerk),
        ):
            pair = QHBoxLayout()
            pair.addWidget(icon, 0, Qt.AlignmentFlag.AlignVCenter)
            pair.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
            measures.layout(pair, spacing=8)
            row.addLayout(pair)
        row.addWidget(self._clock)
        measures.layout(row, (24, 0, 24, 0), 20)
        measures.size(self, height=56)

    def show_state(self, state: State, look: Look) -> None:
        """What is so at this moment."""
        texts, terminal = look.texts, state.terminal
        put_words(self._store, look.store_name(terminal.store) if terminal else "")
        needs = self._store.fontMetrics().horizontalAdvance(self._store.text()) + 2
        self._store.setFixedWidth(min(needs, look.theme.px(_STORE_WIDTH)))
        put_words(self._terminal, terminal_name(terminal.number, texts) if terminal else "")
        printer = printer_words(state.printer, texts)
        self._tell(self._printer_icon, self._printer, printer.icon, printer.words, printer.tone)
        icon, said, tone = _link_words(state.link, texts)
        self._tell(self._link_icon, self._link, icon, said, tone)
        for icon_label, label, name, shown_tone in (
            (self._printer_icon, self._printer, printer.icon, printer.tone),
            (self._link_icon, self._link, icon, tone),
        ):
            icon_label.setVisible(terminal is not None)
            label.setVisible(terminal is not None)
            icon_label.show_icon(name, _COLOURS[shown_tone], look)
        put_words(self._clerk, state.clerk.name if state.clerk else "")
        self._clerk_icon.setVisible(state.clerk is not None)

    def show_time(self, time: str) -> None:
        """What the clock says, `14:32`."""
        if self._clock.text() != time:
            self._clock.setText(time)

    def _tell(self, icon: IconLabel, label: QLabel, name: str, said: str, tone: str) -> None:
        icon.setAccessibleName(name)
        label.setText(said)
        put_property(label, "tone", tone)


def _link_words(link: Link, texts: Texts) -> tuple[str, str, str]:
    match link:
        case Link.CONNECTED:
            return "cloud-check", texts("ECMS connected"), "good"
        case Link.UNREACHABLE:
            return "cloud-off", texts("ECMS does not answer"), "red"
        case Link.UNKNOWN:
            return "cloud-check", texts("ECMS…"), "quiet"
