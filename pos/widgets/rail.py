"""The rail: the places of the POS, and the way out of all of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from pos.flow.device_events import DevicesAsked
from pos.flow.device_states import Devices
from pos.flow.events import CounterAsked, FindAsked, LockAsked
from pos.flow.office_events import DayAsked, PullOutAsked
from pos.flow.office_states import Day, PullOut
from pos.flow.states import Find, Locked, Starting, State, Stopped
from pos.widgets.buttons import IconButton
from pos.widgets.look import Look, Measures, put_property


class Rail(QFrame):
    """The places in their order. `wished` carries an event of `pos.flow.events`."""

    wished = Signal(object)

    def __init__(self, measures: Measures) -> None:
        super().__init__()
        self.setProperty("part", "rail")
        self._counter = IconButton("scan-barcode", "F2", measures)
        self._find = IconButton("search", "F3", measures)
        self._pull_out = IconButton("truck", "F4", measures)
        self._day = IconButton("chart-column", "F5", measures)
        self._devices = IconButton("printer", "F10", measures)
        self._lock = IconButton("log-out", "Ctrl+L", measures)
        self._counter.clicked.connect(lambda: self.wished.emit(CounterAsked()))
        self._find.clicked.connect(lambda: self.wished.emit(FindAsked()))
        self._pull_out.clicked.connect(lambda: self.wished.emit(PullOutAsked()))
        self._day.clicked.connect(lambda: self.wished.emit(DayAsked()))
        self._devices.clicked.connect(lambda: self.wished.emit(DevicesAsked()))
        self._lock.clicked.connect(lambda: self.wished.emit(LockAsked()))
        self._places = (self._counter, self._find, self._pull_out, self._day, self._devices)
        column = QVBoxLayout(self)
        for button in self._places:
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(self._lock)
        measures.layout(column, (8, 16, 8, 16), 8)
        measures.size(self, width=96)

    def show_state(self, state: State, look: Look) -> None:
        """Where we are; nothing to go to while nobody is signed in."""
        texts = look.texts
        self._counter.say(texts("Counter"))
        self._find.say(texts("Find"))
        self._pull_out.say(texts("Pull-out"))
        self._day.say(texts("Day"))
        self._devices.say(texts("Devices"))
        self._lock.say(texts("Lock"))
        is_open = not isinstance(state.page, Starting | Stopped | Locked)
        self.setVisible(is_open)
        here = self._place(state)
        for button in self._places:
            put_property(button, "current", button is here)
            button.setAccessibleDescription(texts("You are here") if button is here else "")

    def _place(self, state: State) -> IconButton:
        match state.page:
            case Find():
                return self._find
            case PullOut():
                return self._pull_out
            case Day():
                return self._day
            case Devices():
                return self._devices
            case _:
                return self._counter
