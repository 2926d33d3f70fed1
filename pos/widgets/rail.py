"""The rail: the places of the POS, and the way out of all of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from pos.flow.events import CounterAsked, FindAsked, LockAsked
from pos.flow.states import Find, Locked, Starting, State, Stopped
from pos.widgets.buttons import IconButton
from pos.widgets.look import Look, Measures, put_property


class Rail(QFrame):
    """Counter, Find, Lock. `wished` carries an event of `pos.flow.events`."""

    wished = Signal(object)

    def __init__(self, measures: Measures) -> None:
        super().__init__()
        self.setProperty("part", "rail")
        self._counter = IconButton("scan-barcode", "F2", measures)
        self._find = IconButton("search", "F3", measures)
        self._lock = IconButton("log-out", "Ctrl+L", measures)
        self._counter.clicked.connect(lambda: self.wished.emit(CounterAsked()))
        self._find.clicked.connect(lambda: self.wished.emit(FindAsked()))
        self._lock.clicked.connect(lambda: self.wished.emit(LockAsked()))
        column = QVBoxLayout(self)
        column.addWidget(self._counter)
        column.addWidget(self._find)
        column.addStretch(1)
        column.addWidget(self._lock)
        measures.layout(column, (8, 16, 8, 16), 8)
        measures.size(self, width=96)

    def show_state(self, state: State, look: Look) -> None:
        """Where we are; nothing to go to while nobody is signed in."""
        texts = look.texts
        self._counter.say(texts("Counter"))
        self._find.say(texts("Find"))
        self._lock.say(texts("Lock"))
        is_open = not isinstance(state.page, Starting | Stopped | Locked)
        self.setVisible(is_open)
        finding = isinstance(state.page, Find)
        for button, current in ((self._counter, not finding), (self._find, finding)):
            put_property(button, "current", current)
            button.setAccessibleDescription(texts("You are here") if current else "")
