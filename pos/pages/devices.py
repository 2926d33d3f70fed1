"""Devices: what is attached, which of it this till works with, and a trial of each."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from pos.flow.device_events import AddressEntered, DeviceMoved, DevicePicked, TrialAsked
from pos.flow.device_states import Devices
from pos.flow.states import Link, State
from pos.pages.page import Page, card
from pos.sentences.devices import read_words, trial_words
from pos.sentences.printer import printer_words
from pos.widgets.buttons import KeyButton
from pos.widgets.device_row import DeviceRow
from pos.widgets.icon_label import IconLabel
from pos.widgets.look import Look, put_property
from pos.widgets.rows import Rows
from pos.widgets.words import keep_height, put_number, put_words, rule, words

_USUAL = 6
_LONGEST = 200
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_COLOURS = {"good": "green", "amber": "amber-ink", "quiet": "muted"}


class DevicesPage(Page):
    """Up and Down choose a line, Enter works with it, F6 prints a test page, a scan is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        sheet = card()
        column = QVBoxLayout(sheet)
        column.addLayout(self._head())
        column.addWidget(rule())
        self._list = Rows(self._new_row, _USUAL)
        self.lists = (self._list,)
        column.addWidget(self._list, 1)
        column.addWidget(rule())
        column.addLayout(self._network())
        self.measures.layout(column, (1, 1, 1, 1))
        self._two_columns(sheet, self._side())

    def _head(self) -> QVBoxLayout:
        self._title, self._lead, self._cannot = words("h2"), words("quiet"), words("warning")
        column = QVBoxLayout()
        for label in (self._title, self._lead, self._cannot):
            column.addWidget(label)
        self.measures.layout(column, (22, 18, 22, 14), 4)
        return column

    def _network(self) -> QVBoxLayout:
        self._field_name = words("h3")
        self._field = QLineEdit()
        self._field.setProperty("kind", "slim")
        self._field.setMaxLength(_LONGEST)
        self._field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._field.returnPressed.connect(self._enter)
        self.measures.size(self._field, height=48)
        column = QVBoxLayout()
        column.addWidget(self._field_name)
        column.addWidget(self._field)
        self.measures.layout(column, (22, 12, 22, 18), 8)
        return column

    def _side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.addWidget(self._printer_card())
        column.addWidget(self._scanner_card(), 1)
        column.addWidget(self._link_card())
        self.measures.layout(column, spacing=14)
        return side

    def _printer_card(self) -> QFrame:
        sheet = card()
        keep_height(sheet)
        self._printer_icon = IconLabel(28)
        self._printer, self._trial = words("strong"), words("small")
        self._try = KeyButton("quiet", "F6", self.measures, height=52)
        self._try.clicked.connect(lambda: self.wished.emit(TrialAsked()))
        column = QVBoxLayout(sheet)
        for part in (self._printer_icon, self._printer, self._trial, self._try):
            column.addWidget(part)
        self.measures.layout(column, (20, 16, 20, 16), 8)
        return sheet

    def _scanner_card(self) -> QFrame:
        self._scanner_card_part = card()
        self._scanner_icon = IconLabel(44)
        self._scan, self._read, self._thing = words("h3"), words("raw"), words("small")
        column = QVBoxLayout(self._scanner_card_part)
        column.addStretch(1)
        column.addWidget(self._scanner_icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._scan, self._read, self._thing):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(1)
        self.measures.layout(column, (20, 12, 20, 12), 6)
        return self._scanner_card_part

    def _link_card(self) -> QFrame:
        sheet = card()
        keep_height(sheet)
        self._link_icon, self._link = IconLabel(24), words("body")
        column = QVBoxLayout(sheet)
        column.addWidget(self._link_icon)
        column.addWidget(self._link)
        self.measures.layout(column, (20, 14, 20, 14), 6)
        return sheet

    def show_state(self, state: State, look: Look) -> None:
        """See `Page.show_state`."""
        page, texts = state.page, look.texts
        if not isinstance(page, Devices):
            return
        self._title.setText(texts("Devices"))
        lead = texts("Up and Down choose a device, Enter works with it. The list updates itself.")
        if page.found is None:
            lead = texts("Looking…")
        elif page.choosing:
            lead = texts("One moment…")
        self._lead.setText(lead)
        put_words(self._cannot, page.cannot.sentence(texts) if page.cannot else "")
        self._field_name.setText(texts("A printer on the network"))
        self._field.setAccessibleName(texts("Address of a printer on the network"))
        self._field.setPlaceholderText(texts("Its address, such as 10.0.0.5, then Enter"))
        self._show_list(page, look)
        self._show_printer(page, state, look)
        self._show_scanner(page, look)
        self._show_link(state.link, look)

    def _show_list(self, page: Devices, look: Look) -> None:
        shown = (page.found, page.at, look)
        if shown == self._shown or page.found is None:
            return
        self._shown, found = shown, page.found
        self._list.show_rows(
            len(found),
            lambda row, place: row.show_device(found[place], look, at=place == page.at),
        )
        if found:
            self._list.ensureWidgetVisible(self._list.row(page.at).widget, 0, 0)

    def _show_printer(self, page: Devices, state: State, look: Look) -> None:
        texts = look.texts
        printer = printer_words(state.printer, texts)
        self._printer_icon.show_icon(printer.icon, _COLOURS[printer.tone], look)
        self._printer.setText(printer.words)
        said, to_do = trial_words(page.trial, state.printer, texts)
        put_words(self._trial, said)
        put_property(self._trial, "role", "warning" if to_do else "small")
        self._try.say(texts("Print a test page"))
        self._try.setEnabled(not page.choosing)

    def _show_scanner(self, page: Devices, look: Look) -> None:
        texts = look.texts
        self._scanner_icon.show_icon("scan-line", "green", look)
        read, thing = read_words(page, texts)
        self._scan.setText(texts("Scanned") if read else texts("Scan anything to try the scanner"))
        put_number(self._read, read)
        self._read.setVisible(bool(read))
        put_words(self._thing, thing)

    def _show_link(self, link: Link, look: Look) -> None:
        texts = look.texts
        match link:
            case Link.UNREACHABLE:
                said, name, colour = (
                    texts("ECMS does not answer. It is asked again by itself."),
                    "cloud-off",
                    "red",
                )
            case Link.CONNECTED | Link.UNKNOWN:
                said, name, colour = texts("ECMS connected"), "cloud-check", "green"
        self._link.setText(said)
        self._link_icon.show_icon(name, colour, look)

    def _new_row(self, place: int) -> DeviceRow:
        row = DeviceRow()
        row.widget.clicked.connect(lambda: self.wished.emit(DevicePicked(place)))
        return row

    def left(self) -> None:
        """See `Page.left`."""
        self._shown = None
        self._field.clear()
        self._read.clear()
        self._list.forget()

    def take_key(self, event: QKeyEvent) -> bool:
        """Up, Down and Enter; in the field Enter is the field's own."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.wished.emit(DeviceMoved(_MOVES[key]))
            return True
        if key in _ENTER:
            if not self._field.hasFocus():
                self.wished.emit(DevicePicked())
            return True
        return False

    def _enter(self) -> None:
        self.wished.emit(AddressEntered(self._field.text()))
