"""Pull-out: today's list, each parcel into the driver's hands, and the end of the list."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from core.services.store_office import PullOutLine, PullOutList
from core.texts import Texts
from pos.flow.events import BackAsked
from pos.flow.office_events import ListMoved
from pos.flow.office_states import PullOut, PullOutNote
from pos.flow.states import State
from pos.pages.page import Page, card
from pos.pages.pull_out_side import ClosedCard, CountCard, DriverCard, ScanCard
from pos.sentences.pull_out import missing_words, note_words, progress_words
from pos.widgets.buttons import KeyButton
from pos.widgets.code_field import is_text
from pos.widgets.long_list import LongList
from pos.widgets.look import Look
from pos.widgets.pull_out_row import PullOutRow
from pos.widgets.report_buttons import ReportButtons
from pos.widgets.words import picture, put_words, words

_USUAL = 14
_STEP = 3  # rows that Up and Down scroll by
_SCROLLS = {Qt.Key.Key_Up: -_STEP, Qt.Key.Key_Down: _STEP}
_LISTS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class PullOutPage(Page):
    """Scan hands over, F9 counts and closes, F6 to F8 print and file."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[PullOutLine, ...] = ()
        self._of: object = None
        sheet = card()
        column = QVBoxLayout(sheet)
        column.addLayout(self._head())
        column.addWidget(self._progress)
        column.addWidget(self._nothing(), 1)
        self._list = LongList(PullOutRow, _USUAL)
        self.lists = (self._list,)
        column.addWidget(self._list, 1)
        self.measures.layout(column, (1, 1, 1, 1))
        self._two_columns(sheet, self._side())

    def _head(self) -> QVBoxLayout:
        self._title, self._lead = words("h2"), words("quiet")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self.measures.size(self._progress, height=8)
        column = QVBoxLayout()
        column.addWidget(self._title)
        column.addWidget(self._lead)
        self.measures.layout(column, (22, 18, 22, 16), 4)
        return column

    def _nothing(self) -> QWidget:
        """An empty list has a face too."""
        self._empty = QWidget()
        icon = picture()
        self.measures.icon(icon, "truck", "green", 72, stroke=1.7)
        self._empty_words, self._empty_advice = words("h2"), words("lead")
        column = QVBoxLayout(self._empty)
        column.addStretch(2)
        column.addWidget(icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._empty_words, self._empty_advice):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(3)
        self.measures.layout(column, (48, 24, 48, 24), 12)
        return self._empty

    def _side(self) -> QWidget:
        side = QWidget()
        self._scan = ScanCard(self.measures)
        self._driver = DriverCard(self.measures)
        self._driver.plate.returnPressed.connect(self._scan.field.setFocus)
        self._count = CountCard(self.measures)
        self._closed = ClosedCard(self.measures)
        self._report = ReportButtons(self.measures)
        self._back = KeyButton("quiet", "Esc", self.measures, height=52)
        self._back.clicked.connect(lambda: self.wished.emit(BackAsked()))
        column = QVBoxLayout(side)
        for part in (self._scan, self._driver, self._count, self._closed):
            part.wished.connect(self.wished)
            column.addWidget(part)
        for part in (self._scan, self._driver, self._count, self._closed):
            part.hide()
        self._report.wished.connect(self.wished)
        column.addStretch(1)
        column.addWidget(self._back)
        column.addWidget(self._report)
        self.measures.layout(column, spacing=12)
        return side

    def show_state(self, state: State, look: Look) -> None:
        """See `Page.show_state`."""
        page, texts = state.page, look.texts
        if not isinstance(page, PullOut) or state.terminal is None:
            return
        listed, store = page.list, state.terminal.store
        self._show_head(page, state, texts)
        is_open = listed is not None and listed.closing is None
        counting = page.counting
        scans = is_open and counting is None
        scans_anew = scans and self._driver.isHidden()
        counts_anew = counting is not None and self._count.isHidden()
        ended_anew = listed is not None and listed.closing is not None and self._closed.isHidden()
        self._scan.setVisible(scans)
        self._driver.setVisible(scans)
        self._count.setVisible(counting is not None)
        self._back.setVisible(counting is not None)
        self._back.say(texts("Back to scanning"))
        self._scan.show_scan(page, store, look)
        self._driver.show_driver(page, texts)
        if counting is not None and listed is not None:
            self._count.show_counting(counting, listed, texts)
        closing = listed.closing if listed else None
        self._closed.setVisible(closing is not None)
        if listed is not None and closing is not None:
            self._closed.show_closing(listed, closing, texts)
        self._report.show_copies(page.copies, state.printer, texts)
        ending = texts("Close the list") if counting else texts("Close pull-out")
        self._report.show_report(
            is_there=listed is not None and counting is None,
            printing=texts("Print list"),
            closing=ending if is_open else "",
        )
        self._show_lines(page, state, look)
        if counts_anew:
            self._count.store.setFocus()
        elif scans_anew or ended_anew:
            # Not left to Qt: from a field that vanishes it goes to the rail, and Enter with it.
            (self.first_field() or self).setFocus()

    def _show_head(self, page: PullOut, state: State, texts: Texts) -> None:
        listed = page.list
        store = state.terminal.store if state.terminal else None
        self._progress.setVisible(listed is not None)
        if listed is None or store is None:
            self._title.setText(texts("Pull-out"))
            put_words(self._lead, note_words(page.note, texts))
            return
        self._title.setText(texts("Authority to pull out {number}", number=listed.number))
        parts = [progress_words(listed, store, texts)]
        if page.counting is not None:
            parts = [missing_words(listed, texts)]
        elif len(page.lists or ()) > 1:
            parts.append(
                texts(
                    "List {number} of {count}: PageUp, PageDown.",
                    number=page.chosen + 1,
                    count=len(page.lists or ()),
                )
            )
        if listed.closing is not None:
            parts.append(note_words(page.note, texts))
        put_words(self._lead, " ".join(part for part in parts if part))
        self._progress.setRange(0, max(1, len(listed.lines)))
        self._progress.setValue(listed.handed_over)
        self._progress.setAccessibleName(parts[0])

    def _show_lines(self, page: PullOut, state: State, look: Look) -> None:
        listed, texts = page.list, look.texts
        lines = _lines(page, listed)
        headline, advice = _empty_words(page, listed, state, texts)
        self._empty.setVisible(not lines)
        self._empty_words.setText(headline)
        put_words(self._empty_advice, advice)
        self._list.setVisible(bool(lines))
        if state.terminal is None:
            return
        store = state.terminal.store
        same = (listed.number if listed else None, page.counting is None, look)
        changed = [
            place
            for place, (old, new) in enumerate(zip(self._shown, lines, strict=False))
            if old != new
        ]
        is_other = same != self._of or len(lines) != len(self._shown)
        self._of, self._shown = same, lines
        if is_other:
            self._list.show_rows(
                len(lines), lambda row, place: row.show_line(self._shown[place], store, look)
            )
        else:
            # A list may be hundreds of parcels long, and a scan changes one.
            for place in changed:
                self._list.refresh(place)

    def first_field(self) -> QWidget | None:
        """See `Page.first_field`."""
        if self._driver.isHidden():
            return None
        return self._driver.first_empty() or self._scan.field

    def left(self) -> None:
        """See `Page.left`."""
        self._list.forget()
        self._shown, self._of = (), None
        for part in (self._scan, self._driver, self._count, self._closed):
            part.forget()

    def take_key(self, event: QKeyEvent) -> bool:
        """Up and Down scroll; text that no field got is a label's number, or the first count."""
        key = Qt.Key(event.key())
        if key in _SCROLLS:
            self._list.scroll_by(_SCROLLS[key])
            return True
        if key in _LISTS:
            self.wished.emit(ListMoved(_LISTS[key]))
            return True
        field = self._count.store if self._count.isVisible() else self._scan.field
        if is_text(event) and field.isVisible():
            field.setFocus()
            field.insert(event.text())
            return True
        return False


def _lines(page: PullOut, listed: PullOutList | None) -> tuple[PullOutLine, ...]:
    """The whole list; while both count, what the driver does not have."""
    if listed is None:
        return ()
    return listed.missing if page.counting is not None else listed.lines


def _empty_words(
    page: PullOut, listed: PullOutList | None, state: State, texts: Texts
) -> tuple[str, str]:
    if page.note is PullOutNote.NOT_ANSWERED:
        return texts("The ECMS does not answer"), ""
    if page.lists is None:
        return texts("Looking…"), ""
    if listed is not None:
        return texts("Every parcel is handed over"), texts("Count them together, then press F9.")
    waiting = state.today.waiting if state.today else 0
    return (
        texts("No pull-out list today"),
        texts.plural(
            "{n} parcel waits for the next list. The ECMS makes it once a day.",
            "{n} parcels wait for the next list. The ECMS makes it once a day.",
            waiting,
        ),
    )
