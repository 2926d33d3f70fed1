"""The day: its figures so far, its end, and what became of earlier days' parcels."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.services.store_office import DayReport
from core.texts import Texts
from pos.flow.events import BackAsked
from pos.flow.office_events import DayMoved, ReportMoved
from pos.flow.office_states import Day, DayNote
from pos.flow.states import State
from pos.pages.page import Page, card
from pos.sentences.day import (
    DayLine,
    leg_words,
    lines,
    note_words,
    span,
    tiles,
    title,
    way_words,
)
from pos.widgets.buttons import KeyButton
from pos.widgets.day_row import DayRow
from pos.widgets.later import ShownLater
from pos.widgets.long_list import LongList
from pos.widgets.look import Look
from pos.widgets.report_buttons import ReportButtons
from pos.widgets.words import keep_height, picture, put_words, rule, words

_USUAL = 16
_TILES = 5
_LEGS = 6
_STEP = 3  # lines that Up and Down scroll by
_SCROLLS = {Qt.Key.Key_Up: -_STEP, Qt.Key.Key_Down: _STEP}
_DAYS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_REPORTS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class DayPage(Page):
    """F5 looks afresh, F6 to F8 print and file, F9 twice closes the day, ← shows the Zs before."""

    def __init__(self) -> None:
        super().__init__()
        self._listed: tuple[DayLine, ...] | None = None
        self._way_follows = ShownLater(self, self._show_way)
        sheet = card()
        column = QVBoxLayout(sheet)
        column.addLayout(self._head())
        column.addWidget(self._tiles())
        column.addWidget(rule())
        column.addWidget(self._nothing(), 1)
        self._list = LongList(DayRow, _USUAL)
        self.lists = (self._list,)
        column.addWidget(self._list, 1)
        self.measures.layout(column, (1, 1, 1, 1))
        self._two_columns(sheet, self._side())

    def _head(self) -> QVBoxLayout:
        self._title, self._span = words("h2"), words("quiet")
        self._before = KeyButton("quiet", "←", self.measures, height=40)
        self._after = KeyButton("quiet", "→", self.measures, height=40)
        self._before.clicked.connect(lambda: self.wished.emit(ReportMoved(-1)))
        self._after.clicked.connect(lambda: self.wished.emit(ReportMoved(1)))
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        row.addWidget(self._before)
        row.addWidget(self._after)
        self.measures.layout(row, spacing=10)
        column = QVBoxLayout()
        column.addLayout(row)
        column.addWidget(self._span)
        self.measures.layout(column, (22, 18, 22, 8), 4)
        return column

    def _tiles(self) -> QWidget:
        self._tile_part = QWidget()
        keep_height(self._tile_part)
        row = QHBoxLayout(self._tile_part)
        self._tile_figures: list[QLabel] = []
        self._tile_words: list[QLabel] = []
        for _ in range(_TILES):
            figure, name = words("h1", wrap=False), words("quiet")
            column = QVBoxLayout()
            column.addWidget(figure)
            column.addWidget(name)
            row.addLayout(column, 1)
            self.measures.layout(column)
            self._tile_figures.append(figure)
            self._tile_words.append(name)
        self.measures.layout(row, (22, 4, 22, 14), 12)
        return self._tile_part

    def _nothing(self) -> QWidget:
        """A day on which nothing happened has a face too."""
        self._empty = QWidget()
        icon = picture()
        self.measures.icon(icon, "chart-column", "green", 64, stroke=1.8)
        self._empty_words = words("h2")
        self._empty_words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self._empty)
        column.addStretch(2)
        column.addWidget(icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._empty_words)
        column.addStretch(3)
        self.measures.layout(column, (48, 24, 48, 24), 12)
        return self._empty

    def _side(self) -> QWidget:
        side = QWidget()
        self._note = words("warning")
        self._report = ReportButtons(self.measures)
        self._report.wished.connect(self.wished)
        self._back = KeyButton("quiet", "Esc", self.measures, height=52)
        self._back.clicked.connect(lambda: self.wished.emit(BackAsked()))
        column = QVBoxLayout(side)
        column.addWidget(self._way())
        column.addStretch(1)
        column.addWidget(self._note)
        column.addWidget(self._back)
        column.addWidget(self._report)
        self.measures.layout(column, spacing=12)
        return side

    def _way(self) -> QFrame:
        self._way_card = card()
        keep_height(self._way_card)
        self._way_card.hide()
        self._way_title, self._way_words = words("h3"), words("small")
        column = QVBoxLayout(self._way_card)
        column.addWidget(self._way_title)
        self._leg_names: list[QLabel] = []
        self._leg_figures: list[QLabel] = []
        for _ in range(_LEGS):
            name, figure = words("body"), words("item", wrap=False)
            row = QHBoxLayout()
            row.addWidget(name, 1)
            row.addWidget(figure)
            column.addLayout(row)
            self.measures.layout(row, spacing=8)
            self._leg_names.append(name)
            self._leg_figures.append(figure)
        column.addWidget(self._way_words)
        days = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._earlier = KeyButton("quiet", "PgUp", self.measures, height=46)
        self._following = KeyButton("quiet", "PgDn", self.measures, height=46)
        self._earlier.clicked.connect(lambda: self.wished.emit(DayMoved(-1)))
        self._following.clicked.connect(lambda: self.wished.emit(DayMoved(1)))
        days.addWidget(self._earlier, 1)
        days.addWidget(self._following, 1)
        column.addLayout(days)
        self.measures.layout(days, (0, 6, 0, 0), 10)
        directions = QBoxLayout.Direction
        self.measures.rule(
            lambda look: days.setDirection(
                directions.LeftToRight if look.wide else directions.TopToBottom
            )
        )
        self.measures.layout(column, (20, 16, 20, 16), 6)
        return self._way_card

    def show_state(self, state: State, look: Look) -> None:
        """See `Page.show_state`."""
        page, texts = state.page, look.texts
        if not isinstance(page, Day):
            return
        report = page.report
        put_words(self._note, note_words(page, texts) if report else "")
        self._back.setVisible(page.confirming)
        self._back.say(texts("Leave it open"))
        self._report.show_copies(page.copies, state.printer, texts)
        closing = texts("Close the day now") if page.confirming else texts("Close the day")
        self._report.show_report(
            is_there=report is not None and not page.confirming,
            printing=texts("Print report"),
            closing=closing if report and report.number is None else "",
        )
        self._tile_part.setVisible(report is not None)
        self._way_follows.show_state(state, look)
        self._before.say(texts("Earlier Z"))
        self._after.say(texts("Later"))
        can_move = report is not None and not (page.confirming or page.busy)
        number = report.number if report else None
        self._before.setVisible(can_move and (number or page.newest + 1) > 1)
        self._after.setVisible(can_move and number is not None)
        if report is None:
            is_lost = page.note is DayNote.NOT_ANSWERED
            self._title.setText(texts("Day"))
            put_words(self._span, "")
            self._show_lines((), note_words(page, texts) if is_lost else texts("Looking…"))
            return
        self._title.setText(title(report, texts))
        put_words(self._span, span(report, texts))
        self._show_tiles(report, texts)
        self._show_lines(lines(report, page.way, texts), texts("Nothing yet on this day."))

    def _show_tiles(self, report: DayReport, texts: Texts) -> None:
        for figure, name, (said, number) in zip(
            self._tile_figures, self._tile_words, tiles(report, texts), strict=True
        ):
            figure.setText(str(number))
            name.setText(said)

    def _show_way(self, state: State, look: Look) -> None:
        texts = look.texts
        way = state.page.way if isinstance(state.page, Day) else None
        if way is None:
            self._way_card.hide()
            return
        self._way_title.setText(texts("Accepted {day}", day=texts.day_date(way.day)))
        rows = [(texts("Accepted"), str(way.accepted))]
        rows += [leg_words(leg, texts) for leg in way.legs[: _LEGS - 1]]
        rows += [("", "")] * (_LEGS - len(rows))
        for name, figure, (said, number) in zip(
            self._leg_names, self._leg_figures, rows, strict=True
        ):
            put_words(name, said)
            put_words(figure, number)
        self._way_words.setText(way_words(way, texts))
        self._earlier.say(texts("Earlier"))
        self._following.say(texts("Later"))
        # Last: whatever is shown in a card that is seen already lays the whole page out anew.
        self._way_card.show()

    def _show_lines(self, shown: tuple[DayLine, ...], nothing: str) -> None:
        self._empty.setVisible(not shown)
        self._empty_words.setText(nothing)
        self._list.setVisible(bool(shown))
        if shown != self._listed:
            self._listed = shown
            self._list.show_rows(len(shown), lambda row, place: row.show_line(shown[place]))

    def left(self) -> None:
        """See `Page.left`."""
        self._listed = None
        self._way_follows.forget()
        self._way_card.hide()
        self._list.forget()

    def take_key(self, event: QKeyEvent) -> bool:
        """Up and Down scroll, Left and Right show other Zs, PageUp and PageDown other days."""
        key = Qt.Key(event.key())
        if key in _SCROLLS:
            self._list.scroll_by(_SCROLLS[key])
            return True
        if key in _DAYS:
            self.wished.emit(DayMoved(_DAYS[key]))
            return True
        if key in _REPORTS:
            self.wished.emit(ReportMoved(_REPORTS[key]))
            return True
        return False
